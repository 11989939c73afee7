"""What of a view of the queue is shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.cache import caches
from django.utils.translation import get_language

from accounts.models import Role
from accounts.scopes import Scope, kinds
from contributions.models import Attachment, Contribution
from contributions.scoping import in_scopes
from deadlines.models import Deadline

if TYPE_CHECKING:
    from accounts.scopes import Named
    from contributions.querysets import ContributionQuerySet


@dataclass(frozen=True)
class Narrowing:
    """`belongs_to`: a `Scope` as it is stored, one consultation or one category."""

    kind: str = ""
    language: str = ""
    belongs_to: str = ""
    late: bool = False
    with_files: bool = False
    with_hints: bool = False


@dataclass(frozen=True)
class Part:
    """What a moderator works on: a view of the queue, and what of it."""

    view: str = "waiting"
    narrowing: Narrowing = Narrowing()

    @property
    def query(self) -> str:
        """For an address."""
        asked = {"view": self.view} | asdict(self.narrowing)
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def suffix(self) -> str:
        """For the address of one in it; the whole queue needs none."""
        return "" if self == WHOLE else f"?{self.query}"


WHOLE = Part()


def narrowed(shown: ContributionQuerySet, narrowing: Narrowing) -> ContributionQuerySet:
    for name in ("kind", "language"):
        value = getattr(narrowing, name)
        shown = shown.filter(**{name: value}) if value else shown
    if narrowing.belongs_to:
        shown = shown.filter(in_scopes([Scope.read(narrowing.belongs_to)]))
    if narrowing.late:
        late = Deadline.objects.overdue().filter(kind="moderation", subject_type=Contribution._meta.label_lower)
        shown = shown.filter(pk__in=late.values("subject_id"))
    if narrowing.with_files:
        shown = shown.filter(pk__in=Attachment.objects.filter(erased_at=None).values("contribution"))
    return shown.filter(risk__gt=0) if narrowing.with_hints else shown


def belonging() -> list[tuple[str, list[Named]]]:
    """What a moderator's role can be limited to can be looked at alone, too; at most half a minute old."""
    language = get_language() or "ar"
    found: list[tuple[str, list[Named]]] | None = caches["near"].get(f"belonging:{language}")
    if found is None:
        found = [
            (str(heading), [(str(Scope(code, thing)), name) for thing, name in named])
            for code, kind in kinds().items()
            if Role.MODERATOR in kind.roles
            for heading, named in kind.options()
        ]
        caches["near"].set(f"belonging:{language}", found)
    return found
