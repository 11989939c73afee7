import threading
from datetime import UTC, datetime

import pytest
from django.db import connections, transaction
from django.utils import translation

from accounts.models import User
from contributions.models import Contribution
from ledger.models import LedgerEntry
from tests.rows import make_row
from workflow.actions import record, take
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db

STEPS = {
    "publish": ({"submitted", "held"}, "published"),
    "hold": ({"submitted"}, "held"),
}
MUSCAT_EVENING = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)


@pytest.fixture
def contribution() -> Contribution:
    return make_row(Contribution)


@pytest.fixture
def salma() -> User:
    """Moderates."""
    return make_row(User, first_name="سلمى الحارثية", email="salma@example.om")


@pytest.fixture
def hamed() -> User:
    """Moderates beside her."""
    return make_row(User, first_name="حمد الكندي", email="hamed@example.om")


@pytest.fixture
def stranger() -> User:
    """Holds no role."""
    return make_row(User, first_name="غريب", email="stranger@example.om")


@pytest.fixture(autouse=True)
def colleagues(monkeypatch, salma, hamed):
    monkeypatch.setattr("workflow.refusals._is_colleague", [lambda reader: reader in (salma, hamed)])


def publish(contribution, *, by, **details):
    return take(contribution, "publish", steps=STEPS, field="moderation", by=by, **details)


def hold(contribution, *, by, **details):
    return take(contribution, "hold", steps=STEPS, field="moderation", by=by, **details)


def refused(act, *args, **kwargs) -> str:
    with pytest.raises(IllegalStep) as refusal:
        act(*args, **kwargs)
    return str(refusal.value)


def test_a_step_moves_the_state(contribution, salma):
    publish(contribution, by=salma)
    contribution.refresh_from_db()
    assert contribution.moderation == "published"


def test_the_object_in_hand_shows_the_new_state(contribution, salma):
    publish(contribution, by=salma)
    assert contribution.moderation == "published"


def test_a_step_records_what_from_to_by_whom_and_why(contribution, salma):
    step = hold(contribution, by=salma, reason="point-10", note="فيه رقم هاتف")
    said = (step.name, step.field, step.source, step.target, step.by, step.reason, step.note)
    assert said == ("hold", "moderation", "submitted", "held", salma, "point-10", "فيه رقم هاتف")


def test_a_step_is_in_the_ledger_by_reference_and_codes(contribution, salma):
    entry = hold(contribution, by=salma, reason="point-10", note="فيه رقم هاتف", data={"policy": "ab12"}).entry
    assert (entry.kind, entry.subject) == ("contributions.contribution.hold", contribution.reference)
    assert entry.data == {"from": "submitted", "to": "held", "reason": "point-10", "by": salma.pk, "policy": "ab12"}


def test_the_ledger_holds_neither_the_name_nor_the_note(contribution, salma):
    body = hold(contribution, by=salma, note="فيه رقم هاتف").entry.body
    assert body.isascii()


def test_what_the_clock_did_is_by_nobody(contribution):
    step = publish(contribution, by=None)
    assert (step.by, "by" in step.entry.data) == (None, False)


def test_a_thing_without_a_reference_goes_by_model_and_key(salma):
    party = make_row(Contribution).party
    assert record(party, "rename", by=salma).entry.subject == f"accounts.party:{party.pk}"


def test_a_decision_that_moves_no_state_is_recorded(contribution, salma):
    step = record(contribution, "cite", by=salma, reason="point-3")
    assert (step.field, step.source, step.target, step.reason) == ("", "", "", "point-3")
    assert step.entry.data == {"by": salma.pk, "reason": "point-3"}


def test_only_the_state_is_saved(contribution, salma):
    stale = Contribution.objects.get(pk=contribution.pk)
    Contribution.objects.filter(pk=contribution.pk).update(decision="under_study")
    publish(stale, by=salma)
    contribution.refresh_from_db()
    assert contribution.decision == "under_study"


def test_an_illegal_step_changes_nothing(contribution, salma):
    publish(contribution, by=salma)
    before = LedgerEntry.objects.count()
    refused(hold, contribution, by=salma)
    contribution.refresh_from_db()
    assert (contribution.moderation, Step.objects.count(), LedgerEntry.objects.count()) == ("published", 1, before)


