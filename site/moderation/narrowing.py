"""What of a view of the queue is shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.cache import caches
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language

from accounts.models import Role
from accounts.scopes import Scope, kinds
from contributions.models import Amendment, Attachment, Contribution, TextVersion
from contributions.scoping import in_scopes
from deadlines.models import Deadline
from search.normalise import pattern_of, words

if TYPE_CHECKING:
    from accounts.scopes import Named
    from contributions.querysets import ContributionQuerySet

# Each is looked for by itself.
MOST_WORDS = 8


@dataclass(frozen=True)
class Narrowing:
    """`words`: as somebody typed them. `belongs_to`: a `Scope` as it is stored, one consultation or one category."""

    words: str = ""
    kind: str = ""
    language: str = ""
    belongs_to: str = ""
    late: bool = False
    with_files: bool = False
    with_hints: bool = False

    @property
    def applied(self) -> int:
        return sum(bool(value) for value in asdict(self).values())


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
    for word in words(narrowing.words)[:MOST_WORDS]:
        shown = shown.filter(_holding(word))
    return shown.filter(risk__gt=0) if narrowing.with_hints else shown


def _holding(word: str) -> Q:
    """In the name that it is published under, in its text, or in a new wording of it, however it is written."""
    pattern = pattern_of(word)
    said = Q(title__iregex=pattern) | Q(body__iregex=pattern)
    texts, wordings = (
        Exists(model.objects.filter(said, contribution=OuterRef("pk"))) for model in (TextVersion, Amendment)
    )
    return Q(name__iregex=pattern) | Q(texts) | Q(wordings)


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
