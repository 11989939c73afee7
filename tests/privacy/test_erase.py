"""Erasing an account: asked for by its owner, taken back until it is due, carried out whole; the record verifies."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import CharField, JSONField, Q, TextField
from django.utils import timezone

from accounts.actions import appoint_representative, end_role, grant_role, register_organisation
from accounts.models import Party
from accounts.names import WITHDRAWN
from contributions import receipts
from contributions.actions import amend
from contributions.models import Contribution, TextVersion
from contributions.verification import of_file, of_reference
from directory.models import Post
from ledger.actions import seal
from ledger.models import LedgerEntry
from ledger.verification import verify
from messaging.models import MailboxMessage, OutboxMessage
from moderation import actions as moderation
from moderation.models import Appeal
from privacy import actions
from privacy.models import ErasureRequest
from search.models import IndexJob
from tests.conftest import PASSWORD
from tests.privacy.conftest import write_to
from workflow.errors import IllegalStep
from workflow.models import Step

PAGE = "/ar/accounts/data/erase/"
BACK = "/ar/accounts/data/erase/take-back/"
NAME = "مريم بنت خلفان العبرية"


def erased(user: Any) -> None:
    """As if the days were over."""
    request = actions.request_erasure(user, by=user)
    assert actions.carry_out(request)
    user.refresh_from_db()


def letters(user: Any) -> list[str]:
    rows = OutboxMessage.objects.filter(recipient=f"user:{user.pk}", cause__startswith="erasure:")
    return [row.cause.rpartition(":")[2] for row in rows.order_by("pk")]


# --- Asking, and taking back --------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "status_code"), [("anonymous", 302), ("citizen", 200), ("moderator", 200)])
def test_whoever_is_signed_in_reads_what_an_erasure_does(who, status_code, people, visit, db):
    assert visit(people(who)).get(PAGE).status_code == status_code


def test_nobody_asks_for_the_erasure_of_another(citizen, administrator):
    with pytest.raises(PermissionDenied):
        actions.request_erasure(citizen, by=administrator)


def test_with_the_password_it_is_asked_for_and_told(citizen, visit, settings):
    visit(citizen).post(PAGE, {"password": PASSWORD})
    made = ErasureRequest.objects.get(user=citizen)
    assert (made.due_at - made.requested_at, letters(citizen)) == (timedelta(days=14), ["waiting"])


@pytest.mark.parametrize("password", ["", "not the password"])
def test_without_the_password_nothing_is_asked_for(password, citizen, visit):
    assert visit(citizen).post(PAGE, {"password": password}).status_code == 422
    assert not ErasureRequest.objects.exists()


def test_a_password_is_not_guessed_here(citizen, visit):
    client = visit(citizen)
    for _ in range(10):
        client.post(PAGE, {"password": "not the password"})
    client.post(PAGE, {"password": PASSWORD})
    assert not ErasureRequest.objects.exists()


def test_a_second_press_makes_no_second_request(citizen, visit):
    client = visit(citizen)
    assert [client.post(PAGE, {"password": PASSWORD}).status_code for _ in range(2)] == [302, 409]
    assert ErasureRequest.objects.count() == 1


@pytest.mark.parametrize("who", ["moderator", "administrator", "editor"])
def test_whoever_has_a_role_is_refused_with_a_sentence(who, people, visit):
    answer = visit(people(who)).post(PAGE, {"password": PASSWORD})
    assert (answer.status_code, "ينهيه مدير المنصة أولًا" in answer.content.decode()) == (409, True)
    with pytest.raises(IllegalStep):
        actions.request_erasure(people(who), by=people(who))


def test_whoever_holds_a_post_is_refused(citizen, unit):
    Post.objects.create(unit=unit, title_ar="رئيس", title_en="Head", holder=citizen)
    with pytest.raises(IllegalStep):
        actions.request_erasure(citizen, by=citizen)


def test_once_the_role_has_ended_it_can_be_asked_for(moderator, administrator):
    end_role(moderator.role_grants.get(), by=administrator)
    assert actions.request_erasure(moderator, by=moderator).state == "waiting"


def test_it_is_taken_back_and_told(citizen, visit):
    actions.request_erasure(citizen, by=citizen)
    visit(citizen).post(BACK)
    assert (ErasureRequest.objects.get().state, letters(citizen)) == ("taken_back", ["waiting", "taken_back"])


def test_nobody_takes_back_what_another_asked_for(citizen, neighbour, visit):
    actions.request_erasure(citizen, by=citizen)
    assert visit(neighbour).post(BACK).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.take_back(ErasureRequest.objects.get(), by=neighbour)


@pytest.mark.parametrize(("who", "status_code"), [("anonymous", 302), ("neighbour", 404)])
def test_whoever_asked_for_nothing_has_nothing_to_take_back(who, status_code, people, visit, db):
    assert visit(people(who)).post(BACK).status_code == status_code
    assert visit(people(who)).get(BACK).status_code in (302, 405)


def test_what_was_taken_back_is_not_taken_back_again(citizen, visit):
    actions.request_erasure(citizen, by=citizen)
    assert [visit(citizen).post(BACK).status_code for _ in range(2)] == [302, 409]


def test_what_was_taken_back_can_be_asked_for_again(citizen):
    actions.take_back(actions.request_erasure(citizen, by=citizen), by=citizen)
    assert actions.request_erasure(citizen, by=citizen).state == "waiting"


# --- When it is due ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("after", "state"), [(timedelta(0), "done"), (timedelta(seconds=-1), "waiting")])
def test_it_is_carried_out_from_the_very_second_at_which_it_is_due(after, state, citizen):
    made = actions.request_erasure(citizen, by=citizen)
    actions.erase_due(made.due_at + after)
    assert ErasureRequest.objects.get().state == state


@pytest.mark.parametrize("fault", [OSError("the disk is not there"), IllegalStep("taken back just now")])
def test_one_that_cannot_be_carried_out_keeps_no_other_from_it(fault, citizen, neighbour, monkeypatch):
    stuck, other = (actions.request_erasure(each, by=each) for each in (citizen, neighbour))
    erase = actions.erase

    def fails_for_the_first(leaving):
        if leaving.user == citizen:
            raise fault
        erase(leaving)

    monkeypatch.setattr(actions, "erase", fails_for_the_first)
    with pytest.raises(ExceptionGroup, match="1 erased, 1 not"):
        actions.erase_due(other.due_at)
    assert [ErasureRequest.objects.get(pk=each.pk).state for each in (stuck, other)] == ["waiting", "done"]


def test_the_command_erases_nobody_before_their_time(citizen):
    actions.request_erasure(citizen, by=citizen)
    call_command("erase_due", verbosity=0)
    citizen.refresh_from_db()
    assert citizen.is_active


def test_what_was_taken_back_is_never_carried_out(citizen):
    made = actions.request_erasure(citizen, by=citizen)
    actions.take_back(made, by=citizen)
    assert not actions.carry_out(made)


def test_who_got_a_role_meanwhile_is_left_until_it_ends(citizen, administrator):
    made = actions.request_erasure(citizen, by=citizen)
    grant_role(citizen, "moderator", by=administrator)
    assert not actions.carry_out(made)


def test_if_one_part_of_it_fails_none_of_it_happened(full, monkeypatch):
    made = actions.request_erasure(full, by=full)
    monkeypatch.setattr(actions, "tell", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.carry_out(made)
    full.refresh_from_db()
    assert (full.first_name, Contribution.objects.by(full).filter(name=NAME).count()) == (NAME, 3)


# --- What is gone, and what stays -----------------------------------------------------------------------


def test_the_account_names_nobody_and_opens_to_nobody(full):
    full.phone = "+96891234567"
    full.save()
    erased(full)
    left = (full.email, full.first_name, full.phone, full.is_active, full.has_usable_password())
    assert left == (f"{full.pk}@erased.invalid", "طرف منسحب", "", False, False)
    assert not EmailAddress.objects.filter(user=full).exists()


def test_the_party_names_nobody(citizen):
    Party.objects.filter(representations__user=citizen).update(born_on="1990-01-01")
    erased(citizen)
    party = Party.objects.get(representations__user=citizen)
    left = (party.name, party.born_on, party.governorate, party.education_role)
    assert left == ("طرف منسحب", None, "", "")


def test_her_sessions_end_and_those_of_others_go_on(citizen, neighbour, visit):
    hers, his = visit(citizen), visit(neighbour)
    erased(citizen)
    assert hers.get(PAGE).status_code == 302
    assert (his.get(PAGE).status_code, Session.objects.count()) == (200, 1)


def test_her_name_is_nowhere_in_any_table(full):
    write_to(full)
    address = full.email
    erased(full)
    assert [found for word in (NAME, address) if (found := everywhere(word))] == []


WORDS = (CharField, TextField, JSONField)


def everywhere(word: str) -> list[str]:
    """Tables that hold the word, but for the last letter, which goes when it was sent."""
    found = []
    for model in apps.get_models():
        fields = [field.name for field in model._meta.concrete_fields if isinstance(field, WORDS)]
        asked = Q()
        for name in fields:
            asked |= Q(**{f"{name}__icontains": word})
        rows = model._base_manager.filter(asked) if fields else model._base_manager.none()
        if model is OutboxMessage:
            rows = rows.exclude(cause__endswith=":done")
        if rows.exists():
            found.append(model._meta.label)
    return found


def test_her_name_becomes_withdrawn_party_and_the_salt_goes(full):
    erased(full)
    rows = Contribution.objects.by(full).values_list("name", "attribution_salt")
    assert set(rows) == {("طرف منسحب", "")}


def test_her_published_text_stays_under_withdrawn_party(full, answered, visit):
    erased(full)
    page = visit(None).get(f"/ar/suggestions/{answered.reference}/").content.decode()
    assert ("مختبر متنقل" in page, "طرف منسحب" in page, NAME in page) == (True, True, False)


def test_what_waits_for_a_moderator_is_withdrawn(citizen, make_contribution):
    waiting = make_contribution(citizen)
    erased(citizen)
    waiting.refresh_from_db()
    assert waiting.moderation == "withdrawn"


def test_a_body_keeps_its_name_and_whoever_presented_the_text_loses_theirs(citizen, administrator, make_contribution):
    body = register_organisation(name="جمعية أولياء الأمور", by=administrator, verified=True)
    sent = make_contribution(citizen, representation=appoint_representative(citizen, body, by=administrator))
    erased(citizen)
    sent.refresh_from_db()
    body.refresh_from_db()
    assert (sent.name, sent.on_behalf_by, body.name) == ("جمعية أولياء الأمور", "طرف منسحب", "جمعية أولياء الأمور")
    assert not citizen.representations.filter(ends_at=None).exists()


def test_where_the_setting_says_so_the_texts_go_too_and_a_tombstone_stands(full, answered, visit, settings):
    settings.PRIVACY_ERASE_TEXTS = "erase"
    erased(full)
    texts = TextVersion.objects.filter(contribution__author=full)
    assert set(texts.values_list("title", "body", "salt")) == {("", "", "")}
    page = visit(None).get(f"/ar/suggestions/{answered.reference}/").content.decode()
    assert "مختبر متنقل" not in page
    assert ("مُحي نصها مع حساب صاحبها" in page, "نصها محفوظ" in page) == (True, False)


def test_no_fingerprint_stays_of_words_that_went(full, settings):
    settings.PRIVACY_ERASE_TEXTS = "erase"
    Contribution.objects.by(full).update(fingerprint="0123456789abcdef")
    erased(full)
    assert not Contribution.objects.by(full).exclude(fingerprint="").exists()


def test_the_words_of_an_appeal_go_and_its_ruling_stays(full):
    erased(full)
    appeal = Appeal.objects.get(made_by=full)
    assert (appeal.words, appeal.erased_at is None, appeal.ruling.is_granted) == ("", False, False)


def test_letters_are_blanked_and_those_that_wait_do_not_go_out(full):
    by_address = write_to(full, recipient=f"address:{full.email}")
    MailboxMessage.objects.create(message_id=f"1 {full.email}", channel="email", to=full.email, text="نص")
    erased(full)
    left = OutboxMessage.objects.exclude(cause__endswith=":done").filter(address="")
    by_address.refresh_from_db()
    assert set(left.values_list("subject", "text", "html", "state")) == {("", "", "", "failed")}
    assert (by_address.recipient, MailboxMessage.objects.exists()) == (f"erased:{by_address.pk}", False)


def test_a_letter_to_somebody_else_stays(citizen, neighbour):
    theirs = write_to(neighbour)
    EmailAddress.objects.create(user=citizen, email=neighbour.email.upper(), verified=False)
    erased(citizen)
    theirs.refresh_from_db()
    assert theirs.address == neighbour.email


def test_the_last_letter_goes_out_and_is_blanked_once_it_was_sent(citizen):
    address = citizen.email
    erased(citizen)
    last = OutboxMessage.objects.get(cause__endswith=":done")
    actions.erase_due()
    last.refresh_from_db()
    assert (last.address, last.state) == (address, "waiting")
    OutboxMessage.objects.filter(pk=last.pk).update(state="sent")
    actions.erase_due()
    last.refresh_from_db()
    assert (last.address, last.text, last.state) == ("", "", "sent")


def test_whoever_signs_up_again_with_the_address_keeps_what_comes_since(citizen, make_user):
    address = citizen.email
    erased(citizen)
    again = write_to(make_user(address, NAME), recipient=f"address:{address}")
    OutboxMessage.objects.filter(cause__endswith=":done").update(state="sent")
    actions.erase_due()
    again.refresh_from_db()
    assert again.address == address


def test_nobody_is_written_to_at_an_account_that_was_erased(citizen):
    erased(citizen)
    silent = write_to(citizen)
    assert (silent.address, silent.text, silent.state) == ("", "", "failed")


@pytest.mark.parametrize("texts", ["keep", "erase"])
def test_receipts_and_ledger_go_on_verifying(texts, full, answered, settings, visit):
    file = json.dumps(receipts.opened(answered.contribution))
    settings.PRIVACY_ERASE_TEXTS = texts
    erased(full)
    seal()
    verify()
    for sent in Contribution.objects.by(full):
        assert receipts.verifies(sent.receipt.statement, sent.receipt.signature, sent.receipt.key_id)
    verdict = of_file(json.loads(file))
    assert (verdict.is_valid, len(verdict.facts) >= 3) == (True, True)


def test_the_page_that_verifies_says_that_the_name_was_erased(full, answered):
    erased(full)
    verdict = of_reference(answered.reference, answered.contribution.receipt.signature)
    assert any("مُحي اسم صاحبه" in said for said in verdict.since)


def test_it_is_on_record_without_a_word_about_her(full):
    before = set(LedgerEntry.objects.values_list("pk", flat=True))
    erased(full)
    written = LedgerEntry.objects.exclude(pk__in=before)
    assert {"privacy.erasurerequest.carry_out", "contributions.contribution.erase"} <= {entry.kind for entry in written}
    assert not any(NAME in entry.body or "maryam" in entry.body for entry in written)


def test_search_hears_of_it(full, answered):
    IndexJob.objects.all().delete()
    erased(full)
    assert IndexJob.objects.filter(model="suggestions.suggestion").exists()


# --- What the database lets through -------------------------------------------------------------------------


def change(contribution: Contribution, **fields: Any) -> None:
    with transaction.atomic():
        Contribution.objects.filter(pk=contribution.pk).update(**fields)


def erasure(**fields: Any) -> dict[str, Any]:
    gone = {"name": WITHDRAWN["ar"], "name_proof": "", "attribution_salt": ""}
    return gone | {"attribution_erased_at": timezone.now()} | fields


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "اسم آخر"},
        {"name": ""},
        {"name_proof": "declared"},
        {"attribution_salt": "7f" * 32},
        {"attribution_erased_at": None},
        {"on_behalf_by": "طرف منسحب"},
        {"governorate": "dhofar"},
        {"moderation": "published"},
    ],
)
def test_an_erasure_that_writes_anything_else_is_refused(fields, make_contribution, citizen):
    sent = make_contribution(citizen)
    with pytest.raises(IntegrityError):
        change(sent, **erasure(**fields))


def test_an_erased_name_is_never_written_again(make_contribution, citizen):
    sent = make_contribution(citizen)
    change(sent, **erasure())
    with pytest.raises(IntegrityError):
        change(sent, **erasure(name=WITHDRAWN["en"]))


def test_a_request_is_never_deleted_nor_its_day_moved(citizen):
    made = actions.request_erasure(citizen, by=citizen)
    for refused in (lambda: made.delete(), lambda: ErasureRequest.objects.update(due_at=timezone.now())):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()


def test_each_step_is_taken_once(citizen):
    erased(citizen)
    names = Step.objects.of(ErasureRequest.objects.get()).values_list("name", flat=True)
    assert list(names) == ["request", "carry_out"]


# --- New wordings and reports ---------------------------------------------------------------------------


@pytest.mark.parametrize("texts", ["keep", "erase"])
def test_a_new_wording_that_waits_goes_whatever_becomes_of_the_text(suggestion, citizen, moderator, settings, texts):
    settings.PRIVACY_ERASE_TEXTS = texts
    moderation.publish(suggestion.contribution, by=moderator)
    amend(suggestion.contribution, title="مختبر", body="أقترح حافلتين بمختبر صغير تزوران المدارس.", by=citizen)
    erased(citizen)
    wording = suggestion.contribution.amendments.get()
    assert (wording.state, wording.body, wording.salt) == ("set_aside", "", "")


def test_the_note_of_a_report_goes_with_who_wrote_it(suggestion, citizen, neighbour, moderator, reason):
    moderation.publish(suggestion.contribution, by=moderator)
    moderation.report(suggestion.contribution, reason=reason, note="فيه رقم هاتف.", by=neighbour)
    erased(neighbour)
    assert suggestion.contribution.reports.get().note == ""
