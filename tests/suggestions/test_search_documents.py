"""What search knows of a suggestion."""

import pytest

from moderation import actions as moderation
from search.registry import path_of_reference, registrations
from suggestions import actions
from suggestions.models import Suggestion

pytestmark = pytest.mark.django_db


def document_of(suggestion):
    """What the index would hold of it now; None for what the public may not read."""
    registration = next(each for each in registrations() if each.model is Suggestion)
    found = registration.queryset().filter(pk=suggestion.pk).first()
    return found and registration.document_of(found)


def test_what_waits_for_moderation_is_not_found(make_suggestion):
    assert document_of(make_suggestion()) is None


def test_a_published_suggestion_is_found_in_its_language_with_its_facets(suggestion):
    found = document_of(suggestion)
    assert (found.title_ar, found.title_en) == (suggestion.title, "")
    assert found.facets == {
        "kind": "suggestion",
        "decision": "none",
        "category": "curricula",
        "governorate": "muscat",
        "party_kind": "parent",
        "name_proof": "declared",
    }


def test_an_english_suggestion_is_found_as_english(make_published):
    found = document_of(make_published(title="A travelling laboratory", language="en"))
    assert (found.title_ar, found.title_en) == ("", "A travelling laboratory")


def test_what_the_ministry_answered_is_found_too(under_study):
    found = document_of(under_study)
    assert "يُدرس الآن." in found.body_ar
    assert found.facets["decision"] == "under_study"


def test_what_is_held_back_is_no_longer_found(suggestion, moderator, reason):
    moderation.hold(suggestion.contribution, by=moderator, reason=reason)
    assert document_of(suggestion) is None
    assert path_of_reference(suggestion.reference) is None


def test_its_number_leads_to_its_page(suggestion):
    assert path_of_reference(suggestion.reference) == suggestion.path


def test_a_decision_marks_it_for_the_index(suggestion, labs, policy_officer):
    from search.models import IndexJob

    IndexJob.objects.all().delete()
    actions.take_under_study(suggestion, unit=labs, answer_ar="يُدرس.", by=policy_officer)
    assert IndexJob.objects.exists()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_its_reference_leads_to_its_page(visit, suggestion, language):
    answer = visit().get(f"/{language}/search/", {"q": suggestion.reference}, follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, f"/{language}{suggestion.path}")
