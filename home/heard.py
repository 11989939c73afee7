"""Who was heard: what was published in the last year, by governorate and by what those who spoke are in education.

What officials write is the answer, not a voice: it is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from accounts.models import EducationRole, Governorate, PartyKind
from config.prepared import prepared
from contributions.models import Contribution

YEAR = timedelta(days=365)
ORGANISATION = PartyKind.ORGANISATION.value
NOT_GIVEN = ""

PLACES: dict[str, str | Promise] = {**dict(Governorate.choices), NOT_GIVEN: gettext_lazy("Governorate not given")}
SPEAKERS: dict[str, str | Promise] = {
    EducationRole.PUPIL.value: pgettext_lazy("who spoke", "Pupils"),
    EducationRole.PARENT.value: pgettext_lazy("who spoke", "Parents"),
    EducationRole.TEACHER.value: pgettext_lazy("who spoke", "Teachers"),
    EducationRole.STAFF.value: pgettext_lazy("who spoke", "Staff"),
    EducationRole.COMMUNITY.value: pgettext_lazy("who spoke", "Community"),
    EducationRole.PRIVATE_SECTOR.value: pgettext_lazy("who spoke", "Private sector"),
    ORGANISATION: pgettext_lazy("who spoke", "Organisations"),
    NOT_GIVEN: gettext_lazy("Role not given"),
}


@dataclass(frozen=True)
class Voices:
    """How many contributions, by the code of a place and of what those who spoke are."""

    counts: Counter[tuple[str, str]]

    def count(self, place: str | None = None, speaker: str | None = None) -> int:
        """Without a place from all of them, without a speaker by all of them."""
        return sum(n for (where, who), n in self.counts.items() if place in (None, where) and speaker in (None, who))


def voices() -> Voices:
    counts: Counter[tuple[str, str]] = Counter()
    for place, kind, role, count in _published_since(timezone.now() - YEAR):
        counts[place, ORGANISATION if kind == ORGANISATION else role] += count
    return Voices(counts)


@prepared
def _published_since(start: datetime) -> QuerySet[Any]:
    published = Contribution.objects.published().filter(published_at__gte=start)
    by_people = published.exclude(party_kind=PartyKind.OFFICIAL).order_by()
    return by_people.values_list("governorate", "party_kind", "education_role").annotate(Count("pk"))


@dataclass(frozen=True)
class Heard:
    """A governorate as the home page draws it."""

    name: str | Promise
    count: int
    most: int

    @property
    def share(self) -> int:
        """The height of its bar in a hundred, the highest being a hundred."""
        return round(100 * self.count / self.most)

    @property
    def rest(self) -> int:
        return 100 - self.share


def governorates_heard() -> list[Heard]:
    """All eleven, in the order the State lists them; none where nobody said where they are from."""
    spoken = voices()
    counts = {code: spoken.count(place=code) for code in Governorate.values}
    most = max(counts.values())
    return [Heard(label, counts[code], most) for code, label in Governorate.choices] if most else []


def table() -> dict[str, Any]:
    """`head` and `rows` as `components/table.html` takes them, the sum first; a governorate leads to what was said
    from there. Whoever never spoke has no column."""
    spoken = voices()
    speakers = [(code, name) for code, name in SPEAKERS.items() if spoken.count(speaker=code)]
    columns = [(None, _("Contributions")), *speakers]
    places = [(code, name) for code, name in PLACES.items() if code or spoken.count(place=code)]
    head = [{"label": _("Governorate")}, *({"label": name, "is_number": True} for _code, name in columns)]
    return {"head": head, "rows": [_row(spoken, *place, columns) for place in [(None, _("All governorates")), *places]]}


def _row(spoken: Voices, place: str | None, name: str | Promise, columns: list[Any]) -> list[dict[str, Any]]:
    counts = [
        {"text": str(spoken.count(place, speaker)), "label": label, "is_number": True} for speaker, label in columns
    ]
    return [{"text": name, "path": _said_there(place)}, *counts]


def _said_there(place: str | None) -> str:
    return f"/{get_language()}/search/?governorate={place}" if place else ""


def sheet() -> list[list[Any]]:
    """The same for programmes: by codes, a row for each governorate and one for what came from nowhere known."""
    spoken = voices().counts
    head = ["governorate", *(code or "role_not_given" for code in SPEAKERS)]
    return [head, *([place or "not_given", *(spoken[place, speaker] for speaker in SPEAKERS)] for place in PLACES)]
