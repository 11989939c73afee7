"""The only signal receivers of search: a change of something findable marks it, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from search.models import IndexJob

Marks = Callable[[Any], Iterable[int | None]]

# Sender → label of the registered model → the keys that a change of the sender's instance touches.
_listeners: dict[type[Model], dict[str, list[Marks]]] = {}


def listen(sender: type[Model], label: str, marks: Marks) -> None:
    """Receivers are connected per sender: one for all would take away Django's fast deletes everywhere."""
    if sender not in _listeners:
        for signal in (post_save, post_delete):
            signal.connect(mark, sender=sender, dispatch_uid=f"search:{sender._meta.label_lower}")
    _listeners.setdefault(sender, {}).setdefault(label, []).append(marks)


def forget(label: str) -> None:
    for marks in _listeners.values():
        marks.pop(label, None)


def mark(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    for label, all_marks in _listeners.get(sender, {}).items():
        pks = {pk for marks in all_marks for pk in marks(instance) if pk is not None}
        if pks:
            IndexJob.objects.mark(label, pks)


def mark_branch(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """A page that moved or got another slug takes its descendants' addresses with it."""
    for page in instance.get_descendants(inclusive=True).specific():
        mark(type(page), page)


page_published.connect(mark, dispatch_uid="search:published")
page_unpublished.connect(mark, dispatch_uid="search:unpublished")
page_slug_changed.connect(mark_branch, dispatch_uid="search:slug")
post_page_move.connect(mark_branch, dispatch_uid="search:move")
