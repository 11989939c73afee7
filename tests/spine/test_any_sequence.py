"""Whatever people do, in whatever order: no words are lost, and what is stored twice agrees."""

from __future__ import annotations

import contextlib
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings

from contributions import queries, receipts, stored
from contributions.actions import recount
from contributions.models import Amendment, Attachment, Comment, Contribution, Discussion, Receipt, TextVersion
from deadlines.models import Deadline
from directory.models import Unit
from ledger import log
from ledger.models import LedgerEntry
from ledger.verification import Verdict, verify
from moderation.hints import MASK
from search.actions import drain
from search.queries import search
from tests.spine.driving import (
    ACTS,
    BEGINNING,
    LONG_WAY,
    MINORS_AND_SIGNATURES,
    SECOND_THOUGHTS,
    SEQUENCES,
    Drive,
)
from tests.spine.everywhere import addresses_of, read
from tests.spine.office import IN_THE_OFFICE, OFFICE_ACTS
from workflow.models import Step


@pytest.fixture
def drive(request, make_comment, make_user, reason):
    known = ("citizen", "neighbour", "pupil", "moderator", "other_moderator", "policy_officer", "administrator")
    people = {name: request.getfixturevalue(name) for name in known}
    people["clerk"] = make_user("rahma@example.om", "رحمة بنت سالم الشكيلية", "clerk")
    unit = Unit.objects.create(code="t-labs", kind="department", name_ar="دائرة المختبرات", name_en="Laboratories")

    def driven(sequence) -> Drive:
        driver = Drive(make_comment, people, reason, unit)
        for name, which in [*BEGINNING, *sequence]:
            driver.act(name, which)
        return driver

    return driven


def found(rows):
    """A loop over nothing proves nothing."""
    rows = list(rows)
    assert rows
    return rows


@pytest.fixture
def rolled_back():
    """Each drawn sequence starts from the same rows."""

    @contextlib.contextmanager
    def example():
        point = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(point)

    return example


RECEIVED = [f"contributions.contribution.{name}" for name in receipts.RECEIVED]
WRITTEN_DOWN = [LONG_WAY, SECOND_THOUGHTS, MINORS_AND_SIGNATURES, IN_THE_OFFICE]


