"""Drafts made from a document instead of by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from policies.models import DraftPart, PolicyIndexPage, PolicyKind, PolicyPage, PolicyPart
from policies.models.texts import new_part_id

if TYPE_CHECKING:
    from accounts.models import User

# Two wordings of one part share at least this much of their letters.
SAME_PART = 0.6
HEADING_LENGTH = 300
TEXTS = ("heading_ar", "heading_en", "body_ar", "body_en")


@dataclass(frozen=True)
class ImportedPart:
    """A section or a numbered point as a document has it; `kind` is "section" or "point"."""

    kind: str
    number: str = ""
    heading: str = ""
    body: str = ""
    key: str = ""  # the address it asks for; granted if it is free


@transaction.atomic
def ensure_index(home: Page | None = None) -> PolicyIndexPage:
    """The list of policies, made under the home page if there is none."""
    index = PolicyIndexPage.objects.first()
    if index is None:
        home = home or Site.objects.get(is_default_site=True).root_page
        index = PolicyIndexPage(title="سياسات الوزارة", title_en="Policies of the Ministry", slug="policies")
        home.add_child(instance=index)
    return index


@transaction.atomic
def make_draft(
    *,
    title_ar: str,
    title_en: str = "",
    slug: str = "",
    kind: str = PolicyKind.OTHER,
    language: str = "ar",
    parts: Sequence[ImportedPart],
    by: User | None,
    into: PolicyPage | None = None,
) -> PolicyPage:
    """A draft that waits for approval like any other. `into` is a policy whose text the document replaces."""
    page = into.get_latest_revision_as_object() if into else _new_page(title_ar, title_en, slug, kind, by)
    identify_parts(page, parts, language=language, row=PolicyPart)
    page.save_revision(user=by, clean=False, log_action=True)
    return page


def _new_page(title_ar: str, title_en: str, slug: str, kind: str, by: User | None) -> PolicyPage:
    title = title_ar or title_en
    page = PolicyPage(title=title, title_en=title_en, kind=kind, live=False, owner=by)
    index = ensure_index()
    page.slug = free_slug(index, slug or slugify(title_en) or slugify(title, allow_unicode=True) or kind)
    return index.add_child(instance=page)


def free_slug(parent: Page, wanted: str) -> str:
    taken = set(parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def identify_parts(
    page: Page,
    parts: Sequence[ImportedPart],
    *,
    language: str,
    row: type[DraftPart],
    kinds: Mapping[str, str] | None = None,
) -> None:
    """Put the parts on the page. One that was there before, in these or similar words, stays the same part: it
    keeps its address, its discussion and its words in the other language, whatever its number is now. `kinds`
    renames the kinds of a document for this page: its points may be clauses here."""
    before = list(page.parts.all())
    parts = [_renamed(part, kinds or {}) for part in parts]
    rows = []
    for order, (part, old) in enumerate(zip(parts, _match(parts, before, language), strict=True)):
        new = row(kind=part.kind, number=part.number, key=part.key, uid=old.uid if old else new_part_id())
        for field in TEXTS if old else ():
            setattr(new, field, getattr(old, field))
        setattr(new, f"heading_{language}", part.heading)
        setattr(new, f"body_{language}", part.body)
        new.sort_order = order
        rows.append(new)
    page.parts = rows


def _renamed(part: ImportedPart, kinds: Mapping[str, str]) -> ImportedPart:
    """A heading that is longer than a heading may be is text."""
    kind = kinds.get(part.kind, part.kind)
    key = f"{kind}{part.key.removeprefix(part.kind)}" if part.key.startswith(part.kind) else part.key
    heading, body = part.heading, part.body
    if len(heading) > HEADING_LENGTH:
        heading, body = "", f"{heading}\n\n{body}".strip()
    return ImportedPart(kind=kind, number=part.number, heading=heading, body=body, key=key)


def _match(parts: Sequence[ImportedPart], before: list[DraftPart], language: str) -> list[DraftPart | None]:
    """The best pairs first; what is left over pairs by its number."""
    pairs = sorted(_similar(parts, before, language), key=lambda pair: -pair[0])
    matched: list[DraftPart | None] = [None] * len(parts)
    free = set(range(len(before)))
    for _likeness, new, old in pairs:
        if matched[new] is None and old in free:
            matched[new] = before[old]
            free.discard(old)
    for new, part in enumerate(parts):
        same = next((o for o in sorted(free) if part.number and _place(before[o]) == (part.kind, part.number)), None)
        if matched[new] is None and same is not None:
            matched[new] = before[same]
            free.discard(same)
    return matched


def _place(part: DraftPart) -> tuple[str, str]:
    return part.kind, part.number  # type: ignore[attr-defined]


def _similar(parts: Sequence[ImportedPart], before: list[DraftPart], language: str) -> list[tuple[float, int, int]]:
    pairs = []
    for old, row in enumerate(before):
        words = SequenceMatcher(b=f"{getattr(row, f'heading_{language}')} {getattr(row, f'body_{language}')}".split())
        for new, part in enumerate(parts):
            words.set_seq1(f"{part.heading} {part.body}".split())
            if words.quick_ratio() >= SAME_PART and (likeness := words.ratio()) >= SAME_PART:
                pairs.append((likeness, new, old))
    return pairs
