"""What a discussion or a contribution belongs to, told by the rooms that own it.

`consultations` (clauses) and `suggestions` register here from `AppConfig.ready()`; nothing here knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.forms import BaseForm

if TYPE_CHECKING:
    from contributions.models import Contribution, Discussion
    from workflow.models import Step


@dataclass(frozen=True)
class Subject:
    """What people speak about: a clause as it reads now, or a suggestion."""

    title: str
    path: str  # without the language prefix: "/consultations/transport/#clause-6"
    within: str = ""  # the consultation that the clause belongs to
    consultation: str = ""  # its code
    text: str = ""
    about: str = ""  # "clause:transport/6@2"
    about_hash: str = ""
    is_open: bool = False
    # What is not public is known to moderators; nobody else learns its title from what was said about it.
    is_public: bool = True
    closes_at: datetime | None = None
    # Whether what is said about it is published as it comes, and looked at by a moderator afterwards.
    publishes_first: bool = False


@dataclass(frozen=True)
class DiscussionKind:
    """Told by the room that owns such discussions."""

    # Many at once: {discussion pk: Subject}.
    subjects: Callable[[Sequence[Discussion]], dict[int, Subject]]
    # Over Discussion: those about something public.
    public: Q
    # Over Discussion: those about this contribution, where a contribution can be discussed.
    about: Callable[[Contribution], Q] | None = None


@dataclass(frozen=True)
class Signers:
    """Others who sign with an author. `of`: those of each of these contributions, by its key, in one query; `by`:
    contributions signed in somebody's voice; `asking`: where this reader asks others to sign this one, or nothing."""

    of: Callable[[Sequence[Contribution]], dict[int, list[Any]]]
    by: Callable[[Any], QuerySet[Any]]
    asking: Callable[[Any, Contribution], str]


Listener = Callable[["Contribution", "Step"], None]
Receiver = Callable[..., None]
PathOf = Callable[["Contribution"], str]

_discussions: dict[str, DiscussionKind] = {}
_paths: dict[str, PathOf] = {}
_desks: dict[str, PathOf] = {}
_words: dict[str, Callable[[str], str]] = {}
_amending: dict[str, Callable[..., BaseForm]] = {}
_signers: dict[str, Signers] = {}
_listeners: list[Listener] = []
_receivers: list[Receiver] = []


def register_discussion(name: str, kind: DiscussionKind) -> None:
    _discussions[name] = kind


def register_path(kind: str, path_of: PathOf) -> None:
    """Where a contribution of this kind stands, without the language prefix."""
    _paths[kind] = path_of


def register_desk(kind: str, path_of: PathOf) -> None:
    """Where officers decide on a contribution of this kind; with the language."""
    _desks[kind] = path_of


def register_decision_words(kind: str, label_of: Callable[[str], str]) -> None:
    """What decisions are called on this kind, where it has words of its own."""
    _words[kind] = label_of


def register_amending(kind: str, form: Callable[..., BaseForm]) -> None:
    """The form in which an author changes the words of this kind: `language` is that of the words."""
    _amending[kind] = form


def register_signers(kind: str, signers: Signers) -> None:
    """Who signs a contribution of this kind with its author."""
    _signers[kind] = signers


def co_parties_of(contribution: Contribution) -> list[Any]:
    """Rows with the fields of an attribution."""
    return co_parties_of_each([contribution]).get(contribution.pk, [])


def co_parties_of_each(contributions: Sequence[Contribution]) -> dict[int, list[Any]]:
    """By key, those that others sign; one query for each kind that can be signed."""
    found: dict[int, list[Any]] = {}
    for kind, signers in _signers.items():
        if of_kind := [each for each in contributions if each.kind == kind]:
            found |= signers.of(of_kind)
    return found


def parties_path(user: Any, contribution: Contribution) -> str:
    """Where they ask others to sign it with them; empty where they may not, or nobody signs such a thing."""
    signers = _signers.get(contribution.kind)
    return signers.asking(user, contribution) if signers else ""


def is_signed_by(user: Any, contribution: Contribution) -> bool:
    if contribution.kind not in _signers:
        return False
    return type(contribution)._default_manager.filter(signed_by(user), pk=contribution.pk).exists()


def signed_by(user: Any) -> Q:
    """Over Contribution: what they, or a body they speak for, sign with its author."""
    return reduce(or_, (Q(kind=kind, pk__in=each.by(user)) for kind, each in _signers.items()), Q(pk__in=()))


def on_moderated(listener: Listener) -> None:
    """Call `listener(contribution, step)` inside the transaction of every moderation step."""
    if listener not in _listeners:
        _listeners.append(listener)


def on_received(receiver: Receiver) -> None:
    """Call `receiver(contribution, publishes_first=…)` inside the transaction in which something came to wait for a
    moderator, or reads otherwise than before."""
    if receiver not in _receivers:
        _receivers.append(receiver)


def subjects_of(discussions: Sequence[Discussion]) -> dict[int, Subject]:
    """The subject of each discussion, one call a kind."""
    found: dict[int, Subject] = {}
    for name in {discussion.kind for discussion in discussions}:
        found |= _discussions[name].subjects([each for each in discussions if each.kind == name])
    return found


def subject_of(discussion: Discussion) -> Subject:
    return subjects_of([discussion])[discussion.pk]


def about_something_public() -> Q:
    """Over Discussion. What was said about a text that is held or removed is out of sight with it."""
    return reduce(or_, (Q(kind=name) & kind.public for name, kind in _discussions.items()), Q(pk__in=()))


def discussions_about(contribution: Contribution) -> Q:
    """Over Discussion: those that a change of this contribution shows or hides."""
    told = (kind.about(contribution) for kind in _discussions.values() if kind.about)
    return reduce(or_, told, Q(pk__in=()))


def path_of(contribution: Contribution) -> str:
    return _paths[contribution.kind](contribution)


def desk_path_of(contribution: Contribution) -> str:
    """Empty for a kind that has no desk of its own."""
    path = _desks.get(contribution.kind)
    return path(contribution) if path else ""


def decision_label(kind: str, decision: str) -> str:
    """Empty for a kind that has no words of its own."""
    label = _words.get(kind)
    return label(decision) if label else ""


def amending_form(kind: str) -> Callable[..., BaseForm] | None:
    """None for a kind whose words stay."""
    return _amending.get(kind)


def tell_moderated(contribution: Contribution, step: Step) -> None:
    for listener in _listeners:
        listener(contribution, step)


def tell_received(contribution: Contribution, *, publishes_first: bool = False) -> None:
    for receiver in _receivers:
        receiver(contribution, publishes_first=publishes_first)
