"""A suggestion may answer a consultation, while that is open."""

import uuid
from contextlib import suppress
from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.actions import ensure_index
from consultations.models import ClausePart, Consultation, ConsultationPage
from contributions.errors import DiscussionClosed
from contributions.references import spoken
from policies.actions import ensure_workflow
from suggestions import actions
from suggestions.models import Category, Suggestion
from tests.conftest import voice_of
from tests.pages import notice_in_force

pytestmark = pytest.mark.django_db

BEGIN = "/ar/suggestions/new/"
NEW = f"{BEGIN}{uuid.uuid4()}/"


@pytest.fixture
def consultation(editor, approver):
    """School transport: open since yesterday."""
    ensure_workflow()
    page = ConsultationPage(
        title="النقل المدرسي",
        title_en="School transport",
        slug="transport",
        opens_at=timezone.now() + timedelta(hours=1),
        closes_at=timezone.now() + timedelta(days=30),
        live=False,
        owner=editor,
    )
    page.parts = [ClausePart(number="1", heading_ar="الزمن", body_ar="لا تزيد مدة الرحلة على خمس وأربعين دقيقة.")]
    ensure_index().add_child(instance=page)
    page.save_revision(user=editor)
    page.get_latest_revision().publish(user=approver)
    Consultation.objects.update(opens_at=timezone.now() - timedelta(days=1))
    return Consultation.objects.get()


@pytest.fixture
def typed(citizen, consultation):
    return {
        "title": "حافلات صغيرة للأودية",
        "body": "حافلات صغيرة تدخل الأودية، فلا يمشي الصغار إلى الطريق العام.",
        "category": "transport",
        "consultation": consultation.slug,
        "voice": str(voice_of(citizen).pk),
        "consent": "on",
        "notice": notice_in_force().pk,
        "step": "send",
    }


def close(consultation, at):
    Consultation.objects.filter(pk=consultation.pk).update(closes_at=at)


def test_the_form_offers_what_is_open_and_remembers_where_one_came_from(visit, citizen, consultation):
    form = visit(citizen).get(BEGIN, {"consultation": consultation.slug}, follow=True).context["form"]
    assert form["consultation"].value() == consultation.slug
    assert "النقل المدرسي" in str(form["consultation"])


def test_what_is_closed_is_not_offered(visit, citizen, consultation):
    close(consultation, timezone.now() - timedelta(seconds=1))
    assert visit(citizen).get(NEW).context["form"]["consultation"].is_hidden


def cancel():
    Consultation.objects.update(stage="cancelled")


def close_now():
    Consultation.objects.update(closes_at=timezone.now() - timedelta(seconds=1))


def not_yet():
    Consultation.objects.update(opens_at=timezone.now() + timedelta(days=1))


@pytest.mark.parametrize("happened", [close_now, cancel, not_yet])
def test_whoever_comes_from_a_consultation_that_is_not_open_is_told_beside_the_field(
    visit, citizen, consultation, happened
):
    happened()
    page = visit(citizen).get(BEGIN, {"consultation": consultation.slug}, follow=True)
    field = page.context["form"]["consultation"]
    assert "«<bdi>النقل المدرسي</bdi>» مقترحات الآن" in page.text
    assert (field.is_hidden, field.errors) == (False, [])


def test_whoever_comes_from_a_consultation_that_is_unknown_is_told_beside_the_field(visit, citizen, consultation):
    page = visit(citizen).get(BEGIN, {"consultation": "<b>unknown"}, follow=True)
    assert "لم نجد المشاورة التي جئت منها" in page.text


def test_a_suggestion_that_came_from_a_closed_consultation_is_sent_on_its_own(visit, citizen, consultation, typed):
    browser = visit(citizen)
    close_now()
    page = browser.get(BEGIN, {"consultation": consultation.slug}, follow=True)
    browser.post(page.redirect_chain[-1][0].split("?")[0], typed | {"consultation": ""})
    assert Suggestion.objects.get().consultation is None


def test_a_suggestion_stands_with_the_consultation_that_it_answers(visit, citizen, typed, publish):
    visit(citizen).post(NEW, typed)
    suggestion = Suggestion.objects.get()
    publish(suggestion.contribution)
    assert suggestion.contribution.about == "consultation:transport"
    assert "/ar/consultations/transport/" in visit().get(f"/ar/suggestions/{suggestion.reference}/").text


def test_when_it_has_closed_the_text_stays_and_may_stand_on_its_own(visit, citizen, typed, consultation):
    close(consultation, timezone.now() - timedelta(seconds=1))
    browser = visit(citizen)
    refused = browser.post(NEW, typed, follow=True)
    assert refused.context["form"].errors["consultation"]
    assert typed["body"] in refused.text
    browser.post(NEW, typed | {"consultation": ""})
    assert Suggestion.objects.get().consultation is None


@pytest.mark.parametrize(("seconds_before_closing", "is_received"), [(1, True), (0, False)])
def test_the_server_judges_the_very_second(
    seconds_before_closing, is_received, citizen, typed, consultation, monkeypatch
):
    moment = consultation.closes_at - timedelta(seconds=seconds_before_closing)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    with suppress(DiscussionClosed):
        send(citizen, typed, consultation)
    assert Suggestion.objects.exists() is is_received


def test_when_it_has_closed_the_error_stands_beside_a_field_that_is_there(visit, citizen, typed, consultation):
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    form = visit(citizen).post(NEW, typed, follow=True).context["form"]
    assert form.errors["consultation"]
    assert not form["consultation"].is_hidden


def test_a_second_press_after_the_closing_shows_the_same_receipt(visit, citizen, typed, consultation):
    browser = visit(citizen)
    first = browser.post(NEW, typed)
    close(consultation, timezone.now() - timedelta(seconds=1))
    assert browser.post(NEW, typed).url == first.url


def test_the_same_words_on_their_own_are_no_second_press(visit, citizen, typed, consultation):
    browser = visit(citizen)
    browser.post(NEW, typed)
    back = browser.post(NEW, typed | {"consultation": ""}, follow=True)
    assert spoken(Suggestion.objects.get().reference) in back.text
    browser.post(back.redirect_chain[-1][0], typed | {"consultation": ""})
    assert {each.consultation for each in Suggestion.objects.all()} == {consultation, None}


def send(citizen, typed, consultation):
    return actions.send(
        by=citizen,
        representation=voice_of(citizen),
        title=typed["title"],
        body=typed["body"],
        category=Category.objects.get(code="transport"),
        consultation=consultation,
        language="ar",
        submission_key=uuid.uuid4(),
        consent_to=notice_in_force(),
    )


def test_its_officers_read_who_signs_it_with_its_author(
    visit, make_suggestion, consultation, publish, citizen, neighbour, policy_officer
):
    sent = make_suggestion(consultation=consultation)
    publish(sent.contribution)
    asked = actions.invite(sent, neighbour.email, by=citizen)
    path = f"/ar/office/consultations/{consultation.slug}/contributions/"
    assert neighbour.first_name not in visit(policy_officer).get(path).text
    actions.sign(asked, representation=voice_of(neighbour), consent_to=notice_in_force(), by=neighbour)
    assert neighbour.first_name in visit(policy_officer).get(path).text
