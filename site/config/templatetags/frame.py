"""What every page of the product may ask of its frame: icons, dates, the other language, a field's control."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ChoiceField,
    ModelChoiceField,
    RadioSelect,
    Textarea,
)
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.choices import flatten_choices
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from config import dates
from config.cards import Card
from config.languages import current_language, other_language, path_in

register = template.Library()

ARABIC_LETTER = re.compile(r"[؀-ۿ]")
LATIN_DATA = {"email", "url", "tel", "number", "password"}


@cache
def _drawing(name: str) -> SafeString:
    return mark_safe(render_to_string(f"icons/{name}.svg").strip())  # noqa: S308  (a file of ours, no person's words)


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "search" %}: a drawing from templates/icons, in the colour of the words beside it. Says nothing aloud."""
    return _drawing(name)


@register.simple_tag(takes_context=True)
def other_language_url(context: Context, anchor: str = "") -> str:
    """This very page in the other language. {% other_language_url "point-10" %} stays on a point without a script."""
    request = context.get("request")
    if request is None:
        return f"/{other_language()}/"
    address = path_in(other_language(), request.get_full_path())
    return f"{address}#{anchor}" if anchor else address


@register.simple_tag(takes_context=True)
def account_links(context: Context) -> SafeString:
    """They stand in two menus of the masthead, and are written once."""
    return get_template("components/account_links.html").template.render(context)  # type: ignore[attr-defined]


@register.filter
def in_this_language(path: str) -> str:
    """An address that a room, or the index, gives without its language, in that of the page."""
    return f"/{current_language()}/{path.lstrip('/')}"


@register.simple_tag(takes_context=True)
def link_preview(context: Context, title: Any = "", kind: Any = "", drawn: Any = "") -> SafeString:
    """{% link_preview title=version.title kind=_("Policy") %}, for the block of that name: what others show of a page.

    `drawn` is what stands on the picture, the title unless said: never a person's own words, for they may be taken
    back, and a picture that others have copied cannot.
    """
    card = Card(
        title=str(drawn or title) or _("What you write is read, answered and published under your name"),
        kind=str(kind) or _("A page of the site"),
        ministry=str(context.get("ministry_name", "")),
        product=_("Musharaka"),
        language=current_language(),
    )
    facts = {
        "og:title": str(title) or card.product,
        "og:image": f"{context.get('site_url', '')}{reverse('card', args=[card.token])}",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{card.kind}: {card.title}",
    }
    metas = [f'<meta property="{name}" content="{escape(value)}">' for name, value in facts.items()]
    return SafeString("\n    ".join([*metas, '<meta name="twitter:card" content="summary_large_image">']))


@register.filter
def script_lang(words: object) -> str:
    """Which script a person's words are in: a name in the other script keeps its own leading and its own voice."""
    return "ar" if ARABIC_LETTER.search(str(words)) else "en"


@register.filter
def direction(language: str) -> str:
    return "rtl" if language == "ar" else "ltr"


@register.filter
def written_in(language: str) -> str:
    """Said beside words that are not in the language of the page; empty beside those that are."""
    if language == current_language():
        return ""
    return _("Written in Arabic") if language == "ar" else _("Written in English")


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's widget, with its content's direction: Latin data left to right, a person's words by themselves."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    attrs: dict[str, str | bool] = {}
    if kind in LATIN_DATA:
        attrs["dir"] = "ltr"
    elif isinstance(widget, Textarea) or kind in {"text", "search"}:
        attrs["dir"] = widget.attrs.get("dir", "auto")
    if "placeholder" in widget.attrs:
        # A label stands over every field: repeated inside it, it only looks like something already written.
        attrs["placeholder"] = False
    return field.as_widget(attrs=attrs)


@register.filter
def as_chosen(field: BoundField) -> Any:
    """What was typed, and of a choice its words: nobody knows a unit by its key."""
    value = field.value()
    if isinstance(field.field, ModelChoiceField):
        chosen = getattr(field.form, "cleaned_data", {}).get(field.name)
        return field.field.label_from_instance(chosen) if chosen else value
    if isinstance(field.field, ChoiceField):
        choices: Any = field.field.choices
        return dict(flatten_choices(choices)).get(value, value)
    return value


@register.filter
def is_tick(field: BoundField) -> bool:
    """One tick box: it stands before its label."""
    widget = field.field.widget
    return isinstance(widget, CheckboxInput) and not isinstance(widget, CheckboxSelectMultiple | RadioSelect)


@register.filter
def capacity(contribution: Any) -> str:
    """«جهة موثَّقة، مسقط»: what a party is, as it stood when it spoke."""
    words = [
        _("verified body") if contribution.is_verified else "",
        _("official body") if contribution.party_kind == "official" else "",
        contribution.get_education_role_display() if contribution.education_role else "",
        contribution.get_governorate_display() if contribution.governorate else "",
    ]
    return pgettext("between two words of a list", ", ").join(str(word) for word in words if word)


