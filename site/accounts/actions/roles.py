"""Granting roles in the back office, changing how long they last, and ending them; what the clock ends by itself.

granted ──▶ upcoming ──its first day──▶ held ──its last day, or end_role──▶ over
                └──end_role──▶ over       └──change_last_day──▶ held

Where a grant stands follows from its dates; no role is held a second longer than they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import scopes
from accounts.actions.groups import WAGTAIL_ROLES, settle_all, settle_groups
from accounts.emails import tell_role
from accounts.models import Role, RoleGrant, User
from accounts.permissions import can_grant_roles, forget_roles, may_hold_office
from accounts.released import release_work
from accounts.scopes import EVERYTHING, Scope
from workflow.actions import record
from workflow.errors import IllegalStep


@transaction.atomic
def grant_role(
    user: User,
    role: str,
    *,
    by: User | None,
    scope: Scope = EVERYTHING,
    first_day: date | None = None,
    last_day: date | None = None,
    note: str = "",
    tells_holder: bool = True,
) -> RoleGrant:
    """Give a role in the back office, from today or a later day on. `by` is None for the operator, who works at the
    machine itself."""
    rows = _not_over(role)
    _refuse_unless_right(by)
    # Who is found to be a minor, suspended or erased meanwhile is read here, or waits until the role can be ended.
    user.refresh_from_db(from_queryset=User.objects.select_for_update(no_key=True))
    starts_at, ends_at = _period(first_day, last_day)
    _refuse_unless_fit(user, role, scope, by=by)
    _refuse_overlap(rows, user, scope, starts_at, ends_at)
    grant = RoleGrant.objects.create(
        user=user,
        role=role,
        scope_kind=scope.kind,
        scope_code=scope.code,
        starts_at=starts_at,
        ends_at=ends_at,
        granted_by=by,
        warned_of=_known_end(ends_at),
    )
    _follow(grant)
    record(grant, "grant", by=by, note=note, data=_said(grant) | ({} if by else {"by": "operator"}))
    if tells_holder:
        tell_role(grant, "granted", note)
    return grant


@transaction.atomic
def change_last_day(grant: RoleGrant, last_day: date | None, *, by: User, note: str = "") -> None:
    """Prolong it or let it end sooner, at the end of that day; without one it lasts until it is ended."""
    rows = _not_over(grant.role)
    _refuse_unless_right(by)
    grant = _still_there(grant, rows)
    if grant.user_id == by.pk:
        raise IllegalStep(_("Nobody changes how long they hold a role: another administrator does it."))
    _starts, ends_at = _period(None, last_day)
    if ends_at is not None and ends_at <= grant.starts_at:
        raise IllegalStep(_("The last day comes before the first."))
    if ends_at == grant.ends_at:
        raise IllegalStep(_("This is its last day already; nothing was changed."))
    others = [each for each in rows if each.pk != grant.pk]
    _refuse_overlap(others, grant.user, grant.scope, grant.starts_at, ends_at)
    if ends_at is not None:
        _refuse_leaving_no_administrator(grant, others)
    grant.ends_at, grant.warned_of = ends_at, _known_end(ends_at)
    grant.save(update_fields=["ends_at", "warned_of"])
    record(grant, "change_last_day", by=by, note=note, data=_said(grant))
    tell_role(grant, "changed", note)


@transaction.atomic
def end_role(grant: RoleGrant, *, by: User, note: str = "") -> None:
    """At once; one that was to begin never does."""
    rows = _not_over(grant.role)
    _refuse_unless_right(by)  # of two administrators who end one another, the second finds out here
    grant = _still_there(grant, rows)
    own = [each for each in rows if each.user_id == by.pk and each.is_current]
    if grant.role == Role.ADMINISTRATOR and own == [grant]:
        raise IllegalStep(_("Nobody ends their own right to grant roles: another administrator does it."))
    _refuse_leaving_no_administrator(grant, [each for each in rows if each.pk != grant.pk])
    grant.ends_at, grant.is_closed = timezone.now(), True
    grant.save(update_fields=["ends_at", "is_closed"])
    _follow(grant)
    release_work(grant.user)
    record(grant, "end", by=by, note=note, data=_said(grant))
    tell_role(grant, "ended", note)


def lock_roles_of(*users: User) -> None:
    """Before the account, for the action that may end them: who grants or ends a role takes the rows in this order."""
    for role in sorted(set(RoleGrant.objects.not_over().filter(user__in=users).values_list("role", flat=True))):
        _not_over(role)


def end_roles_of(user: User, *, by: User, note: str) -> None:
    for grant in RoleGrant.objects.not_over().filter(user=user).select_related("user").order_by("role", "pk"):
        end_role(grant, by=by, note=note)


def follow_roles() -> None:
    """By the clock, as often as you like: what began or ended since reaches Wagtail's groups, and the holders hear of
    what ended or soon will."""
    settle_all()
    for pk in RoleGrant.objects.to_close().order_by("ends_at").values_list("pk", flat=True):
        _close(pk)
    for pk in RoleGrant.objects.to_warn().order_by("ends_at").values_list("pk", flat=True):
        _warn(pk)


@transaction.atomic
def _close(pk: int) -> None:
    grant = RoleGrant.objects.select_for_update().to_close().filter(pk=pk).first()
    if grant is None:
        return
    grant.is_closed = True
    grant.save(update_fields=["is_closed"])
    release_work(grant.user)
    record(grant, "expire", by=None, data=_said(grant))
    tell_role(grant, "ended")


@transaction.atomic
def _warn(pk: int) -> None:
    grant = RoleGrant.objects.select_for_update().to_warn().filter(pk=pk).first()
    if grant is None:
        return
    grant.warned_of = grant.ends_at
    grant.save(update_fields=["warned_of"])
    tell_role(grant, "ending")


def _not_over(role: str) -> list[RoleGrant]:
    """Who has the role, now or later; nobody else grants or ends one of them meanwhile."""
    rows = RoleGrant.objects.not_over().filter(role=role).select_for_update(of=("self",))
    return list(rows.select_related("user").order_by("pk"))


def _refuse_unless_right(by: User | None) -> None:
    """As it stands now that the rows are locked, whatever a page that was opened before remembers."""
    if by is None:
        return
    by.refresh_from_db(fields=["is_active", "suspended_until"])
    forget_roles(by)
    if not can_grant_roles(by):
        raise PermissionDenied


def _refuse_unless_fit(user: User, role: str, scope: Scope, *, by: User | None) -> None:
    if by is not None and user.pk == by.pk:
        raise IllegalStep(_("Nobody grants themself a role: another administrator does it, or the operator."))
    if not user.is_active or user.is_suspended:
        raise IllegalStep(_("This account is suspended or closed. Lift the suspension first."))
    if not may_hold_office(user):
        raise IllegalStep(_("A pupil, or somebody under eighteen, has no role in the back office."))
    if not scopes.may_be_limited(role, scope):
        raise IllegalStep(_("This role cannot be limited to that; nothing was changed."))
    if not scopes.exists(scope):
        raise IllegalStep(_("What the role was to be limited to does not exist; nothing was changed."))


def _refuse_overlap(
    rows: Sequence[RoleGrant], user: User, scope: Scope, starts_at: datetime, ends_at: datetime | None
) -> None:
    """The same role, for the same, twice at a time: the end of one would seem to be the end of both."""
    for each in rows:
        if each.user_id != user.pk or each.scope != scope:
            continue
        begins_before_it_ends = each.ends_at is None or starts_at < each.ends_at
        if begins_before_it_ends and (ends_at is None or each.starts_at < ends_at):
            raise IllegalStep(_("This account has the role already; nothing was changed."))


def _refuse_leaving_no_administrator(grant: RoleGrant, others: Sequence[RoleGrant]) -> None:
    """One at least whose right has no last day, and who can sign in: else nobody would grant another."""
    if grant.role != Role.ADMINISTRATOR or grant.ends_at is not None:
        return
    if not any(_lasts(each) for each in others):
        raise IllegalStep(_("One administrator without a last day must remain. Nothing was changed."))


def refuse_losing_last_administrator(user: User) -> None:
    """For the action that keeps somebody out, with the rows locked."""
    rows = _not_over(Role.ADMINISTRATOR)
    others = [each for each in rows if each.user_id != user.pk]
    for own in (each for each in rows if each.user_id == user.pk and each.is_current):
        _refuse_leaving_no_administrator(own, others)


def _lasts(grant: RoleGrant) -> bool:
    return grant.is_current and grant.ends_at is None and grant.user.is_active and not grant.user.is_suspended


def _still_there(grant: RoleGrant, rows: Sequence[RoleGrant]) -> RoleGrant:
    found = next((each for each in rows if each.pk == grant.pk), None)
    if found is None:
        raise IllegalStep(_("This role has ended already; nothing was changed."))
    return found


def _period(first_day: date | None, last_day: date | None) -> tuple[datetime, datetime | None]:
    """From now, or the first second of that day in Muscat, to the last second of the other."""
    today = timezone.localdate()
    if (first_day and first_day < today) or (last_day and last_day < today):
        raise IllegalStep(_("These days have passed. Choose days from today on."))
    if first_day and last_day and last_day < first_day:
        raise IllegalStep(_("The last day comes before the first."))
    starts_at = _midnight(first_day) if first_day and first_day > today else timezone.now()
    return starts_at, _midnight(last_day + timedelta(days=1)) if last_day else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _known_end(ends_at: datetime | None) -> datetime | None:
    """Whoever is told today of an end so near need not be told again."""
    is_near = ends_at is not None and ends_at <= timezone.now() + timedelta(days=settings.ROLE_ENDING_DAYS)
    return ends_at if is_near else None


def _follow(grant: RoleGrant) -> None:
    if grant.role in WAGTAIL_ROLES:
        settle_groups(grant.user)
    forget_roles(grant.user)


def _said(grant: RoleGrant) -> dict[str, str | int]:
    """Codes and days: never who, and never why."""
    said: dict[str, str | int] = {"role": str(grant.role)}
    if grant.scope != EVERYTHING:
        said |= {grant.scope_kind: grant.scope_code}
    if grant.is_upcoming:
        said |= {"first_day": timezone.localdate(grant.starts_at).isoformat()}
    return said | ({"last_day": grant.last_day.isoformat()} if grant.last_day else {})
