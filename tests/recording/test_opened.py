"""What a code has opened: for a while, in one browser, as long as the code itself would open it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contributions.actions import ask_again, renew_code, withdraw
from contributions.models import Confirmation, Recording
from contributions.references import new_reference
from tests.contributions.test_guardians import address_of, code_of
from tests.recording.conftest import BODY, code_in, letters_to
from workflow.models import Step

pytestmark = pytest.mark.django_db

WORDS = "نحتاج إلى مظلّات في ساحة المدرسة."


@pytest.fixture
def sent(make_contribution, pupil):
    return make_contribution(pupil, body=WORDS)


@pytest.fixture
def guardian(visit, sent):
    """Who has entered the code."""
    client = visit()
    client.post(address_of(sent), {"code": code_of(sent)})
    return client


def follow_path(contribution):
    return f"/ar/follow/{contribution.reference}/"


@pytest.fixture
def party(visit, recorded):
    client = visit()
    client.post(follow_path(recorded), {"code": code_in(letters_to(recorded)[0])})
    return client


def later(monkeypatch, minutes):
    then = timezone.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(timezone, "now", lambda: then)


# --- What is pressed leads back to the page -----------------------------------------------------------------


def test_the_right_code_leads_to_the_same_address_without_it(visit, sent):
    page = visit().post(address_of(sent), {"code": code_of(sent)})
    assert (page.status_code, page["Location"]) == (302, address_of(sent))


@pytest.mark.parametrize("step", ["confirm", "decline"])
def test_a_guardian_s_answer_leads_to_a_page_that_can_be_loaded_anew(guardian, sent, step):
    answered = guardian.post(address_of(sent), {"step": step})
    first, second = guardian.get(answered["Location"]), guardian.get(answered["Location"])
    assert (answered.status_code, first.status_code, second.status_code) == (302, 200, 200)
    assert "لم يتغيّر شيء الآن" not in second.text


def test_whoever_goes_back_after_the_answer_reads_what_became_of_it(guardian, sent):
    guardian.post(address_of(sent), {"step": "confirm"})
    page = guardian.get(address_of(sent)).text
    assert "لم يتغيّر شيء الآن" in page
    assert WORDS not in page


def test_another_answer_in_a_second_tab_changes_nothing(guardian, sent):
    guardian.post(address_of(sent), {"step": "confirm"})
    steps = Step.objects.of(sent).count()
    page = guardian.post(address_of(sent), {"step": "decline"}, follow=True)
    assert "لم يتغيّر شيء الآن" in page.text
    assert Step.objects.of(sent).count() == steps


def test_a_withdrawal_leads_back_to_the_page(party, recorded):
    page = party.post(follow_path(recorded), {"step": "withdraw"})
    assert (page.status_code, page["Location"]) == (302, follow_path(recorded))
    assert "سُحبت" in party.get(follow_path(recorded)).text


def test_a_second_withdrawal_says_why_it_did_nothing(party, recorded):
    party.post(follow_path(recorded), {"step": "withdraw"})
    assert party.post(follow_path(recorded), {"step": "withdraw"}, follow=True).context["messages"]
    assert Step.objects.of(recorded).filter(name="withdraw").count() == 1


def test_it_asks_once_more_before_it_is_withdrawn(party, recorded):
    page = party.get(f"{follow_path(recorded)}?withdraw").text
    assert 'value="withdraw"' in page
    recorded.refresh_from_db()
    assert recorded.moderation == "submitted"


# --- How long it is open, and for whom ----------------------------------------------------------------------


def test_the_code_stands_in_no_session(guardian, sent):
    assert code_of(sent).replace("-", "") not in str(dict(guardian.session))


def test_the_session_is_another_one_from_the_code_on(visit, sent):
    client = visit()
    client.get("/ar/accounts/login/?next=/")
    client.session.save()
    before = client.session.session_key
    client.post(address_of(sent), {"code": code_of(sent)})
    assert client.session.session_key != before


def test_in_another_browser_nothing_is_open(guardian, visit, sent):
    assert WORDS not in visit().get(address_of(sent)).text


def test_it_opens_no_other_text_of_the_same_minor(guardian, make_contribution, pupil):
    other = make_contribution(pupil, body="نقترح حصّة للقراءة كل أسبوع.")
    assert "حصّة للقراءة" not in guardian.get(address_of(other)).text
    guardian.post(address_of(other), {"step": "confirm"})
    assert Confirmation.objects.get(contribution=other).state == "waiting"


def test_after_half_an_hour_it_has_closed_and_says_so(guardian, sent, monkeypatch):
    later(monkeypatch, 31)
    page = guardian.get(address_of(sent)).text
    assert WORDS not in page
    assert "وأُغلقت" in page


def test_what_is_pressed_on_a_page_that_has_closed_does_nothing(guardian, sent, monkeypatch):
    later(monkeypatch, 31)
    page = guardian.post(address_of(sent), {"step": "confirm"}, follow=True)
    assert "لم يتغيّر شيء" in page.text
    assert Confirmation.objects.get().state == "waiting"


def test_pressed_without_a_session_nothing_is_done(visit, recorded):
    page = visit().post(follow_path(recorded), {"step": "withdraw"}, follow=True)
    recorded.refresh_from_db()
    assert (page.status_code, recorded.moderation) == (200, "submitted")
    assert BODY not in page.text


def test_a_minor_who_signs_in_at_the_same_browser_does_not_find_it_open(guardian, sent, pupil):
    guardian.force_login(pupil)
    assert "code" in guardian.get(address_of(sent)).context["form"].fields
    guardian.post(address_of(sent), {"step": "confirm"})
    assert Confirmation.objects.get().state == "waiting"


def test_an_erasure_of_the_code_closes_it(party, recorded):
    Recording.objects.filter(contribution=recorded).update(code_hash="")
    assert BODY not in party.get(follow_path(recorded)).text


def test_it_is_closed_by_a_press(guardian, sent):
    guardian.post(address_of(sent), {"step": "close"})
    assert WORDS not in guardian.get(address_of(sent)).text


def test_a_new_code_closes_what_the_one_before_opened(guardian, sent, pupil):
    ask_again(sent, "father@example.om", by=pupil)
    assert WORDS not in guardian.get(address_of(sent)).text


def test_a_new_code_of_the_office_closes_what_the_one_before_opened(party, recorded, clerk):
    renew_code(recorded, by=clerk)
    assert BODY not in party.get(follow_path(recorded)).text


def test_what_was_withdrawn_meanwhile_is_read_no_more(guardian, sent, pupil):
    withdraw(sent, by=pupil)
    assert WORDS not in guardian.get(address_of(sent)).text


def test_what_has_lapsed_meanwhile_is_read_no_more(guardian, sent):
    Confirmation.objects.update(due_at=timezone.now())
    assert WORDS not in guardian.get(address_of(sent)).text


# --- Without the link ---------------------------------------------------------------------------------------


def test_whoever_has_no_link_enters_reference_and_code(client, recorded):
    code = code_in(letters_to(recorded)[0])
    page = client.post("/ar/follow/", {"reference": recorded.reference, "code": code})
    assert page["Location"] == follow_path(recorded)
    assert BODY in client.get(follow_path(recorded)).text


def test_a_guardian_has_such_a_page_too(client, sent):
    page = client.post("/ar/confirm/", {"reference": sent.reference, "code": code_of(sent)}, follow=True)
    assert WORDS in page.text


@pytest.mark.parametrize("path", ["/ar/follow/", "/ar/confirm/"])
def test_a_reference_of_nobody_and_a_wrong_code_are_answered_alike(path, client, recorded, sent):
    pages = [client.post(path, {"reference": each, "code": "22222-33333"}) for each in (
        recorded.reference, sent.reference, new_reference(),
    )]  # fmt: skip
    assert {page.status_code for page in pages} == {422}
    assert len({str(page.context["form"].errors) for page in pages}) == 1


def test_what_cannot_be_a_reference_is_said_to_be_none(client):
    page = client.post("/ar/follow/", {"reference": "12345", "code": "22222-33333"})
    assert list(page.context["form"].errors) == ["reference"]


def test_another_way_of_writing_a_reference_brings_no_tries_of_its_own(client, recorded):
    for written in ("{}", "{}-", " {}"):
        for _try in range(4):
            reference = written.format(recorded.reference)
            page = client.post("/ar/follow/", {"reference": reference, "code": "22222-33333"})
    assert page.status_code == 429


def test_the_foot_of_every_page_leads_there(client):
    assert 'href="/ar/follow/"' in client.get("/ar/contributions/verify/").text