def test_what_the_database_says_counts_and_not_the_object_in_hand(contribution, salma, hamed):
    stale = Contribution.objects.get(pk=contribution.pk)
    publish(contribution, by=salma)
    refused(hold, stale, by=hamed)
    assert stale.moderation == "submitted"


def test_a_step_that_is_rolled_back_leaves_no_record(contribution, salma):
    with transaction.atomic():
        publish(contribution, by=salma)
        transaction.set_rollback(True)
    assert not Step.objects.exists()


def test_a_reason_that_is_no_code_stops_the_step(contribution, salma):
    with pytest.raises(ValueError, match="holds no text"):
        hold(contribution, by=salma, reason="because I say so")
    contribution.refresh_from_db()
    assert contribution.moderation == "submitted"


def test_a_colleague_learns_who_acted_and_when(contribution, salma, hamed, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MUSCAT_EVENING)
    publish(contribution, by=salma)
    with translation.override("en"):
        sentence = refused(hold, contribution, by=hamed)
    assert sentence == (
        "Already “\u2068Published\u2069” by \u2068سلمى الحارثية\u2069 on 5 March 2026, 8:30 pm; nothing was changed."
    )


def test_whoever_acted_is_told_so(contribution, salma):
    publish(contribution, by=salma)
    with translation.override("en"):
        assert "by yourself" in refused(hold, contribution, by=salma)


def test_a_stranger_does_not_learn_who_acted(contribution, salma, stranger):
    publish(contribution, by=salma)
    with translation.override("en"):
        sentence = refused(hold, contribution, by=stranger)
    assert sentence.startswith("Already “\u2068Published\u2069” since")
    assert "سلمى" not in sentence


def test_no_colleague_learns_which_stranger_acted(contribution, salma, stranger):
    """Of a pupil nobody here reads the whole name."""
    publish(contribution, by=stranger)
    with translation.override("en"):
        sentence = refused(hold, contribution, by=salma)
    assert sentence.startswith("Already “\u2068Published\u2069” since")


def test_what_nobody_decided_is_said_plainly(salma):
    with translation.override("en"):
        sentence = refused(hold, make_row(Contribution, moderation="lapsed"), by=salma)
    assert sentence == "This is not possible: its state is “\u2068Lapsed\u2069”; nothing was changed."


def test_a_history_is_told_in_order_with_who_acted(contribution, salma, hamed, django_assert_num_queries):
    hold(contribution, by=salma)
    publish(contribution, by=hamed)
    with django_assert_num_queries(1):
        history = [(step.name, step.by.first_name) for step in Step.objects.of(contribution)]
    assert history == [("hold", "سلمى الحارثية"), ("publish", "حمد الكندي")]


def test_a_history_is_only_its_own(contribution, salma):
    publish(make_row(Contribution), by=salma)
    record(contribution.party, "rename", by=salma)
    assert not Step.objects.of(contribution).exists()


def test_the_histories_of_many_are_one_query(salma, django_assert_num_queries):
    for contribution in [make_row(Contribution) for _ in range(3)]:
        publish(contribution, by=salma)
    with django_assert_num_queries(1):
        assert len({step.subject_id for step in Step.objects.about(Contribution.objects.all())}) == 3


@pytest.mark.django_db(transaction=True)
def test_of_people_who_act_at_once_one_acts_and_the_others_are_told(contribution, salma, hamed):
    start, outcomes = threading.Barrier(4), []

    def act(by: User) -> None:
        try:
            mine = Contribution.objects.get(pk=contribution.pk)
            start.wait(10)
            outcomes.append(hold(mine, by=by).name)
        except IllegalStep:
            outcomes.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=[by]) for by in (salma, hamed, salma, hamed)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["hold", "told", "told", "told"]
    assert Step.objects.of(contribution).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_second_waits_for_the_first_to_commit_before_it_is_told(contribution, salma, hamed):
    told = threading.Event()

    def second() -> None:
        try:
            refused(hold, Contribution.objects.get(pk=contribution.pk), by=hamed)
            told.set()
        finally:
            connections.close_all()

    with transaction.atomic():
        publish(contribution, by=salma)
        thread = threading.Thread(target=second)
        thread.start()
        assert not told.wait(0.5)
    thread.join(10)
    assert told.is_set()
