"""Authors change their own words: at once what is not public, and beside what is published until it was read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from contributions import receipts
from contributions.actions import amend, answer, waiting_amendment
from contributions.errors import CannotBeAmended
from contributions.models import Amendment, Contribution
from deadlines.models import Deadline
from ledger.models import LedgerEntry
from moderation import actions as moderation
from tests.conftest import NEW_WORDS
from workflow.models import Step


def fresh(contribution):
    return Contribution.objects.get(pk=contribution.pk)


def names_of(contribution):
    return [step.name for step in Step.objects.of(contribution)]


def test_what_waits_reads_anew_at_once_and_goes_on_waiting(make_comment, citizen):
    sent = make_comment(citizen).contribution
    amend(sent, body=NEW_WORDS, by=citizen)
    assert (fresh(sent).text.body, fresh(sent).moderation) == (NEW_WORDS, "submitted")


def test_what_was_sent_first_stays_and_the_receipt_proves_it(make_comment, citizen):
    sent = make_comment(citizen).contribution
    before = sent.text.body
    amend(sent, body=NEW_WORDS, by=citizen)
    assert receipts.commit(**receipts.opened(fresh(sent))["text"]) == sent.receipt.text_commitment
    assert sent.texts.get(number=1).body == before


def test_what_is_held_back_waits_again_with_a_new_deadline(make_comment, citizen, moderator, reason):
    sent = make_comment(citizen).contribution
    moderation.hold(sent, by=moderator, reason=reason)
    amend(sent, body=NEW_WORDS, by=citizen)
    assert (fresh(sent).moderation, fresh(sent).cited_point) == ("submitted", None)
    assert Deadline.objects.open().filter(kind="moderation", subject_id=sent.pk).count() == 1


def test_an_appeal_against_holding_it_back_is_done_with(make_comment, citizen, moderator, reason):
    sent = make_comment(citizen).contribution
    moderation.hold(sent, by=moderator, reason=reason)
    moderation.appeal(sent, words="لا أذكر اسمًا.", by=citizen)
    amend(sent, body=NEW_WORDS, by=citizen)
    assert not sent.appeals.open().exists()
    assert not Deadline.objects.open().filter(kind="appeal", subject_id=sent.pk).exists()


def test_whoever_changes_what_they_appealed_about_reads_first_that_the_appeal_ends(
    make_comment, citizen, moderator, reason, visit
):
    sent = make_comment(citizen).contribution
    moderation.hold(sent, by=moderator, reason=reason)
    page = f"/en/contributions/{sent.reference}/change/"
    assert "Your appeal ends with it" not in visit(citizen).get(page).text
    moderation.appeal(sent, words="لا أذكر اسمًا.", by=citizen)
    assert "Your appeal ends with it" in visit(citizen).get(page).text


def test_the_receipt_of_what_is_held_back_leads_to_changing_it(make_comment, citizen, moderator, reason, visit):
    sent = make_comment(citizen).contribution
    moderation.hold(sent, by=moderator, reason=reason)
    page = visit(citizen).get(f"/en/contributions/{sent.reference}/receipt/").text
    assert f'href="/en/contributions/{sent.reference}/change/"' in page


def test_the_receipt_says_that_what_stands_below_it_is_no_longer_what_was_sent(
    make_comment, citizen, moderator, reason, visit
):
    sent = make_comment(citizen).contribution
    moderation.hold(sent, by=moderator, reason=reason)
    page = f"/en/contributions/{sent.reference}/receipt/"
    assert "As it was sent" in visit(citizen).get(page).text
    amend(sent, body=NEW_WORDS, by=citizen)
    moderation.hold(fresh(sent), by=moderator, reason=reason)
    assert "As it was changed last" in visit(citizen).get(page).text


def test_what_is_published_stays_while_its_new_wording_waits(amended):
    assert fresh(amended).is_public
    assert fresh(amended).text.body != NEW_WORDS
    assert waiting_amendment(amended).body == NEW_WORDS


def test_the_ledger_commits_to_a_new_wording_when_it_comes(amended):
    waiting = waiting_amendment(amended)
    entry = LedgerEntry.objects.get(kind="contributions.contribution.propose_amendment")
    assert entry.data["text"] == receipts.commit(waiting.salt, title="", body=NEW_WORDS)


def test_a_moderator_owes_a_decision_on_it(amended):
    assert Deadline.objects.open().filter(kind="moderation", subject_id=amended.pk).count() == 1


def test_another_wording_takes_the_place_of_the_one_that_waits(amended, citizen):
    amend(amended, body=NEW_WORDS + " كل يوم.", by=citizen)
    assert [each.state for each in amended.amendments.all()] == ["set_aside", "waiting"]


def test_a_second_press_changes_nothing(amended, citizen):
    amend(amended, body=NEW_WORDS, by=citizen)
    assert amended.amendments.count() == 1
    assert names_of(amended).count("propose_amendment") == 1


@pytest.mark.parametrize("who", ["neighbour", "moderator", "policy_officer"])
def test_nobody_changes_the_words_of_others(published, people, who):
    with pytest.raises(PermissionDenied):
        amend(published, body=NEW_WORDS, by=people(who))


def test_who_no_longer_speaks_for_the_party_changes_its_words_no_more(published, citizen):
    citizen.representations.update(ends_at="2020-01-01T00:00Z")
    with pytest.raises(PermissionDenied):
        amend(published, body=NEW_WORDS, by=citizen)


def test_what_the_ministry_has_taken_up_is_changed_no_more(published, citizen):
    Contribution.objects.filter(pk=published.pk).update(decision="under_study")
    with pytest.raises(CannotBeAmended):
        amend(published, body=NEW_WORDS, by=citizen)


def test_what_is_published_stays_when_participation_has_closed(published, citizen, clause):
    clause.is_open = False
    with pytest.raises(CannotBeAmended):
        amend(published, body=NEW_WORDS, by=citizen)


def test_what_a_moderator_asked_to_change_can_be_changed_after_it_has_closed(
    make_comment, citizen, moderator, reason, clause
):
    sent = make_comment(citizen).contribution
    moderation.ask_change(sent, by=moderator, reason=reason)
    clause.is_open = False
    amend(sent, body=NEW_WORDS, by=citizen)
    assert fresh(sent).moderation == "submitted"


def test_what_an_officer_takes_up_is_answered_as_it_reads(amended, policy_officer):
    answer(amended, decision="noted", answer_ar="اطّلعت الوزارة على ما ذكرتم.", by=policy_officer)
    assert amended.amendments.get().state == "set_aside"
    assert not Deadline.objects.open().filter(kind="moderation", subject_id=amended.pk).exists()


@pytest.mark.parametrize("step", ["hold", "remove"])
def test_nothing_waits_beside_what_is_public_no_longer(amended, moderator, reason, step):
    moderation.take_step(amended, step, by=moderator, reason=reason)
    assert waiting_amendment(amended) is None
    assert names_of(amended)[-2:] == [step, "set_amendment_aside"]


def test_what_an_undone_decision_sends_back_to_the_queue_has_its_deadline_still(amended, moderator):
    moderation.take_back(amended, by=moderator)
    assert waiting_amendment(amended) is None
    assert Deadline.objects.open().filter(kind="moderation", subject_id=amended.pk).count() == 1


@pytest.mark.parametrize("change", [{"body": "غيره"}, {"contribution_id": 0}, {"created_at": "2020-01-01T00:00Z"}])
def test_the_words_of_a_new_wording_are_never_rewritten(amended, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.update(**change)


def test_a_new_wording_is_never_deleted(amended):
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.all()._raw_delete("default")
