"""Whatever people do, in whatever order: no words are lost, and what is stored twice agrees."""

from __future__ import annotations

import contextlib
import uuid
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contributions import queries, receipts, stored
from contributions.actions import amend, answer, recount, upload, uploads_of, withdraw
from contributions.errors import NotReceived
from contributions.models import Amendment, Attachment, Comment, Contribution, Discussion, TextVersion
from deadlines.models import Deadline
from directory.models import Unit
from moderation import actions as moderation
from suggestions import actions as suggestions
from suggestions.models import Category, Suggestion
from tests.conftest import voice_of
from tests.made_files import sent
from tests.pages import notice_in_force
from workflow.errors import IllegalStep
from workflow.models import Step

ACTS = [
    *("comment", "reply", "suggest"),
    *("publish", "restore", "hold", "remove", "take_back", "lapse", "resume", "withdraw"),
    *("answer", "merge", "separate"),
    *("ask_change", "amend", "publish_amendment", "refuse_amendment", "report", "dismiss_reports"),
    *("take_out_attachment", "bring_back_attachment"),
]
SEQUENCES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), min_size=3, max_size=16)
# What is there before anything is drawn: something to answer, and two suggestions that can be merged.
BEGINNING = [("comment", 0), ("suggest", 0), ("suggest", 0), ("publish", 0), ("publish", 1), ("publish", 2)]
# A way that chance rarely finds: one suggestion is decided and another merged into it, which a moderator's step undoes.
LONG_WAY = [
    *(("answer", 4), ("answer", 1), ("merge", 1), ("answer", 0), ("answer", 3)),
    *(("reply", 0), ("publish", 3), ("remove", 3), ("hold", 1), ("restore", 1)),
]
# New wordings that are published, left, replaced, and set aside with what they would have changed; and a report.
SECOND_THOUGHTS = [
    *(("amend", 0), ("amend", 0), ("publish_amendment", 0), ("amend", 0), ("refuse_amendment", 0), ("report", 0)),
    *(("amend", 1), ("report", 1), ("hold", 1), ("amend", 1), ("publish", 1), ("dismiss_reports", 0), ("amend", 2)),
    *(("take_out_attachment", 0), ("bring_back_attachment", 0), ("take_out_attachment", 1)),
]
ANSWERS = ["under_study", "referred", "noted", "adopted", "not_adopted"]
DECISIONS = ["take_under_study", "refer", "note", "decline"]