def for_any_sequence(test, *, drawn=12):
    few = settings(max_examples=drawn, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    told = given(sequence=SEQUENCES)(test)
    for sequence in WRITTEN_DOWN:
        told = example(sequence=sequence)(told)
    return pytest.mark.slow(few(told))


def for_a_few_sequences(test):
    """What asks for hundreds of pages."""
    return for_any_sequence(test, drawn=3)


@for_any_sequence
def test_no_word_is_lost(drive, rolled_back, sequence):
    with rolled_back():
        driven = drive(sequence)
        written = Counter(found(driven.written)) - Counter(driven.erased)
        unread = Amendment.objects.exclude(state="accepted").filter(erased_at=None)
        read = TextVersion.objects.filter(erased_at=None).exclude(body__contains=MASK)
        kept = [*read.values_list("body", flat=True), *unread.values_list("body", flat=True)]
        assert Counter(kept) == written


@for_any_sequence
def test_no_file_is_lost_and_none_is_public_that_is_hidden(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        files = found(Attachment.objects.select_related("contribution"))
        with_file = Contribution.objects.suggestions().exclude(suggestion__category__publishes_first=True)
        assert len(files) == with_file.count()
        public = set(Attachment.objects.public())
        for file in files:
            # Nothing commits here: bytes go after the commit, and only where their row says so.
            assert stored.is_there(file.stored_as)
            assert (file.erased_at is None, bool(file.name)) == (not file.is_withdrawn,) * 2
            is_shown = file.contribution.moderation == "published" and file.state == "attached"
            assert (file in public) == file.is_public == is_shown


@for_any_sequence
def test_what_the_comment_table_mirrors_agrees_with_moderation(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        for comment in found(Comment.thread.select_related("contribution")):
            state = comment.contribution.moderation
            assert (comment.is_public, comment.is_removed) == (state == "published", state == "removed")


@for_any_sequence
def test_stored_tallies_equal_what_is_counted_by_hand(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        for discussion in found(Discussion.objects.select_related("newest")):
            said = Comment.thread.select_related("contribution").filter(discussion=discussion).order_by("pk")
            public = [each for each in said if each.contribution.moderation == "published"]
            stances = Counter(each.stance for each in public)
            begun = [each.contribution for each in public if each.level == 0]
            assert discussion.comment_count == len(public)
            assert (discussion.in_favour, discussion.neutral, discussion.against) == (
                stances["for"], stances["neutral"], stances["against"]
            )  # fmt: skip
            assert discussion.newest == (begun[-1] if begun else None)


@for_any_sequence
def test_counting_again_changes_no_tally(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        assert not any(recount(each.pk) for each in found(Discussion.objects.all()))


@for_any_sequence
def test_stored_counts_of_replies_equal_what_is_there(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        comments = found(Comment.thread.all())
        for comment in comments:
            assert comment.nested_count == len(below(comment, comments))


def below(comment: Comment, comments: list[Comment]) -> set[int]:
    """The replies to a comment, and the replies to those."""
    found: set[int] = set()
    grew = True
    while grew:
        parents = found | {comment.pk}
        more = {each.pk for each in comments if each.parent_id in parents and each.pk != comment.pk}
        grew = bool(more - found)
        found |= more
    return found


@for_any_sequence
def test_places_in_a_thread_are_never_shared(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        places = found(Comment.thread.values_list("thread_id", "order"))
        assert len(places) == len(set(places))


@for_any_sequence
def test_every_receipt_verifies_and_every_state_has_its_steps(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        for contribution in found(Contribution.objects.select_related("receipt")):
            receipt = contribution.receipt
            assert receipts.verifies(receipt.statement, receipt.signature, receipt.key_id)
            last = Step.objects.of(contribution).filter(field="moderation").last()
            at_first = "unconfirmed" if hasattr(contribution, "confirmation") else "submitted"
            assert contribution.moderation == (last.target if last else at_first)


@for_any_sequence
def test_what_waits_for_a_moderator_is_owed_and_nothing_else_is(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        for contribution in found(Contribution.objects.all()):
            amended = contribution.amendments.filter(state="waiting").exists()
            owed = Deadline.objects.open().of(contribution)
            assert contribution.is_public or not amended
            waits = contribution.moderation == "submitted" or amended or contribution.is_unseen
            assert owed.filter(kind="moderation").exists() is waits
            assert owed.filter(kind="report").exists() is contribution.reports.open().exists()
            assert contribution.is_public or not contribution.reports.open().exists()


@for_any_sequence
def test_what_is_merged_leads_to_what_can_be_read_and_nothing_else_leads_anywhere(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        for contribution in found(Contribution.objects.select_related("merged_into")):
            assert (contribution.moderation == "merged") is (contribution.merged_into is not None)
            kept = contribution
            while kept.merged_into is not None:
                kept = kept.merged_into
            assert contribution == kept or kept.is_public


@for_any_sequence
def test_each_decision_has_its_answer_and_keeps_what_was_promised(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        for contribution in found(Contribution.objects.prefetch_related("dispositions")):
            given = [each.decision for each in contribution.dispositions.all()]
            assert contribution.decision == (given[-1] if given else "none")
            if contribution.kind == "suggestion":
                owed = Deadline.objects.open().of(contribution).filter(kind="decision")
                assert owed.exists() is (contribution.is_public and not contribution.is_decided)


@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("comment", []),
        ("reply", []),
        ("suggest", []),
        ("publish", []),
        ("hold", []),
        ("remove", []),
        ("withdraw", []),
        ("answer", []),
        ("merge", []),
        ("restore", [("hold", 1)]),
        ("lapse", [("hold", 1)]),
        ("resume", [("hold", 1), ("lapse", 1)]),
        ("take_back", []),
        ("separate", [("merge", 0)]),
        ("ask_change", [("take_back", 1)]),
        ("amend", []),
        ("publish_amendment", [("amend", 1)]),
        ("refuse_amendment", [("amend", 1)]),
        ("report", []),
        ("dismiss_reports", [("report", 1)]),
        ("take_out_attachment", []),
        ("bring_back_attachment", [("take_out_attachment", 1)]),
        ("withdraw_attachment", []),
        ("write_as_pupil", []),
        ("confirm", [("write_as_pupil", 0)]),
        ("refuse", [("write_as_pupil", 0)]),
        ("let_lapse", [("write_as_pupil", 0)]),
        ("invite", []),
        ("sign", [("invite", 0)]),
        ("decline_to_sign", [("invite", 0)]),
        ("leave", [("invite", 0), ("sign", 0)]),
        *OFFICE_ACTS.items(),
    ],
)
def test_each_act_is_one_that_can_be_taken(drive, act, after):
    which = {"merge": 0, "separate": 0, "propose_merge": 0, "appeal": 0, "publish_masked": 3, "keep": 3}
    beginning = [*after, (act, which.get(act, 1))]
    assert act in drive(beginning).taken


def test_every_act_that_is_drawn_is_among_those():
    (mark,) = test_each_act_is_one_that_can_be_taken.pytestmark
    assert {act for act, _after in mark.args[1]} == set(ACTS)


@for_any_sequence
def test_what_is_not_published_is_in_no_thread(drive, rolled_back, discussion, sequence):
    with rolled_back():
        drive(sequence)
        shown = queries.threads([discussion], replies_shown=None)[discussion.pk]
        rows = [comment for thread in shown for comment in (thread.root, *thread.replies)]
        # Nothing may be left to show: what there is has to be looked at all the same.
        assert found(Comment.thread.all())
        assert all(row.contribution.is_public or row.contribution.has_tombstone for row in rows)


# Whose words nobody but their author and the staff reads.
OUT_OF_SIGHT = ["unconfirmed", "submitted", "held", "removed", "withdrawn", "lapsed"]


def words_out_of_sight() -> list[str]:
    """Of what is hidden, and of new wordings that no moderator has accepted."""
    hidden = TextVersion.objects.filter(contribution__moderation__in=OUT_OF_SIGHT)
    waiting = Amendment.objects.exclude(state="accepted")
    return [body for rows in (hidden, waiting) for body in rows.filter(erased_at=None).values_list("body", flat=True)]


@for_a_few_sequences
def test_what_is_hidden_stands_at_no_address_that_the_resolver_lists(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        hidden, reader = words_out_of_sight(), Client()
        for path in addresses_of(*found(Contribution.objects.all())):
            page = read(reader, path)
            assert not [words for words in hidden if words in page], path


@for_any_sequence
def test_what_is_hidden_is_in_no_index(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        drain()
        hits = search("أمر المدارس").hits
        assert not [hit for hit in hits for words in words_out_of_sight() if words in hit.document.body_ar]


@for_any_sequence
def test_the_ledger_holds(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        call_command("seal_ledger")
        entries = LedgerEntry.objects.count()
        assert verify() == Verdict(size=entries, root=log.root(), waiting=0)
        for step in found(Step.objects.select_related("entry")):
            assert step.entry.kind == f"{step.subject_type}.{step.name}"
            move = {"from": step.source, "to": step.target} if step.field else {}
            assert step.entry.data.items() >= move.items()
        for receipt in found(Receipt.objects.select_related("contribution")):
            entered = LedgerEntry.objects.filter(subject=receipt.contribution.reference, kind__in=RECEIVED)
            assert [entry.data["text"] for entry in entered] == [receipt.text_commitment]
