"""A plain comment, written without a template: a page has a dozen of them, and a template takes half a millisecond for
each. `components/comment.html` writes all the others, and the same for these; a test holds the two equal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import EducationRole, Governorate
from config.markup import paragraphs
from config.templatetags.frame import capacity, direction, icon, name_proof, recorded_from, script_lang, short_date
from contributions.models import NameProof

if TYPE_CHECKING:
    from contributions.models import Contribution
    from contributions.rows import CommentRow


@dataclass(frozen=True)
class Sentences:
    """What comments say alike, looked up once for each language and escaped."""

    official: str = field(default_factory=lambda: escape(_("Official reply")))
    behalf: str = field(default_factory=lambda: escape(_("Presented on its behalf by")))
    point: str = field(default_factory=lambda: escape(_("Read this point")))
    receipt: str = field(default_factory=lambda: escape(_("When, and its receipt")))
    reply: str = field(default_factory=lambda: escape(_("Reply")))
    withdraw: str = field(default_factory=lambda: escape(_("Withdraw")))
    change: str = field(default_factory=lambda: escape(_("Change the text")))
    changed: str = field(default_factory=lambda: escape(_("Changed on %(date)s")))
    report: str = field(default_factory=lambda: escape(pgettext("to the moderators", "Report")))
    in_favour: str = field(default_factory=lambda: escape(_("In favour")))
    against: str = field(default_factory=lambda: escape(_("Against")))
    neutral: str = field(default_factory=lambda: escape(_("Neutral")))


@cache
def _sentences(language: str) -> Sentences:
    """`language` is the reader's, in which gettext answers."""
    return Sentences()


class Speaker(NamedTuple):
    """Who said it, as `components/attribution.html` takes it. A tuple takes a third of a frozen dataclass's time."""

    name: str
    is_verified: bool
    party_kind: str
    education_role: str
    governorate: str
    on_behalf_by: str
    language: str
    submitted_at: datetime
    amended_at: datetime | None = None
    channel: str = ""
    recorded_by_id: int | None = None
    name_proof: str = ""

    @classmethod
    def of(cls, said: Contribution) -> Speaker:
        return cls(said.name, said.is_verified, said.party_kind, said.education_role, said.governorate,
                   said.on_behalf_by, said.language, said.submitted_at, said.amended_at,
                   said.channel, said.recorded_by_id, said.name_proof)  # fmt: skip

    def get_education_role_display(self) -> str:
        return str(EducationRole(self.education_role).label)

    def get_governorate_display(self) -> str:
        return str(Governorate(self.governorate).label)

    def get_name_proof_display(self) -> str:
        return str(NameProof(self.name_proof).label)


class Article(NamedTuple):
    """A plain comment as `components/comment.html` takes it: nothing but words, which tell it from every other."""

    anchor: str
    level: int
    contribution: Speaker
    body: str
    stance: str
    is_official: bool
    tombstone: str
    tombstone_path: str
    receipt_path: str
    reply_path: str
    path: str
    report_path: str = ""
    change_path: str = ""
    withdraw_path: str = ""

    @classmethod
    def of(cls, row: CommentRow) -> Article:
        return cls(row.anchor, row.level, Speaker.of(row.contribution), row.body, row.stance, row.is_official,
                   row.tombstone, row.tombstone_path, row.receipt_path, row.reply_path, row.path, row.report_path,
                   row.change_path, row.withdraw_path)  # fmt: skip


def html_of(shown: Article, language: str) -> str:
    kind = " official" if shown.is_official else ""
    say = _sentences(language)
    inside = _tombstone(shown, language, say) if shown.tombstone else _said(shown, language, say)
    return f'<article class="comment{kind}" id="{escape(shown.anchor)}">{inside}</article>'


def _tombstone(shown: Article, language: str, say: Sentences) -> str:
    path = escape(f"/{language}{shown.tombstone_path}")
    point = f' <a href="{path}">{say.point}</a>' if shown.tombstone_path else ""
    receipt = f' <a href="{escape(shown.receipt_path)}">{say.receipt}</a>' if shown.receipt_path else ""
    return f'<p class="tombstone">{escape(shown.tombstone)}{point}{receipt}</p>'


def _said(shown: Article, reads: str, say: Sentences) -> str:
    official = f'<span class="tag official">{say.official}</span> ' if shown.is_official else ""
    language = shown.contribution.language
    return (
        f'{official}{attributed(shown.contribution, reads)}<div class="said" lang="{language}" '
        f'dir="{direction(language)}">{paragraphs(shown.body)}</div>'
        f'<div class="comment-actions">{_actions(shown, say)}</div>'
    )


def attributed(speaker: Speaker | Contribution, language: str) -> str:
    shield = f"{icon('shield')} " if speaker.is_verified else ""
    return (
        f'<div class="attribution">{_name(speaker.name, "name")} {shield}'
        f'<span class="capacity">{_capacity(speaker, language)}</span> {_proof_of(speaker.name_proof, language)} '
        f"{_behalf(speaker.on_behalf_by, _sentences(language))}{_recorded(speaker)}</div>"
    )


def _behalf(name: str, say: Sentences) -> str:
    return f'<span class="behalf">{say.behalf} {_name(name)}</span>' if name else ""


def _recorded(speaker: Speaker | Contribution) -> str:
    told = recorded_from(speaker)
    return f' <span class="behalf">{escape(told)}</span>' if told else ""


def _name(name: str, kind: str = "") -> str:
    marked = f' class="{kind}"' if kind else ""
    return f'<bdi{marked} lang="{script_lang(name)}">{escape(name)}</bdi>'


def _actions(shown: Article, say: Sentences) -> str:
    where = escape(shown.path or f"#{shown.anchor}")
    link = f'<a class="permalink" href="{where}">{icon("link")} {short_date(shown.contribution.submitted_at)}</a>'
    reply = f'<a href="{escape(shown.reply_path)}">{icon("reply")} {say.reply}</a>' if shown.reply_path else ""
    back = f'<a href="{escape(shown.withdraw_path)}">{say.withdraw}</a>' if shown.withdraw_path else ""
    change = f'<a href="{escape(shown.change_path)}">{say.change}</a>' if shown.change_path else ""
    report = f'<a href="{escape(shown.report_path)}">{icon("report")} {say.report}</a>' if shown.report_path else ""
    stance, changed = _stance(shown.stance, say), _changed(shown.contribution, say)
    return f"{stance} {reply} {link} {changed} {change} {back} {report}"


def _changed(speaker: Speaker, say: Sentences) -> str:
    if speaker.amended_at is None:
        return ""
    return f'<span class="quiet">{say.changed % {"date": short_date(speaker.amended_at)}}</span>'


def _stance(stance: str, say: Sentences) -> str:
    if not stance:
        return ""
    words = {"for": say.in_favour, "against": say.against}.get(stance, say.neutral)
    return f'<span class="stance {stance}">{icon(stance)} {words}</span>'


def _capacity(speaker: Speaker | Contribution, language: str) -> str:
    facts = (speaker.is_verified, speaker.party_kind, speaker.education_role, speaker.governorate)
    return _capacity_of(*facts, language)


@cache
def _proof_of(proof: str, language: str) -> str:
    """`language` is the reader's."""
    return str(name_proof(Speaker("", False, "", "", "", "", "", datetime.min, name_proof=proof)))


@cache
def _capacity_of(is_verified: bool, kind: str, education_role: str, governorate: str, language: str) -> str:
    """A few hundred at most, whoever speaks; `language` is the reader's."""
    return escape(capacity(Speaker("", is_verified, kind, education_role, governorate, "", "", datetime.min)))
