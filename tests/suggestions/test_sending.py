"""Writing, previewing and sending a suggestion, without a script."""

import time
import uuid

import pytest

from accounts.actions import appoint_representative, register_organisation
from accounts.models import User
from contributions import drafts
from contributions.models import Contribution
from contributions.references import spoken
from messaging.models import OutboxMessage
from suggestions.forms import LONGEST_BODY, LONGEST_TITLE
from suggestions.models import Suggestion
from tests.conftest import voice_of

pytestmark = pytest.mark.django_db

BEGIN = "/ar/suggestions/new/"
KEY = "6f1c3a52-9c0e-4f0b-8f3d-1f2f64a7c001"
NEW = f"{BEGIN}{KEY}/"
PREVIEW = f"{NEW}preview/"
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
        "step": "preview",
        "notice": notice.pk,
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whoever_begins_one_gets_an_address_for_it(visit, citizen, language):
    browser = visit(citizen)
    begun = [browser.get(f"/{language}/suggestions/new/?category=curricula").url for _ in range(2)]
    assert begun[0] != begun[1]
    assert browser.get(begun[0]).context["form"]["category"].value() == "curricula"
    assert "consent" not in browser.get(begun[0]).context["form"].fields


@pytest.mark.parametrize(("field", "longest"), [("title", LONGEST_TITLE), ("body", LONGEST_BODY)])
def test_the_form_says_how_long_each_text_may_be(visit, citizen, field, longest):
    page = visit(citizen).get(NEW).text
    assert f" {longest} حرف" in page.split(f'id="id_{field}_helptext"')[1].split("</div>")[0]


@pytest.mark.parametrize("address", [BEGIN, NEW, PREVIEW])
def test_a_visitor_is_asked_to_sign_in(client, db, address):
    assert client.get(address).url.startswith("/ar/accounts/login/?next=%2Far%2Fsuggestions%2Fnew%2F")


def test_a_text_typed_before_the_session_ended_waits_for_its_author(visit, citizen, typed):
    browser = visit()
    browser.post(NEW, typed)
    browser.force_login(citizen)
    assert BODY in browser.get(NEW).text


def test_the_preview_shows_it_exactly_as_it_will_stand(visit, citizen, typed):
    answer = visit(citizen).post(NEW, typed, follow=True)
    assert answer.redirect_chain == [(PREVIEW, 302)]
    assert answer.context["published_as"].name == citizen.first_name
    assert (answer.context["title"], answer.context["body"]) == (TITLE, BODY)
    assert "consent" in answer.context["form"].fields
    assert not answer.context["form"].errors


def test_a_pupil_sees_initials_in_the_preview(visit, pupil, typed):
    answer = visit(pupil).post(NEW, typed | {"voice": str(voice_of(pupil).pk)}, follow=True)
    assert answer.context["published_as"].name == "س. ه."


def test_a_pupil_reads_in_the_preview_which_address_is_asked(visit, pupil, typed):
    preview = visit(pupil).post(NEW, typed | {"voice": str(voice_of(pupil).pk)}, follow=True)
    assert pupil.guardian_address in preview.text


@pytest.mark.parametrize(("guardian", "is_sent"), [("", False), ("sara@example.om", False), ("aunt@example.om", True)])
def test_a_pupil_names_a_guardian_with_the_first_suggestion(visit, pupil, typed, guardian, is_sent):
    User.objects.update(guardian_address="")
    browser, said = visit(pupil), typed | {"voice": str(voice_of(pupil).pk), "guardian": guardian}
    preview = browser.post(NEW, said, follow=True)
    assert ('name="guardian" value="aunt@example.om"' in preview.text) is is_sent
    browser.post(NEW, said | {"step": "send", "consent": "on"})
    assert Suggestion.objects.filter(contribution__moderation="unconfirmed").exists() is is_sent


@pytest.mark.parametrize("address", [NEW, PREVIEW])
def test_whoever_goes_back_or_loads_again_finds_every_word(visit, citizen, typed, address):
    browser = visit(citizen)
    browser.post(NEW, typed)
    assert [BODY in browser.get(address).text for _ in range(2)] == [True, True]


def test_changing_the_text_begins_with_every_word(visit, citizen, typed):
    answer = visit(citizen).post(NEW, typed | {"step": "edit"}, follow=True)
    assert answer.redirect_chain == [(NEW, 302)]
    assert BODY in answer.text


def test_a_preview_of_nothing_is_the_empty_form(visit, citizen):
    assert visit(citizen).get(PREVIEW).url == NEW


def test_nothing_is_a_contribution_before_it_is_sent(visit, citizen, typed):
    visit(citizen).post(NEW, typed, follow=True)
    assert not Contribution.objects.exists()


def test_nobody_else_finds_what_somebody_typed(visit, citizen, neighbour, typed):
    visit(citizen).post(NEW, typed)
    assert BODY not in visit(neighbour).get(NEW).text


def test_signing_out_forgets_it(visit, citizen, typed):
    browser = visit(citizen)
    browser.post(NEW, typed)
    browser.logout()
    browser.force_login(citizen)
    assert BODY not in browser.get(NEW).text


def test_a_day_later_it_is_forgotten(visit, citizen, typed, monkeypatch):
    browser = visit(citizen)
    browser.post(NEW, typed)
    later = time.time() + drafts.SECONDS_KEPT
    monkeypatch.setattr(time, "time", lambda: later)
    assert BODY not in browser.get(NEW).text
    assert not browser.session[drafts.SLOT]