@register.simple_tag
def name_proof(contribution: Any) -> SafeString | str:
    """{% name_proof contribution %}: whose word the name beside it rests on. A verified body says so in `capacity`."""
    code = contribution.name_proof
    return _proof(code, str(contribution.get_name_proof_display())) if code and code != "body" else ""


def _proof(code: str, said: str) -> SafeString:
    mark = format_html("{} ", icon("done")) if code == "identity" else ""
    dot = mark_safe('<span class="dot" aria-hidden="true">·</span>')
    return format_html('<span class="proof {}">{} {}{}</span>', code, dot, mark, said)


@register.filter
def recorded_from(contribution: Any) -> str:
    """How what a clerk took down came to the ministry; empty for what somebody sent themself."""
    if not getattr(contribution, "recorded_by_id", None):
        return ""
    said = {
        "counter": _("Recorded by the participation office at the service counter"),
        "call_centre": _("Recorded by the participation office, from a telephone call"),
        "paper": _("Recorded by the participation office, from a paper form"),
        "post": _("Recorded by the participation office, from a letter"),
        "email": _("Recorded by the participation office, from an e-mail"),
    }
    return said.get(contribution.channel) or _("Recorded by the participation office")


@register.filter
def error_count(form: BaseForm) -> int:
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def page_numbers(page: Page) -> list[int]:
    """1 … 4 5 6 … 14, with 0 where numbers are left out."""
    wanted = sorted({1, 2, page.number - 1, page.number, page.number + 1, page.paginator.num_pages})
    numbers = [number for number in wanted if 1 <= number <= page.paginator.num_pages]
    shown = numbers[:1]
    for before, number in pairwise(numbers):
        shown += [number] if number == before + 1 else [0, number]
    return shown


@register.inclusion_tag("components/decision_bar.html")
def decision_bar(rows: Iterable[Any]) -> dict[str, Any]:
    """{% decision_bar decided %}: how many got which decision. A drawing is not mirrored, so its start is said here."""
    listed = list(rows)
    whole = sum(row.count for row in listed) or 1
    parts, start = [], 0.0
    for row in listed:
        share = 100 * row.count / whole
        place = 100 - start - share if get_language_bidi() else start
        start += share
        part = {"code": row.code, "label": row.label, "count": row.count}
        # Django would print a float with the comma of a language; per cent in a drawing need a point.
        parts.append(part | {"start": f"{place:.2f}", "share": f"{share:.2f}", "has_room": share >= 6})
    return {"parts": parts}


@register.filter
def share_of(part: float, whole: float) -> str:
    """A width for a drawing, in per cent; nothing of nothing is nothing."""
    return f"{100 * part / whole:.1f}" if whole else "0"


@register.filter
def after(start: float | str, part: float | str) -> str:
    return f"{float(start) + float(part):.1f}"


def _time(when: date | datetime | None, said: str) -> SafeString | str:
    if not when:
        return ""
    # Every line of a list has one: format_html takes ten times as long.
    return SafeString(f'<time datetime="{dates.here(when).isoformat()}">{escape(said)}</time>')


@register.filter
def long_date(when: date | datetime | None) -> SafeString | str:
    """«الأحد 29 نوفمبر 2026»"""
    return _time(when, dates.long_date(when)) if when else ""


@register.filter
def middle_date(when: date | datetime | None) -> SafeString | str:
    """«29 نوفمبر 2026»"""
    return _time(when, dates.middle_date(when)) if when else ""


@register.filter
def short_date(when: date | datetime | None) -> SafeString | str:
    """«29 نوفمبر», with the year when it is not this one."""
    return _time(when, dates.short_date(when)) if when else ""


@register.filter
def moment(when: datetime | None) -> SafeString | str:
    """«29 نوفمبر 2026، 11:59 مساءً»"""
    return _time(when, dates.moment(when)) if when else ""


@register.filter
def clock(when: datetime | None) -> str:
    return dates.clock(when) if when else ""


@register.filter
def since(when: datetime | None) -> SafeString | str:
    """«منذ 3 أيام»"""
    return _time(when, dates.since(when)) if when else ""


@register.filter
def left(when: datetime | None) -> SafeString | str:
    """«بقي يومان», or how far it is overdue."""
    return _time(when, dates.left(when)) if when else ""


@register.filter
def days_until(when: datetime | None) -> int:
    return dates.days_until(when) if when else 0


@register.simple_tag
def span(start: date | datetime, end: date | datetime) -> str:
    """«8 إلى 29 نوفمبر 2026»; write the word "from" before it where the sentence needs it."""
    return dates.span(start, end)
