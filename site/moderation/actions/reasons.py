"""The published reasons and the listed words, kept by an administrator. Both are retired, never deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.actions.kept_lists import write
from moderation.models import ListedWord, Reason

if TYPE_CHECKING:
    from accounts.models import User


def add_reason(*, by: User, **fields: Any) -> Reason:
    """`code`, `point_key` and its words in both languages: what a moderator may cite from now on."""
    return _write(Reason(), fields, by=by)


def change_reason(reason: Reason, *, by: User, **fields: Any) -> Reason:
    """Verdicts keep the point and the message that they were given with."""
    return _write(reason, fields, by=by)


def retire_reason(reason: Reason, *, by: User) -> Reason:
    return _write(reason, {"is_active": False}, by=by)


def add_word(*, by: User, **fields: Any) -> ListedWord:
    """`code`: the word, as a reader would write it. The public ledger learns that one was added, not which."""
    return write(ListedWord(), fields, by=by, data={})


def change_word(word: ListedWord, *, by: User, **fields: Any) -> ListedWord:
    return write(word, fields, by=by, data={})


def _write(reason: Reason, fields: dict[str, Any], *, by: User) -> Reason:
    said = {"code": fields.get("code", reason.code), "point": fields.get("point_key", reason.point_key)}
    return write(reason, fields, by=by, data=said)
