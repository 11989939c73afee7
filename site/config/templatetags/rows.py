"""Rows that stand on pages which are read most, written without a template's cost for each: a node of Django's takes
some five microseconds, and five phases with six values each took longer than a query. The component round them stays a
template, which says what a row has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def phase_rows(phases: Iterable[Any]) -> SafeString:
    """{% phase_rows phases %}, for components/phases.html."""
    done = escape(_("(done)"))
    return SafeString("\n".join(_phase(phase, done) for phase in phases))


def _phase(phase: Any, done: str) -> str:
    is_current, late = phase.state == "current", " late" if getattr(phase, "is_late", False) else ""
    here = ' aria-current="step"' if is_current else ""
    said = f'<span class="unseen"> {done}</span>' if phase.state == "done" else ""
    why = f'<span class="extension">{escape(phase.extension)}</span>' if getattr(phase, "extension", "") else ""
    return (
        f'<li class="{phase.state}{late}"{here}>{_elapsed(phase) if is_current else ""}'
        f"<b>{escape(phase.label)}{said}</b> <span>{escape(phase.dates)}</span> {why}</li>"
    )


def _elapsed(phase: Any) -> str:
    whole = getattr(phase, "total", 0)
    return f'<progress value="{phase.elapsed}" max="{whole}" aria-hidden="true"></progress>' if whole else ""


@register.simple_tag
def menu_items(items: Iterable[Any]) -> SafeString:
    """The way about, in the menu of a narrow window."""
    return SafeString("".join(f"<li>{_way(item, 'page')}</li>" for item in items))


@register.simple_tag
def nav_items(items: Iterable[Any], path: str) -> SafeString:
    """The way about, in the masthead; `path` is the page's own."""
    return SafeString("".join(_way(item, "page" if path == item.path else "true") for item in items))


def _way(item: Any, current: str) -> str:
    here = f' aria-current="{current}"' if item.is_current else ""
    return f'<a href="{escape(item.path)}"{here}>{escape(item.label)}</a>'
