"""The one way a decided state changes.

A room's `actions.py` begins with its steps as data, name → (from which states, to which state):

    STEPS = {
        "publish": ({"submitted", "held"}, "published"),
        "hold": ({"submitted"}, "held"),
    }

and each of its verbs calls `take(thing, "publish", steps=STEPS, field="moderation", by=user)`. What is decided without
a change of state goes by `record`. Both write a `Step` and its ledger entry in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from ledger.actions import append
from ledger.subjects import subject_of
from workflow.errors import IllegalStep
from workflow.models import Step
from workflow.refusals import refusal

Steps = Mapping[str, tuple[Collection[str], str]]
Data = Mapping[str, str | int]


class Move(NamedTuple):
    field: str = ""
    source: str = ""
    target: str = ""

    def said(self) -> dict[str, str]:
        return {"from": self.source, "to": self.target} if self.field else {}


@transaction.atomic
def take(
    thing: models.Model,
    name: str,
    *,
    steps: Steps,
    field: str,
    by: AbstractBaseUser | None,
    reason: str = "",
    note: str = "",
    data: Data | None = None,
) -> Step:
    """Move `thing.<field>` by the step of this name. `by=None` is the clock or a rule; `reason` is a code."""
    source, target = judge(thing, name, steps=steps, field=field, by=by), steps[name][1]
    setattr(thing, field, target)
    thing.save(update_fields=[field])
    move = Move(field, source, target)
    return _write(thing, name, move, by=by, reason=reason, note=note, data=data or {})


@transaction.atomic(savepoint=False)  # refuses nothing: who catches an error of it must not go on
def record(
    thing: models.Model,
    name: str,
    *,
    by: AbstractBaseUser | None,
    reason: str = "",
    note: str = "",
    data: Data | None = None,
) -> Step:
    """Record a decision that moves no state."""
    return _write(thing, name, Move(), by=by, reason=reason, note=note, data=data or {})


def judge(thing: models.Model, name: str, *, steps: Steps, field: str, by: AbstractBaseUser | None) -> str:
    """Refuse what is not legal now, before anything is written; else the state that it would move from."""
    source = _locked_state(thing, field)
    if source not in steps[name][0]:
        raise IllegalStep(refusal(thing, field, source, reader=by))
    return source


@contextmanager
def as_seen(thing: models.Model, field: str, seen: str, *, by: AbstractBaseUser) -> Iterator[None]:
    """A decision taken on the state that its maker saw: refused where a colleague has moved it meanwhile, although the
    step is legal from there too. Nothing `seen` is nothing to compare."""
    with transaction.atomic():
        state = _locked_state(thing, field)
        if seen and state != seen:
            raise IllegalStep(refusal(thing, field, state, reader=by))
        yield


def _locked_state(thing: models.Model, field: str) -> str:
    """As it stands in the database, its row locked until the decision commits: of two people one acts, and the other
    reads here what the first one did. On SQLite the transaction has been alone since it began."""
    rows = type(thing)._base_manager.select_for_update().filter(pk=thing.pk)
    return rows.values_list(field, flat=True).get()


def _write(
    thing: models.Model, name: str, move: Move, *, by: AbstractBaseUser | None, reason: str, note: str, data: Data
) -> Step:
    subject_type, subject_id = subject_of(thing)
    said = dict(data) | move.said() | ({"reason": reason} if reason else {}) | ({"by": by.pk} if by else {})
    # The ledger knows people by their keys and holds no note: neither could be erased from it.
    entry = append(kind=f"{subject_type}.{name}", subject=_public_name(thing), data=said)
    return Step.objects.create(
        subject_type=subject_type,
        subject_id=subject_id,
        name=name,
        field=move.field,
        source=move.source,
        target=move.target,
        by=by,  # type: ignore[misc]
        reason=reason,
        note=note,
        at=entry.written_at,
        entry=entry,
    )


def _public_name(thing: models.Model) -> str:
    """Its reference, or else model and key."""
    return getattr(thing, "reference", "") or "{}:{}".format(*subject_of(thing))
