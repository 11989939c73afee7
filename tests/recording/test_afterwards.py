"""What becomes of a recording: followed by its party, withdrawn on their word, erased, forgotten in time."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.names import WITHDRAWN
from contributions import receipts
from contributions.actions import erase_recorded, forget_contacts_before, renew_code, withdraw_recorded
from contributions.models import Contribution, Recording
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from moderation import actions as moderation
from privacy.actions import apply_retention
from tests.recording.conftest import ADDRESS, BODY, ZAYED, code_in, letters_to, told
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db


def path_of(contribution):
    return f"/ar/follow/{contribution.reference}/"


@pytest.fixture
def code(recorded):
    return code_in(letters_to(recorded)[0])


# --- Followed -----------------------------------------------------------------------------------------------


def test_whoever_has_the_code_reads_what_became_of_it(client, recorded, code):
    assert BODY in client.post(path_of(recorded), {"code": code}, follow=True).text


def test_the_page_names_no_clerk(client, recorded, code, clerk):
    page = client.post(path_of(recorded), {"code": code}, follow=True).text
    assert clerk.first_name not in page


def test_without_the_code_the_page_shows_nothing_of_it(client, recorded):
    page = client.get(path_of(recorded))
    assert page.status_code == 200
    assert [word for word in (BODY, ZAYED) if word in page.content.decode()] == []


@pytest.mark.parametrize("typed", ["AAAAA-AAAAA", "", "x"])
def test_a_wrong_code_opens_nothing(typed, client, recorded):
    page = client.post(path_of(recorded), {"code": typed, "step": "withdraw"})
    recorded.refresh_from_db()
    assert (page.status_code, recorded.moderation) == (422, "submitted")


def test_a_wrong_reference_looks_like_a_wrong_code(client, recorded, code):
    wrong = client.post("/ar/follow/12345678903/", {"code": code})
    assert wrong.status_code == 422


def test_after_ten_wrong_codes_the_right_one_waits_an_hour(client, recorded, code):
    for _ in range(10):
        client.post(path_of(recorded), {"code": "AAAAA-AAAAA"})
    assert client.post(path_of(recorded), {"code": code}).status_code == 429


def test_the_party_gets_the_file_that_opens_the_receipt(client, recorded, code):
    client.post(path_of(recorded), {"code": code})
    answer = client.post(path_of(recorded), {"step": "json"})
    opened = json.loads(answer.content)
    assert opened["text"]["body"] == BODY
    assert receipts.verifies(opened["statement"], opened["signature"], opened["key_id"])


def test_the_party_gets_the_receipt_on_paper(client, recorded, code):
    client.post(path_of(recorded), {"code": code})
    assert client.post(path_of(recorded), {"step": "pdf"}).content.startswith(b"%PDF")


def test_to_anybody_else_it_does_not_exist_before_it_is_published(client, recorded):
    assert client.get(f"/ar/contributions/{recorded.reference}/").status_code == 404


# --- A new code ---------------------------------------------------------------------------------------------


def test_a_new_code_ends_the_old_one(client, recorded, code, other_clerk):
    new = renew_code(recorded, by=other_clerk)
    assert client.post(path_of(recorded), {"code": code}).status_code == 422
    assert client.post(path_of(recorded), {"code": new}).status_code == 302


def test_no_code_lies_in_the_tables(recorded, clerk):
    new = renew_code(recorded, by=clerk)
    kept = Recording.objects.get(contribution=recorded).code_hash
    assert new.replace("-", "") not in kept
    assert new not in " ".join(LedgerEntry.objects.values_list("body", flat=True))


@pytest.mark.parametrize("who", ["citizen", "moderator", "policy_officer", "administrator"])
def test_nobody_else_gives_out_a_code(who, people, recorded):
    with pytest.raises(PermissionDenied):
        renew_code(recorded, by=people(who))


# --- Withdrawn ----------------------------------------------------------------------------------------------


def test_the_party_withdraws_it_with_the_code(client, recorded, code):
    client.post(path_of(recorded), {"code": code})
    client.post(path_of(recorded), {"step": "withdraw"})
    recorded.refresh_from_db()
    step = Step.objects.of(recorded).get(name="withdraw")
    assert (recorded.moderation, step.by, step.reason) == ("withdrawn", None, "party")


def test_any_clerk_withdraws_it_on_the_partys_word(recorded, other_clerk):
    withdraw_recorded(recorded, reason="by_phone", by=other_clerk)
    step = Step.objects.of(recorded).get(name="withdraw")
    assert (step.by, step.reason) == (other_clerk, "by_phone")


def test_the_party_is_told_that_it_was_withdrawn(recorded, clerk):
    withdraw_recorded(recorded, reason="in_person", by=clerk)
    assert letters_to(recorded)[-1].cause == f"recorded-withdrawn:{recorded.reference}"


@pytest.mark.parametrize("who", ["citizen", "moderator", "policy_officer", "administrator"])
def test_nobody_else_withdraws_it(who, people, recorded):
    with pytest.raises(PermissionDenied):
        withdraw_recorded(recorded, reason="mistake", by=people(who))


def test_a_clerk_withdraws_nothing_that_somebody_sent_themself(make_contribution, citizen, clerk):
    with pytest.raises(PermissionDenied):
        withdraw_recorded(make_contribution(citizen), reason="mistake", by=clerk)


def test_it_is_not_withdrawn_once_an_officer_took_it_up(recorded, clerk):
    Contribution.objects.filter(pk=recorded.pk).update(decision="under_study")
    with pytest.raises(IllegalStep):
        withdraw_recorded(recorded, reason="mistake", by=clerk)


def test_its_receipt_verifies_after_it_was_withdrawn(recorded, clerk):
    withdraw_recorded(recorded, reason="in_person", by=clerk)
    kept = recorded.receipt
    assert receipts.verifies(kept.statement, kept.signature, kept.key_id)


# --- Objected to --------------------------------------------------------------------------------------------


def test_a_clerk_appeals_on_the_partys_word(recorded, moderator, reason, clerk):
    moderation.hold(recorded, reason=reason, by=moderator)
    assert moderation.appeal(recorded, words="النص لا يحوي بيانات لأحد.", by=clerk).made_by == clerk


def test_a_citizen_appeals_against_nothing_that_was_recorded(recorded, moderator, reason, citizen):
    moderation.hold(recorded, reason=reason, by=moderator)
    with pytest.raises(PermissionDenied):
        moderation.appeal(recorded, words="النص لا يحوي بيانات لأحد.", by=citizen)


# --- Erased -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "may"),
    [("administrator", True), ("clerk", False), ("moderator", False), ("policy_officer", False), ("citizen", False)],
)
def test_only_an_administrator_erases_a_name(who, may, people, recorded):
    if may:
        erase_recorded(recorded, by=people(who))
        return
    with pytest.raises(PermissionDenied):
        erase_recorded(recorded, by=people(who))


@pytest.fixture
def erased(recorded, administrator):
    erase_recorded(recorded, by=administrator)
    recorded.refresh_from_db()
    return recorded


def test_name_and_address_are_gone_from_every_table(erased):
    assert (erased.name, erased.party.name) == (WITHDRAWN["ar"], WITHDRAWN["ar"])
    assert (erased.recording.address, erased.recording.code_hash) == ("", "")
    assert not OutboxMessage.objects.filter(address=ADDRESS).exists()
    assert not OutboxMessage.objects.filter(text__contains=ZAYED).exists()


def test_that_it_was_erased_is_on_record_with_who_did_it(erased, administrator):
    assert Step.objects.of(erased).get(name="erase_recorded").by == administrator


def test_its_receipt_verifies_after_the_name_is_gone(erased):
    kept = erased.receipt
    assert receipts.verifies(kept.statement, kept.signature, kept.key_id)


def test_it_is_erased_once(erased, administrator):
    with pytest.raises(IllegalStep):
        erase_recorded(erased, by=administrator)


def test_what_somebody_sent_themself_is_not_erased_here(make_contribution, citizen, administrator):
    with pytest.raises(IllegalStep):
        erase_recorded(make_contribution(citizen), by=administrator)


def test_a_body_keeps_its_name_and_whoever_came_loses_theirs(make_recorded, clerk, body, administrator):
    made = make_recorded(clerk, told(organisation=body, title="رئيس الجمعية", identity=""))
    erase_recorded(made, by=administrator)
    made.refresh_from_db()
    assert (made.name, made.on_behalf_by) == (body.name, WITHDRAWN["ar"])
    assert made.recording.title == ""


def test_the_administrators_other_recordings_keep_their_names(recorded, make_recorded, clerk, administrator):
    other = make_recorded(clerk, told(name="سعيد بن خميس الجابري"), body="نص آخر عن الملاعب.")
    erase_recorded(recorded, by=administrator)
    other.refresh_from_db()
    assert other.name == "سعيد بن خميس الجابري"


# --- Forgotten in time --------------------------------------------------------------------------------------


def long_ago(contribution, days):
    told_at = timezone.now() - timedelta(days=days)
    OutboxMessage.objects.filter(recipient=f"recorded:{contribution.reference}").update(created_at=told_at)


def test_the_address_goes_when_its_time_after_the_last_news_is_over(recorded, clerk):
    withdraw_recorded(recorded, reason="in_person", by=clerk)
    long_ago(recorded, 181)
    assert apply_retention()["recorded"] == 1
    assert Recording.objects.get(contribution=recorded).address == ""
    assert not OutboxMessage.objects.filter(address=ADDRESS).exists()


def test_the_address_stays_while_an_answer_is_owed(recorded):
    long_ago(recorded, 400)
    assert forget_contacts_before(timezone.now()) == 0


def test_the_address_stays_until_its_time_is_over(recorded, clerk):
    withdraw_recorded(recorded, reason="in_person", by=clerk)
    long_ago(recorded, 179)
    assert apply_retention()["recorded"] == 0
