"""What was written at one go is held against the product's own rules: a measure of wrong data says nothing."""

from __future__ import annotations

from collections import Counter
from io import StringIO
from random import Random

from django.core.management import call_command
from django.db.models import Count, Q

from contributions import receipts
from contributions.models import Comment, Contribution, Discussion, Receipt
from contributions.references import is_reference
from deadlines.models import Deadline
from tools.bench.data.steps import SUBJECT
from workflow.models import Step

RECEIPTS_TRIED = 200


class Wrong(Exception):  # noqa: N818  (what does not hold)
    """The sentence says which rule."""


def hold() -> None:
    call_command("seal_ledger", verbosity=0, stdout=StringIO())
    call_command("verify_ledger", stdout=StringIO())
    _each_has_what_it_needs()
    _receipts_verify()
    _tallies_are_those_counted_by_hand()
    _threads_are_in_order()


def _each_has_what_it_needs() -> None:
    _none("a contribution without text and receipt", Contribution.objects.filter(Q(texts=None) | Q(receipt=None)))
    submitted = Step.objects.filter(subject_type=SUBJECT, name__in=receipts.RECEIVED).values("subject_id")
    _none("a contribution that was never submitted", Contribution.objects.exclude(pk__in=submitted))
    published = Contribution.objects.published()
    seen = published.filter(is_unseen=False)  # what is published first waits for its verdict
    _none("something published without a verdict", seen.filter(verdicts=None))
    owed = Deadline.objects.open().filter(subject_type=SUBJECT, kind="moderation").values("subject_id")
    decided = seen.exclude(amendments__state="waiting")
    _none("something published that still waits", decided.filter(pk__in=owed))
    _none("something that waits without a deadline", Contribution.objects.awaiting_moderation().exclude(pk__in=owed))


def _receipts_verify() -> None:
    signed = list(Receipt.objects.values_list("pk", flat=True))
    tried = Random(1).sample(signed, min(RECEIPTS_TRIED, len(signed)))  # noqa: S311
    for receipt in Receipt.objects.filter(pk__in=tried).select_related("contribution"):
        contribution = receipt.contribution
        if not receipts.verifies(receipt.statement, receipt.signature, receipt.key_id):
            raise Wrong(f"the receipt of {contribution.reference} does not verify")
        if receipts.commit(**receipts.opened(contribution)["text"]) != receipt.text_commitment:
            raise Wrong(f"the receipt of {contribution.reference} is for another text")
    references = Contribution.objects.values_list("reference", flat=True)
    _none_of("a reference with a wrong check digit", [each for each in references if not is_reference(each)])


def _tallies_are_those_counted_by_hand() -> None:
    shown = dict(Discussion.objects.filter(comment_count__gt=0).values_list("pk", "comment_count"))
    rows = Comment.thread.values_list("discussion_id", "contribution__moderation")
    by_hand = Counter(discussion for discussion, moderation in rows if moderation == "published")
    if shown != dict(by_hand):
        raise Wrong("the tallies differ from the comments")


def _threads_are_in_order() -> None:
    twice = Comment.thread.order_by().values("thread_id", "order").annotate(times=Count("pk")).filter(times__gt=1)
    _none("two comments in one place of a thread", twice)
    roots = Comment.thread.filter(level=0).values("thread_id")
    _none("a reply without its root", Comment.thread.filter(level__gt=0).exclude(thread_id__in=roots))


def _none(what: str, rows: object) -> None:
    if rows.exists():  # type: ignore[attr-defined]
        raise Wrong(f"{what}: {rows.first()}")  # type: ignore[attr-defined]


def _none_of(what: str, rows: list) -> None:
    if rows:
        raise Wrong(f"{what}: {rows[0]}")