@pytest.mark.parametrize("page", [BEGIN, "/ar/contributions/mine/"])
def test_whoever_began_one_is_offered_to_go_on_with_it(visit, citizen, typed, page):
    browser = visit(citizen)
    browser.post(NEW, typed)
    offered = browser.get(page, follow=True)
    assert f'<a href="{NEW}"><bdi>{TITLE}</bdi></a>' in offered.text


def test_it_is_offered_in_the_language_of_the_page(visit, citizen, typed):
    browser = visit(citizen)
    browser.post(NEW, typed)
    assert f'<a href="{NEW.replace("/ar/", "/en/")}">' in browser.get("/en/suggestions/new/", follow=True).text


@pytest.mark.parametrize("page", [BEGIN, "/ar/contributions/mine/"])
def test_nothing_is_offered_to_whoever_began_nothing_or_sent_it(visit, citizen, typed, page):
    browser = visit(citizen)
    browser.post(NEW, typed | {"title": "", "body": " "})
    assert "begun-heading" not in browser.get(page, follow=True).text
    browser.post(NEW, typed | {"step": "send", "consent": "on"})
    assert Suggestion.objects.exists()
    assert "begun-heading" not in browser.get(page, follow=True).text


def test_what_one_is_writing_is_not_offered_beside_itself(visit, citizen, typed):
    browser = visit(citizen)
    browser.post(NEW, typed)
    assert "begun-heading" not in browser.get(NEW).text


def test_of_many_the_oldest_makes_room(visit, citizen, typed):
    browser = visit(citizen)
    begun = [f"{BEGIN}{uuid.uuid4()}/" for _ in range(drafts.MOST + 1)]
    for address in begun:
        browser.post(address, typed)
    assert [BODY in browser.get(address).text for address in begun] == [False] + [True] * drafts.MOST


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


@pytest.mark.parametrize("changed", [{"title": "معمل متنقل"}, {"body": BODY + " ثم يعود."}, {"category": "assessment"}])
@pytest.mark.parametrize("step", ["preview", "send"])
def test_other_words_sent_from_a_page_that_was_sent_begin_a_suggestion_of_their_own(
    visit, citizen, typed, changed, step
):
    browser = visit(citizen)
    browser.post(NEW, typed | {"step": "send", "consent": "on"})
    back = browser.post(NEW, typed | changed | {"step": step, "consent": "on"}, follow=True)
    form = back.context["form"]
    assert {name: form[name].value() for name in changed} == changed
    assert spoken(Suggestion.objects.get().reference) in back.text
    own = back.redirect_chain[-1][0]
    browser.post(own, typed | changed | {"step": "send", "consent": "on"})
    assert Suggestion.objects.count() == 2


def test_the_same_words_in_another_voice_begin_a_suggestion_of_their_own(visit, citizen, typed, administrator):
    council = register_organisation(name="مجلس أولياء الأمور", by=administrator, verified=True)
    voice = appoint_representative(citizen, council, by=administrator)
    browser, again = visit(citizen), typed | {"step": "send", "consent": "on", "voice": str(voice.pk)}
    browser.post(NEW, typed | {"step": "send", "consent": "on"})
    back = browser.post(NEW, again, follow=True)
    assert spoken(Suggestion.objects.get().reference) in back.text
    browser.post(back.redirect_chain[-1][0], again)
    assert {each.contribution.name for each in Suggestion.objects.all()} == {citizen.first_name, council.name}


@pytest.mark.parametrize("address", [NEW, PREVIEW])
def test_once_it_is_sent_its_pages_lead_to_the_receipt_and_its_draft_is_gone(visit, citizen, typed, address):
    browser = visit(citizen)
    browser.post(NEW, typed)
    receipt = browser.post(NEW, typed | {"step": "send", "consent": "on"}).url
    assert browser.get(address).url == receipt
    assert not browser.session[drafts.SLOT]


def test_without_the_agreement_nothing_is_sent(visit, citizen, typed):
    answer = visit(citizen).post(NEW, typed | {"step": "send"}, follow=True)
    assert answer.redirect_chain == [(PREVIEW, 302)]
    assert answer.context["form"].errors.keys() == {"consent"}
    assert not Suggestion.objects.exists()


def test_an_agreement_to_an_older_notice_is_asked_for_again(visit, citizen, typed, notice):
    answer = visit(citizen).post(NEW, typed | {"step": "send", "consent": "on", "notice": "0"}, follow=True)
    assert answer.context["form"].errors.keys() == {"consent"}
    assert f'name="notice" value="{notice.pk}"' in answer.text
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
]


@pytest.mark.parametrize("step", ["preview", "send"])
@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_is_wrong_is_told_beside_its_field_and_the_rest_is_kept(field, value, step, visit, citizen, typed):
    answer = visit(citizen).post(NEW, typed | {"step": step, "consent": "on", field: value}, follow=True)
    assert answer.redirect_chain[-1] == (NEW, 302)
    assert answer.context["form"].errors[field]
    assert (BODY if field == "title" else TITLE) in answer.text
    assert not Suggestion.objects.exists()


def test_nobody_sends_in_the_name_of_somebody_else(visit, citizen, neighbour, typed):
    answer = visit(neighbour).post(NEW, typed | {"step": "send", "consent": "on"}, follow=True)
    assert answer.context["form"].errors["voice"]


def test_an_english_text_is_kept_as_english(visit, citizen, typed):
    words = {"title": "A travelling laboratory", "body": "A bus with a small laboratory could visit remote schools."}
    visit(citizen).post(NEW, typed | words | {"step": "send", "consent": "on"})
    assert Contribution.objects.get().language == "en"
