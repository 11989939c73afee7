"""A plain comment, written without a template: a page has a dozen of them, and a template takes half a millisecond for
each. `components/comment.html` writes all the others, and the same for these; a test holds the two equal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import EducationRole, Governorate
from config.markup import paragraphs
from config.templatetags.frame import capacity, direction, icon, script_lang, short_date

if TYPE_CHECKING:
    from contributions.models import Contribution
    from contributions.rows import CommentRow


@dataclass(frozen=True)
class Speaker:
    """Who said it, as `components/attribution.html` takes it."""

    name: str
    is_verified: bool
    party_kind: str
    education_role: str
    governorate: str
    on_behalf_by: str
    language: str
    submitted_at: datetime
    amended_at: datetime | None = None

    @classmethod
    def of(cls, said: Contribution) -> Speaker:
        return cls(said.name, said.is_verified, said.party_kind, said.education_role, said.governorate,
                   said.on_behalf_by, said.language, said.submitted_at, said.amended_at)  # fmt: skip

    def get_education_role_display(self) -> str:
        return str(EducationRole(self.education_role).label)

    def get_governorate_display(self) -> str:
        return str(Governorate(self.governorate).label)


@dataclass(frozen=True)
class Article:
    """A plain comment as `components/comment.html` takes it: nothing but words, which tell it from every other."""

    anchor: str
    level: int
    contribution: Speaker
    body: str
    stance: str
    is_official: bool
    tombstone: str
    tombstone_path: str
    reply_path: str
    path: str
    report_path: str = ""
    change_path: str = ""
    withdraw_path: str = ""

    @classmethod
    def of(cls, row: CommentRow) -> Article:
        return cls(row.anchor, row.level, Speaker.of(row.contribution), row.body, row.stance, row.is_official,
                   row.tombstone, row.tombstone_path, row.reply_path, row.path, row.report_path,
                   row.change_path, row.withdraw_path)  # fmt: skip


def html_of(shown: Article, language: str) -> str:
    kind = " official" if shown.is_official else ""
    inside = _tombstone(shown, language) if shown.tombstone else _said(shown)
    return f'<article class="comment{kind}" id="{escape(shown.anchor)}">{inside}</article>'


def _tombstone(shown: Article, language: str) -> str:
    path = escape(f"/{language}{shown.tombstone_path}")
    point = f' <a href="{path}">{escape(_("Read this point"))}</a>' if shown.tombstone_path else ""
    return f'<p class="tombstone">{escape(shown.tombstone)}{point}</p>'


def _said(shown: Article) -> str:
    official = f'<span class="tag official">{escape(_("Official reply"))}</span> ' if shown.is_official else ""
    language = shown.contribution.language
    return (
        f'{official}{attributed(shown.contribution)}<div class="said" lang="{language}" dir="{direction(language)}">'
        f'{paragraphs(shown.body)}</div><div class="comment-actions">{_actions(shown)}</div>'
    )


def attributed(speaker: Speaker | Contribution) -> str:
    shield = f"{icon('shield')} " if speaker.is_verified else ""
    return (
        f'<div class="attribution">{_name(speaker.name, "name")} {shield}'
        f'<span class="capacity">{escape(capacity(speaker))}</span> {_behalf(speaker.on_behalf_by)}</div>'
    )


def _behalf(name: str) -> str:
    return f'<span class="behalf">{escape(_("Presented on its behalf by"))} {_name(name)}</span>' if name else ""


def _name(name: str, kind: str = "") -> str:
    marked = f' class="{kind}"' if kind else ""
    return f'<bdi{marked} lang="{script_lang(name)}">{escape(name)}</bdi>'


def _actions(shown: Article) -> str:
    where = escape(shown.path or f"#{shown.anchor}")
    link = f'<a class="permalink" href="{where}">{icon("link")} {short_date(shown.contribution.submitted_at)}</a>'
    reply = f'<a href="{escape(shown.reply_path)}">{icon("reply")} {escape(_("Reply"))}</a>' if shown.reply_path else ""
    back = f'<a href="{escape(shown.withdraw_path)}">{escape(_("Withdraw"))}</a>' if shown.withdraw_path else ""
    change = f'<a href="{escape(shown.change_path)}">{escape(_("Change the text"))}</a>' if shown.change_path else ""
    return f"{_stance(shown.stance)} {reply} {link} {_changed(shown.contribution)} {change} {back} {_report(shown)}"


def _report(shown: Article) -> str:
    if not shown.report_path:
        return ""
    words = pgettext("to the moderators", "Report")
    return f'<a href="{escape(shown.report_path)}">{icon("report")} {escape(words)}</a>'


def _changed(speaker: Speaker) -> str:
    if speaker.amended_at is None:
        return ""
    return f'<span class="quiet">{_("Changed on %(date)s") % {"date": short_date(speaker.amended_at)}}</span>'


def _stance(stance: str) -> str:
    if not stance:
        return ""
    words = {"for": _("In favour"), "against": _("Against")}.get(stance) or _("Neutral")
    return f'<span class="stance {stance}">{icon(stance)} {escape(words)}</span>'