class Drive:
    """Takes one act after another, each on one of the contributions so far; what is refused changes nothing."""

    def __init__(self, make_comment, citizen, neighbour, moderator, policy_officer, reason, unit) -> None:
        self.make_comment, self.citizen, self.neighbour = make_comment, citizen, neighbour
        self.moderator, self.officer, self.reason, self.unit = moderator, policy_officer, reason, unit
        self.written: list[str] = []
        self.taken: set[str] = set()

    def act(self, name: str, which: int) -> None:
        with contextlib.suppress(IllegalStep, NotReceived, PermissionDenied), transaction.atomic():
            if name in {"comment", "reply"}:
                comments = list(Comment.thread.order_by("pk"))
                self._write(name, parent=comments[which % len(comments)] if name == "reply" else None)
            elif name == "suggest":
                self._write(name)
            else:
                self._step(name, which)
            self.taken.add(name)

    def _write(self, name: str, parent: Comment | None = None) -> None:
        body = self._words()
        if name == "suggest":
            key = uuid.uuid4()
            upload([sent("words.txt", body.encode())], key=key, by=self.citizen)
            suggestions.send(
                by=self.citizen,
                representation=voice_of(self.citizen),
                title="مقترح",
                body=body,
                category=Category.objects.get(code="curricula"),
                language="ar",
                submission_key=key,
                uploads=list(uploads_of(self.citizen, key)),
                consent_to=notice_in_force(),
            )
        else:
            self.make_comment(self.citizen, parent=parent, body=body)
        self.written.append(body)

    def _words(self) -> str:
        return f"نص رقم {len(self.written)} في أمر المدارس"

    def _amend(self, contribution: Contribution) -> None:
        body = self._words()
        amend(contribution, title=contribution.text.title, body=body, by=self.citizen)
        self.written.append(body)

    def _step(self, name: str, which: int) -> None:
        if name in {"merge", "separate"}:
            self._join(name, which)
            return
        if name.endswith("_attachment"):
            files = list(Attachment.objects.order_by("pk"))
            options = {"reason": self.reason} if name == "take_out_attachment" else {}
            getattr(moderation, name)(files[which % len(files)], by=self.moderator, **options)
            return
        contributions = list(Contribution.objects.order_by("pk"))
        contribution = contributions[which % len(contributions)]
        if name == "withdraw":
            withdraw(contribution, by=self.citizen)
        elif name == "answer":
            self._answer(contribution, which)
        elif name == "amend":
            self._amend(contribution)
        elif name == "report":
            moderation.report(contribution, reason=self.reason, by=self.neighbour)
        else:
            options = {"reason": self.reason} if name in moderation.GROUNDED else {}
            getattr(moderation, name)(contribution, by=self.moderator, **options)

    def _join(self, name: str, which: int) -> None:
        proposed = list(Suggestion.objects.order_by("pk"))
        chosen, other = (proposed[(which + step) % len(proposed)] for step in (0, 1))
        options = {"into": other} if name == "merge" else {}
        getattr(suggestions, name)(chosen, by=self.officer, **options)

    def _answer(self, contribution: Contribution, which: int) -> None:
        words = {"answer_ar": "جواب الوزارة.", "by": self.officer}
        if contribution.kind == "suggestion":
            possible = [each for each in DECISIONS if suggestions.is_possible(contribution.suggestion, each)]
            decision = (possible or DECISIONS)[which % len(possible or DECISIONS)]
            unit = {"unit": self.unit} if decision in DECISIONS[:2] else {}
            getattr(suggestions, decision)(contribution.suggestion, **unit, **words)
        else:
            answer(contribution, decision=ANSWERS[which % len(ANSWERS)], unit=self.unit, **words)


@pytest.fixture
def drive(make_comment, citizen, neighbour, moderator, policy_officer, reason):
    unit = Unit.objects.create(code="t-labs", kind="department", name_ar="دائرة المختبرات", name_en="Laboratories")

    def driven(sequence) -> Drive:
        driver = Drive(make_comment, citizen, neighbour, moderator, policy_officer, reason, unit)
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
        yield
        transaction.savepoint_rollback(point)

    return example


def for_any_sequence(test):
    few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    told = example(sequence=LONG_WAY)(example(sequence=SECOND_THOUGHTS)(given(sequence=SEQUENCES)(test)))
    return pytest.mark.slow(few(told))


@for_any_sequence
def test_no_word_is_lost(drive, rolled_back, sequence):
    with rolled_back():
        written = found(drive(sequence).written)
        unread = Amendment.objects.exclude(state="accepted")
        kept = [*TextVersion.objects.values_list("body", flat=True), *unread.values_list("body", flat=True)]
        assert sorted(kept) == sorted(written)


@for_any_sequence
def test_no_file_is_lost_and_none_is_public_that_is_hidden(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        files = found(Attachment.objects.select_related("contribution"))
        assert len(files) == Contribution.objects.suggestions().count()
        public = set(Attachment.objects.public())
        for file in files:
            assert stored.is_there(file.stored_as)
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
            assert contribution.moderation == (last.target if last else "submitted")


@for_any_sequence
def test_what_waits_for_a_moderator_is_owed_and_nothing_else_is(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        for contribution in found(Contribution.objects.all()):
            amended = contribution.amendments.filter(state="waiting").exists()
            owed = Deadline.objects.open().of(contribution)
            assert contribution.is_public or not amended
            waits = contribution.moderation == "submitted" or amended
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
    ],
)
def test_each_act_is_one_that_can_be_taken(drive, act, after):
    beginning = [*after, (act, 0 if act in {"merge", "separate"} else 1)]
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
