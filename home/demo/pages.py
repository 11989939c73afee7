"""The demo's plain pages and policies, written by the editor and approved by somebody else."""

from __future__ import annotations

import re
from functools import partial

from django.utils.html import escape

from home.demo.people import Cast
from home.demo.reading import Entry, text
from home.demo.story import Story
from home.models import HomePage, PlainPage
from policies.actions import ensure_index
from policies.models import LegalBasis, PartKind, PolicyKind, PolicyPage, PolicyPart
from policies.models.texts import new_part_id


def load_plain_pages(home: HomePage) -> None:
    for entry in text("pages/pages", depth=2).children:
        if PlainPage.objects.filter(slug=entry["slug"]).exists():
            continue
        page = PlainPage(
            title=entry["ar"],
            title_en=entry["en"],
            slug=entry["slug"],
            summary_ar=entry["summary_ar"],
            summary_en=entry["summary_en"],
            body_ar=_rich(entry.body_ar),
            body_en=_rich(entry.body_en),
        )
        home.add_child(instance=page)
        page.save_revision().publish()


def _rich(words: str) -> str:
    return "".join(_block(block) for block in re.split(r"\n\n+", words))


def _block(block: str) -> str:
    if block.startswith("### "):
        return f"<h2>{escape(block[4:])}</h2>"
    if block.startswith("- "):
        return "<ul>" + "".join(f"<li>{escape(line[2:])}</li>" for line in block.splitlines()) + "</ul>"
    return f"<p>{escape(block)}</p>"


def tell_policies(story: Story, cast: Cast) -> None:
    """The participation policy in two versions, the privacy notice in one."""
    policy, notice = text("policies/participation"), text("policies/privacy")
    if not PolicyPage.objects.filter(kind=PolicyKind.PARTICIPATION).exists():
        first = story.in_office(-430, "participation 1")
        story.then(first, partial(_publish_first, policy, PolicyKind.PARTICIPATION, cast))
        story.then(story.in_office(-166, "participation 2"), partial(_publish_second, policy, cast))
    if not PolicyPage.objects.filter(kind=PolicyKind.PRIVACY).exists():
        story.then(story.in_office(-425, "privacy"), partial(_publish_first, notice, PolicyKind.PRIVACY, cast))


def _publish_first(entry: Entry, kind: str, cast: Cast) -> None:
    page = PolicyPage(
        title=entry["ar"],
        title_en=entry["en"],
        slug=entry.key,
        kind=kind,
        introduction_ar=entry.body_ar,
        introduction_en=entry.body_en,
        live=False,
        owner=cast.user("editor"),
    )
    ensure_index().add_child(instance=page)
    page.parts = [_part(order, point, point.child("before")) for order, point in enumerate(_points(entry))]
    page.legal_basis = [_law(order, law) for order, law in enumerate(_laws(entry))]
    _approve(page, cast)


def _publish_second(entry: Entry, cast: Cast) -> None:
    """The points that changed get their present wording and stay the same points."""
    page = PolicyPage.objects.get(slug=entry.key).get_latest_revision_as_object()
    points = {point.key: point for point in _points(entry)}
    parts = list(page.parts.all())
    for part in parts:
        part.body_ar, part.body_en = points[part.number].body_ar, points[part.number].body_en
    page.parts = parts
    _approve(page, cast)


def _approve(page: PolicyPage, cast: Cast) -> None:
    page.save_revision(user=cast.user("editor")).publish(user=cast.user("approver"))


def _points(entry: Entry) -> list[Entry]:
    return [child for child in entry.children if child.key.isdigit()]


def _laws(entry: Entry) -> list[Entry]:
    basis = entry.child("legal-basis")
    return basis.children if basis else []


def _part(order: int, point: Entry, before: Entry | None) -> PolicyPart:
    words = before or point
    return PolicyPart(
        sort_order=order,
        uid=new_part_id(),
        kind=PartKind.POINT,
        number=point.key,
        heading_ar=point["ar"],
        heading_en=point["en"],
        body_ar=words.body_ar,
        body_en=words.body_en,
    )


def _law(order: int, law: Entry) -> LegalBasis:
    return LegalBasis(sort_order=order, text_ar=law["ar"], text_en=law["en"], url=law["url"])
