"""Who speaks for a body, and who of them administers it.

As long as others speak for it, somebody administers it: the last one makes another first. Whoever is alone may leave;
the body then has nobody, and waits on a desk of the office. Erasing an account ends its representations all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, Representation
from organisations import emails
from organisations.actions.locking import lock, lock_for, still_stands
from workflow.actions import record
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from accounts.models import User
    from accounts.querysets import RepresentationQuerySet
    from workflow.models import Step


@transaction.atomic
def remove(representation: Representation, *, by: User, reason: str) -> None:
    """They are told, and why. What they sent in its name stays as it was published."""
    lock_for(_organisation_of(representation), by)
    if representation.user_id == by.pk:
        raise IllegalStep(_("Nobody removes themself: leave the organisation instead."))
    organisation = still_stands(representation)
    _refuse_last(representation, organisation)
    step = _end(representation, "remove_representative", by=by, note=reason)
    emails.tell_removed(representation, step)


@transaction.atomic
def leave(representation: Representation, *, by: User) -> None:
    lock(_organisation_of(representation))
    if representation.user_id != by.pk:
        raise PermissionDenied
    organisation = still_stands(representation)
    _refuse_last(representation, organisation)
    _end(representation, "stop_representing", by=by)


@transaction.atomic
def make_administrator(representation: Representation, *, by: User) -> None:
    lock_for(_organisation_of(representation), by)
    still_stands(representation)
    if representation.is_administrator:
        raise IllegalStep(_("This person administers the organisation already; nothing was changed."))
    _set_administrator(representation, True, "make_administrator", by=by)


@transaction.atomic
def unmake_administrator(representation: Representation, *, by: User) -> None:
    """They go on speaking for it."""
    lock_for(_organisation_of(representation), by)
    organisation = still_stands(representation)
    if not representation.is_administrator:
        raise IllegalStep(_("This person does not administer the organisation; nothing was changed."))
    if is_last_administrator(representation, organisation):
        raise IllegalStep(needs_another())
    _set_administrator(representation, False, "unmake_administrator", by=by)


@transaction.atomic
def change_title(representation: Representation, title: str, *, by: User) -> bool:
    """What they are in it. Attributions keep what they were sent with. Whether anything changed."""
    lock_for(_organisation_of(representation), by)
    still_stands(representation)
    if representation.title == title:
        return False
    representation.title = title
    representation.save(update_fields=["title"])
    record(representation, "change_title", by=by)
    return True


def is_last_administrator(representation: Representation, organisation: Organisation) -> bool:
    return representation.is_administrator and not _others(representation, organisation).administering().exists()


def needs_another() -> str:
    return _(
        "Nobody else administers this organisation. Make another of those who speak for it its administrator first."
    )


def _refuse_last(representation: Representation, organisation: Organisation) -> None:
    if is_last_administrator(representation, organisation) and _others(representation, organisation).current().exists():
        raise IllegalStep(needs_another())


def _others(representation: Representation, organisation: Organisation) -> RepresentationQuerySet:
    return Representation.objects.filter(party=organisation.party_id).exclude(pk=representation.pk)


def _organisation_of(representation: Representation) -> Organisation:
    """A person's own voice belongs to nobody's body."""
    organisation: Organisation | None = getattr(representation.party, "organisation", None)
    if organisation is None:
        raise PermissionDenied
    return organisation


def _end(representation: Representation, name: str, *, by: User, note: str = "") -> Step:
    representation.ends_at = timezone.now()
    representation.save(update_fields=["ends_at"])
    return record(representation, name, by=by, note=note)


def _set_administrator(representation: Representation, is_administrator: bool, name: str, *, by: User) -> None:
    representation.is_administrator = is_administrator
    representation.save(update_fields=["is_administrator"])
    record(representation, name, by=by)
