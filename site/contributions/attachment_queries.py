"""Which files of a contribution a reader sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from accounts.models import Role
from contributions.models import Attachment, Confirmation, Contribution
from contributions.permissions import is_author
from contributions.scoping import covers

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def sees_all_files(reader: User | AnonymousUser, contribution: Contribution) -> bool:
    """Its author and the moderators: those too that the public has not, and why."""
    if is_author(reader, contribution):
        return True
    return contribution.is_confirmed and covers(reader, contribution, Role.MODERATOR)


def files_of(contribution: Contribution, reader: User | AnonymousUser) -> list[Attachment]:
    """One query, with a note for each that its author took out. What else was erased is shown to nobody."""
    files = contribution.attachments.all()
    shown = files.listed() if sees_all_files(reader, contribution) else files.listed_for_all()
    return _of(contribution, list(shown.order_by("pk")))


def files_by_code(asked: Confirmation) -> list[Attachment]:
    """For a guardian, who decides about them too: what was not taken away from it, as long as its words are read."""
    if not asked.is_readable:
        return []
    contribution = asked.contribution
    left_alone = Attachment.State.ATTACHED, Attachment.State.WITHDRAWN
    there = contribution.attachments.listed().filter(state__in=left_alone)
    return _of(contribution, list(there.order_by("pk")))


def files_of_each(contributions: Sequence[Contribution]) -> dict[int, list[Attachment]]:
    """For moderators: all of each; one query."""
    found: dict[int, list[Attachment]] = defaultdict(list)
    for each in Attachment.objects.listed().filter(contribution__in=contributions).order_by("pk"):
        found[each.contribution_id].append(each)
    return {each.pk: _of(each, found[each.pk]) for each in contributions}


def _of(contribution: Contribution, files: list[Attachment]) -> list[Attachment]:
    """Whether one is public is asked of its contribution, which is here already."""
    for each in files:
        each.contribution = contribution
    return files
