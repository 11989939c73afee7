"""An author objects once to being held back or removed; another moderator rules, with a reason in writing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from contributions.actions import withdraw
from contributions.models import Contribution
from contributions.steps import Told, timeline
from deadlines.models import Deadline
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from moderation import actions
from moderation.models import Appeal, Ruling
from tests.moderation.conftest import GROUNDS
from workflow.errors import IllegalStep
from workflow.models import Step

EVERYBODY_ELSE = ["neighbour", "moderator", "policy_officer", "ticket_officer", "editor", "approver", "administrator"]


def fresh(contribution):
    return Contribution.objects.get(pk=contribution.pk)


def told(template_words, cause):
    return OutboxMessage.objects.filter(cause__startswith=cause, text__contains=template_words).count()


def test_an_author_appeals_against_being_held_back(appealed, held):
    assert (appealed.contribution, appealed.verdict) == (held, held.verdicts.get())


def test_an_author_appeals_against_being_removed(make_contribution, citizen, moderator, reason):
    removed = make_contribution(citizen)
    verdict = actions.remove(removed, by=moderator, reason=reason)
    assert actions.appeal(removed, words=GROUNDS, by=citizen).verdict == verdict


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_but_the_author_appeals(held, people, who):
    with pytest.raises(PermissionDenied):
        actions.appeal(held, words=GROUNDS, by=people(who))


def test_a_second_press_gets_the_first_appeal(appealed, held, citizen):
    assert actions.appeal(held, words=GROUNDS, by=citizen) == appealed


def test_against_what_is_public_there_is_nothing_to_appeal(make_contribution, citizen):
    with pytest.raises(IllegalStep):
        actions.appeal(make_contribution(citizen), words=GROUNDS, by=citizen)


def test_after_its_time_an_appeal_is_refused(held, citizen, monkeypatch):
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr("moderation.actions.appealing.timezone.now", lambda: later)
    with pytest.raises(IllegalStep):
        actions.appeal(held, words=GROUNDS, by=citizen)


def test_a_ruling_is_owed_in_working_days(appealed, held):
    owed = Deadline.objects.of(held).get(kind="appeal")
    assert (owed.allowance, owed.unit, owed.met_at) == (5, "working_days", None)


def test_the_author_is_told_that_it_arrived(appealed):
    assert told(GROUNDS, "appeal:") == 1


def test_an_appeal_stands_in_the_ledger_without_its_words(appealed, held):
    entry = LedgerEntry.objects.filter(kind__contains="appeal").latest("pk")
    assert GROUNDS not in str(entry.data)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("citizen", False),
        ("neighbour", False),
        ("moderator", False),  # who took the decision
        ("other_moderator", True),
        ("policy_officer", False),
        ("administrator", False),
    ],
)
@pytest.mark.parametrize("ruling", [actions.grant_appeal, actions.dismiss_appeal])
def test_who_may_rule(appealed, people, who, may, ruling):
    if may:
        assert ruling(appealed, answer="نظرنا فيه.", by=people(who)).appeal == appealed
    else:
        with pytest.raises(PermissionDenied):
            ruling(appealed, answer="نظرنا فيه.", by=people(who))


def test_a_granted_appeal_publishes(appealed, held, other_moderator):
    actions.grant_appeal(appealed, answer="أصبتَ، فالنص سليم.", by=other_moderator)
    assert fresh(held).is_public


def test_a_granted_appeal_gives_its_answer_with_the_publication(appealed, other_moderator):
    actions.grant_appeal(appealed, answer="أصبتَ، فالنص سليم.", by=other_moderator)
    assert told("أصبتَ، فالنص سليم.", "verdict:") == 1


def test_a_granted_appeal_says_so_in_the_first_line(appealed, other_moderator):
    actions.grant_appeal(appealed, answer="أصبتَ، فالنص سليم.", by=other_moderator)
    assert OutboxMessage.objects.filter(cause__startswith="verdict:", subject__startswith="قُبل اعتراضك").count() == 1


def test_a_dismissed_appeal_leaves_the_decision(appealed, held, other_moderator):
    actions.dismiss_appeal(appealed, answer="في النص رقم هاتف.", by=other_moderator)
    assert (fresh(held).moderation, fresh(held).cited_point) == ("held", held.cited_point)


def test_a_dismissed_appeal_tells_why(appealed, other_moderator):
    actions.dismiss_appeal(appealed, answer="في النص رقم هاتف.", by=other_moderator)
    assert told("في النص رقم هاتف.", "ruling:") == 1


@pytest.mark.parametrize("ruling", [actions.grant_appeal, actions.dismiss_appeal])
def test_a_ruling_meets_what_was_owed(appealed, held, other_moderator, ruling):
    ruling(appealed, answer="نظرنا فيه.", by=other_moderator)
    assert Deadline.objects.of(held).get(kind="appeal").met_at is not None


@pytest.mark.parametrize("ruling", [actions.grant_appeal, actions.dismiss_appeal])
def test_a_ruling_gives_its_reason(appealed, other_moderator, ruling):
    with pytest.raises(IllegalStep):
        ruling(appealed, answer="  ", by=other_moderator)


def test_the_second_of_two_rulings_is_refused(appealed, other_moderator):
    stale = Appeal.objects.get(pk=appealed.pk)
    actions.dismiss_appeal(appealed, answer="في النص رقم هاتف.", by=other_moderator)
    with pytest.raises(IllegalStep):
        actions.grant_appeal(stale, answer="أصبتَ.", by=other_moderator)


def test_after_a_ruling_there_is_no_second_appeal(appealed, held, citizen, other_moderator):
    actions.dismiss_appeal(appealed, answer="في النص رقم هاتف.", by=other_moderator)
    with pytest.raises(IllegalStep):
        actions.appeal(held, words="مرة أخرى", by=citizen)


def test_a_new_decision_can_be_appealed_again(appealed, held, citizen, moderator, other_moderator, reason):
    actions.grant_appeal(appealed, answer="أصبتَ.", by=other_moderator)
    actions.hold(held, by=moderator, reason=reason)
    assert actions.appeal(held, words=GROUNDS, by=citizen) != appealed


@pytest.mark.parametrize("step", ["restore", "remove", "lapse"])
def test_while_an_appeal_is_open_nothing_is_decided_past_it(appealed, held, other_moderator, reason, step):
    options = {"reason": reason} if step == "remove" else {}
    with pytest.raises(IllegalStep):
        getattr(actions, step)(held, by=other_moderator, **options)


def test_withdrawing_ends_the_appeal(appealed, held, citizen, other_moderator):
    withdraw(held, by=citizen)
    assert not Appeal.objects.open().exists()
    assert Deadline.objects.of(held).get(kind="appeal").dropped_at is not None
    with pytest.raises(IllegalStep):
        actions.grant_appeal(appealed, answer="أصبتَ.", by=other_moderator)


def test_its_path_names_the_appeal(appealed, held, other_moderator):
    actions.dismiss_appeal(appealed, answer="في النص رقم هاتف.", by=other_moderator)
    with override("ar"):
        labels = [row.label for row in timeline(Step.objects.of(held), to=Told.OFFICE)]
    assert labels[-2:] == ["اعترض صاحبها على القرار", "رُدّ الاعتراض وبقي القرار"]


@pytest.mark.parametrize("model", [Appeal, Ruling])
def test_the_database_keeps_what_was_said(appealed, other_moderator, model):
    actions.dismiss_appeal(appealed, answer="في النص رقم هاتف.", by=other_moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM {model._meta.db_table}")
    assert model.objects.count() == 1


def test_the_database_changes_no_word_of_an_appeal(appealed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.update(words="غير ذلك")


def test_an_erasure_blanks_the_words_of_an_appeal(appealed):
    Appeal.objects.update(words="", erased_at=timezone.now())
    assert Appeal.objects.get().words == ""
