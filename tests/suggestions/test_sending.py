"""Writing, previewing and sending a suggestion, without a script."""

import uuid

import pytest

from contributions.models import Contribution
from messaging.models import OutboxMessage
from suggestions.forms import LONGEST_BODY, LONGEST_TITLE
from suggestions.models import Suggestion
from tests.conftest import voice_of

pytestmark = pytest.mark.django_db

NEW = "/ar/suggestions/new/"
TITLE = "حافلة مختبر علوم متنقلة"
BODY = "أقترح تجهيز حافلة بمختبر صغير تزور المدارس الجبلية مرتين في الشهر."


@pytest.fixture
def typed(citizen, notice):
    """What Maryam has typed, ready to be previewed."""
    return {
        "title": TITLE,
        "body": BODY,
        "category": "curricula",
        "voice": str(voice_of(citizen).pk),
        "submission_key": str(uuid.uuid4()),
        "step": "preview",
        "notice": notice.pk,
    }


def test_the_form_opens_for_whoever_is_signed_in(visit, citizen):
    answer = visit(citizen).get(NEW)
    assert answer.status_code == 200
    assert "consent" not in answer.context["form"].fields


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(NEW).status_code == 302


def test_a_text_typed_before_the_session_ended_waits_for_its_author(visit, citizen, typed):
    browser = visit()
    browser.post(NEW, typed)
    browser.force_login(citizen, backend="django.contrib.auth.backends.ModelBackend")
    assert BODY in browser.get(NEW).text


def test_the_preview_shows_it_exactly_as_it_will_stand(visit, citizen, typed):
    answer = visit(citizen).post(NEW, typed)
    assert answer.status_code == 200
    assert answer.context["published_as"].name == citizen.first_name
    assert (answer.context["title"], answer.context["body"]) == (TITLE, BODY)
    assert "consent" in answer.context["form"].fields


def test_a_pupil_sees_initials_in_the_preview(visit, make_user, typed):
    pupil = make_user("pupil@example.om", "سارة بنت هلال الهاشمية", education_role="pupil")
    answer = visit(pupil).post(NEW, typed | {"voice": str(voice_of(pupil).pk)})
    assert answer.context["published_as"].name == "س. ه."


def test_nothing_is_kept_by_a_preview(visit, citizen, typed):
    visit(citizen).post(NEW, typed)
    assert not Contribution.objects.exists()


def test_going_back_keeps_every_word(visit, citizen, typed):
    answer = visit(citizen).post(NEW, typed | {"step": "edit"})
    assert BODY in answer.text
    assert typed["submission_key"] in answer.text


def test_sending_gives_a_suggestion_and_its_receipt(visit, citizen, typed, notice):
    answer = visit(citizen).post(NEW, typed | {"step": "send", "consent": "on"})
    suggestion = Suggestion.objects.get()
    assert answer.url == f"/ar/contributions/{suggestion.reference}/receipt/"
    assert suggestion.contribution.receipt
    assert suggestion.contribution.consent_to == notice
    assert (suggestion.category.code, suggestion.contribution.language) == ("curricula", "ar")


def test_a_second_press_shows_the_same_receipt(visit, citizen, typed):
    browser = visit(citizen)
    answers = [browser.post(NEW, typed | {"step": "send", "consent": "on"}) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert (Suggestion.objects.count(), OutboxMessage.objects.count()) == (1, 1)


def test_without_the_agreement_nothing_is_sent(visit, citizen, typed):
    answer = visit(citizen).post(NEW, typed | {"step": "send"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["consent"]
    assert not Suggestion.objects.exists()


def test_an_agreement_to_an_older_notice_is_asked_for_again(visit, citizen, typed, notice):
    answer = visit(citizen).post(NEW, typed | {"step": "send", "consent": "on", "notice": "0"})
    assert answer.status_code == 422
    assert BODY in answer.text
    assert not Suggestion.objects.exists()


WRONG = [
    ("title", ""),
    ("title", "  \n "),
    ("title", "ع" * (LONGEST_TITLE + 1)),
    ("body", ""),
    ("body", "قصير"),
    ("body", "ع" * (LONGEST_BODY + 1)),
    ("category", ""),
    ("category", "no-such-subject"),
    ("voice", "999999"),
    ("submission_key", "not a key"),
]


@pytest.mark.parametrize("step", ["preview", "send"])
@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_is_wrong_is_told_beside_its_field_and_the_rest_is_kept(field, value, step, visit, citizen, typed):
    answer = visit(citizen).post(NEW, typed | {"step": step, "consent": "on", field: value})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert (BODY if field == "title" else TITLE) in answer.text
    assert not Suggestion.objects.exists()


def test_nobody_sends_in_the_name_of_somebody_else(visit, citizen, neighbour, typed):
    answer = visit(neighbour).post(NEW, typed | {"step": "send", "consent": "on"})
    assert answer.context["form"].errors["voice"]


def test_an_english_text_is_kept_as_english(visit, citizen, typed):
    words = {"title": "A travelling laboratory", "body": "A bus with a small laboratory could visit remote schools."}
    visit(citizen).post(NEW, typed | words | {"step": "send", "consent": "on"})
    assert Contribution.objects.get().language == "en"
