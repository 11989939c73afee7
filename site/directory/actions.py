"""What is done to the directory: a unit is added or closed, a person is appointed.

`by` is None for the operator, at set-up.

Nothing is deleted: a unit that closes is inactive, a post that changes hands keeps its earlier holders.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from directory.models import Post, Unit
from directory.oman.tables import Record
from directory.permissions import can_appoint, can_manage_directory
from workflow.actions import record


@transaction.atomic
def add_unit(
    *,
    by: User | None,
    code: str,
    kind: str,
    name_ar: str,
    name_en: str,
    parent: Unit | None = None,
    governorate: str = "",
    wilayat: str = "",
) -> Unit:
    if by is not None and not can_manage_directory(by):
        raise PermissionDenied
    unit = Unit(
        code=code,
        kind=kind,
        name_ar=name_ar,
        name_en=name_en,
        parent=parent,
        governorate=governorate,
        wilayat=wilayat,
    )
    unit.full_clean()
    unit.save()
    record(unit, "add_unit", by=by)
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, by: User) -> Unit:
    if not can_manage_directory(by):
        raise PermissionDenied
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.is_active:
        unit.is_active = False
        unit.save(update_fields=["is_active"])
        record(unit, "close_unit", by=by)
    return unit


@transaction.atomic
def add_units(records: Iterable[Record], *, by: User | None) -> int:
    """Add those whose codes are new, a level at a time, and say how many. Those that exist stay as they are."""
    if by is not None and not can_manage_directory(by):
        raise PermissionDenied
    known = dict(Unit.objects.values_list("code", "pk"))
    waiting = [one for one in records if one.code not in known]
    added = len(waiting)
    while waiting:
        ready = [one for one in waiting if not one.parent or one.parent in known]
        if not ready:
            raise ValueError(f"No unit has the code {waiting[0].parent}, which {waiting[0].code} stands under.")
        made = Unit.objects.bulk_create([_unit(one, known) for one in ready], batch_size=500)
        known |= {unit.code: unit.pk for unit in made}
        waiting = [one for one in waiting if one.code not in known]
    if added:
        record(Unit.objects.get(parent=None), "add_units", by=by, data={"units": added})
    return added


def _unit(one: Record, known: dict[str, int]) -> Unit:
    return Unit(
        code=one.code,
        kind=one.kind,
        name_ar=one.name_ar,
        name_en=one.name_en,
        parent_id=known.get(one.parent),
        governorate=one.governorate,
        wilayat=one.wilayat,
    )


@transaction.atomic
def appoint(holder: User, *, by: User | None, unit: Unit, title_ar: str, title_en: str) -> Post:
    """Put somebody in a post. Whoever held it leaves it at the same moment; appointing the holder changes nothing."""
    if by is not None and not can_appoint(by):
        raise PermissionDenied
    Unit.objects.select_for_update().get(pk=unit.pk)
    now = timezone.now()
    held = Post.objects.of(unit).filter(title_ar=title_ar, ends_at=None)
    present = held.first()
    if present and present.holder_id == holder.pk:
        return present
    held.update(ends_at=now)
    post = Post.objects.create(unit=unit, title_ar=title_ar, title_en=title_en, holder=holder, starts_at=now)
    record(post, "appoint", by=by)
    return post
