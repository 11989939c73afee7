"""Whatever people do, in whatever order: no words are lost, and what is stored twice agrees."""

from __future__ import annotations

import contextlib

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contributions import queries, receipts
from contributions.actions import withdraw
from contributions.errors import NotReceived
from contributions.models import Comment, Contribution, TextVersion
from moderation import actions as moderation
from workflow.errors import IllegalStep
from workflow.models import Step

ACTS = ["comment", "reply", "publish", "restore", "hold", "remove", "withdraw"]
SEQUENCES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), min_size=3, max_size=14)


class Drive:
    """Takes one act after another, each on one of the comments so far; what is refused changes nothing."""

    def __init__(self, make_comment, citizen, moderator, reason) -> None:
        self.make_comment, self.citizen, self.moderator, self.reason = make_comment, citizen, moderator, reason
        self.written: list[str] = []

    def act(self, name: str, which: int) -> None:
        comments = list(Comment.thread.order_by("pk"))
        with contextlib.suppress(IllegalStep, NotReceived, PermissionDenied), transaction.atomic():
            if name in {"comment", "reply"}:
                self._write(comments[which % len(comments)] if comments and name == "reply" else None)
            elif comments:
                self._step(name, comments[which % len(comments)].contribution)

    def _write(self, parent: Comment | None) -> None:
        body = f"تعليق رقم {len(self.written)}"
        self.make_comment(self.citizen, parent=parent, body=body)
        self.written.append(body)

    def _step(self, name: str, contribution: Contribution) -> None:
        if name == "withdraw":
            withdraw(contribution, by=self.citizen)
            return
        options = {"reason": self.reason} if name in {"hold", "remove"} else {}
        getattr(moderation, name)(contribution, by=self.moderator, **options)


@pytest.fixture
def drive(make_comment, citizen, moderator, reason):
    def driven(sequence) -> Drive:
        driver = Drive(make_comment, citizen, moderator, reason)
        for name, which in sequence:
            driver.act(name, which)
        return driver

    return driven


@pytest.fixture
def rolled_back():
    """Each drawn sequence starts from the same rows."""

    @contextlib.contextmanager
    def example():
        point = transaction.savepoint()
        yield
        transaction.savepoint_rollback(point)

    return example


ANY = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.slow
@ANY
@given(sequence=SEQUENCES)
def test_no_word_is_lost(drive, rolled_back, sequence):
    with rolled_back():
        written = drive(sequence).written
        assert sorted(TextVersion.objects.values_list("body", flat=True)) == sorted(written)


@pytest.mark.slow
@ANY
@given(sequence=SEQUENCES)
def test_what_the_comment_table_mirrors_agrees_with_moderation(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        for comment in Comment.thread.select_related("contribution"):
            state = comment.contribution.moderation
            assert (comment.is_public, comment.is_removed) == (state == "published", state == "removed")


@pytest.mark.slow
@ANY
@given(sequence=SEQUENCES)
def test_stored_counts_of_replies_equal_what_is_there(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        comments = list(Comment.thread.all())
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


@pytest.mark.slow
@ANY
@given(sequence=SEQUENCES)
def test_places_in_a_thread_are_never_shared(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        places = list(Comment.thread.values_list("thread_id", "order"))
        assert len(places) == len(set(places))


@pytest.mark.slow
@ANY
@given(sequence=SEQUENCES)
def test_every_receipt_verifies_and_every_state_has_its_steps(drive, rolled_back, sequence):
    with rolled_back():
        drive(sequence)
        for contribution in Contribution.objects.select_related("receipt"):
            receipt = contribution.receipt
            assert receipts.verifies(receipt.statement, receipt.signature, receipt.key_id)
            last = Step.objects.of(contribution).filter(field="moderation").last()
            assert contribution.moderation == (last.target if last else "submitted")


@pytest.mark.slow
@ANY
@given(sequence=SEQUENCES)
def test_what_is_not_published_is_in_no_thread(drive, rolled_back, discussion, sequence):
    with rolled_back():
        drive(sequence)
        shown = queries.threads([discussion], replies_shown=None)[discussion.pk]
        rows = [comment for thread in shown for comment in (thread.root, *thread.replies)]
        assert all(row.contribution.is_public or row.contribution.has_tombstone for row in rows)
