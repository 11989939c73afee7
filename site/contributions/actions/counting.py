"""What follows from moderation: django-comments-xtd's columns, and the tally of the discussion."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Count

from contributions.actions.setting_aside import set_amendment_aside
from contributions.models import Comment, Contribution, Discussion, Stance


@transaction.atomic
def mirror_moderation(contribution: Contribution) -> None:
    """After each step of moderation: what the comment and its discussion keep of it, and that no new wording waits
    beside what is public no longer."""
    if not contribution.is_public:
        set_amendment_aside(contribution, by=None)
    comments = Comment.thread.filter(contribution=contribution)
    changed = comments.update(is_public=contribution.is_public, is_removed=contribution.moderation == "removed")
    if changed:
        recount(comments.values_list("discussion", flat=True).get())


@transaction.atomic
def recount(discussion: int) -> bool:
    """Count what is public in it anew; whether that changed anything. Who counts it at the same time waits, and reads
    after the lock what was written before."""
    # Not FOR UPDATE: whoever writes a comment into the discussion need not wait.
    locked = Discussion.objects.select_for_update(no_key=True).filter(pk=discussion)
    kept = locked.values("comment_count", "in_favour", "neutral", "against", "newest").get()
    fresh = _public(discussion)
    if fresh != kept:
        Discussion.objects.filter(pk=discussion).update(**fresh)
    return fresh != kept


def _public(discussion: int) -> dict[str, Any]:
    public = Comment.thread.published().filter(discussion=discussion).order_by()
    counts = dict(public.values_list("stance").annotate(Count("pk")))
    return {
        "comment_count": sum(counts.values()),
        "in_favour": counts.get(Stance.FOR, 0),
        "neutral": counts.get(Stance.NEUTRAL, 0),
        "against": counts.get(Stance.AGAINST, 0),
        "newest": public.filter(is_root=True).order_by("-pk").values_list("contribution", flat=True).first(),
    }
