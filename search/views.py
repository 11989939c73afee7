"""The search page. It works without a script: a form that is sent by GET, and an address for every state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search.engines.base import EngineUnavailableError
from search.forms import LONGEST, SearchForm
from search.links import Links
from search.normalise import folded_digits
from search.queries import PAGE_SIZE, Filters, Label, Results, search
from search.question import ask, literally, unquoted
from search.registry import facets, path_of_reference

# A page number of more digits than this is beyond every last page.
PAGE_DIGITS = 6
REFERENCE_DIGITS = 11


@dataclass(frozen=True)
class Chip:
    """A filter that is applied, and the address of the search without it."""

    name: str
    label: Label | date
    path: str


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    form.is_valid()
    text = form.cleaned_data.get("q", "").strip()
    if path := _path_of_reference(text):
        return HttpResponseRedirect(f"/{_language()}/{path.removeprefix('/')}")
    try:
        found = None if ask(text).is_empty else _search(request, form, text)
    except EngineUnavailableError:
        context = _context(request, form, None) | {"nothing_asked": False, "is_down": True}
        return render(request, "search/results.html", context, status=503)
    return render(request, "search/results.html", _context(request, form, found))


def _search(request: HttpRequest, form: SearchForm, text: str) -> Results:
    return search(text, filters=_filters(request, form), page=_page_number(request), language=_language())


def _context(request: HttpRequest, form: SearchForm, found: Results | None) -> dict[str, Any]:
    links = Links(_asked(request, form))
    context: dict[str, Any] = {"form": form, "results": found, "links": links, "hide_search": True, "longest": LONGEST}
    context["reference"] = _asked_reference(form)
    context["nothing_asked"] = found is None and "q" in request.GET and "q" not in form.errors
    if found is None:
        return context
    return context | {
        "chips": _chips(found, links),
        "page": _page(found),
        "literal_path": "" if found.question.phrases else _literal_path(found, links),
        "loose_path": links.instead(q=unquoted(found.question.text)),
        "corrected_path": links.instead(q=found.corrected_text) if found.corrections else "",
        "by_relevance_path": links.without("order"),
        "by_date_path": links.instead(order="date"),
    }


def _literal_path(found: Results, links: Links) -> str:
    literal = literally(found.question.text)
    return links.instead(q=literal) if len(literal) <= LONGEST else ""


def _chips(found: Results, links: Links) -> list[Chip]:
    chips = [
        Chip(each.facet.name, option.label, links.without(each.facet.name, option.value))
        for each in found.facets
        for option in each.options
        if option.is_applied
    ]
    days = {"since": found.filters.since, "until": found.filters.until}
    return chips + [Chip(name, day, links.without(name)) for name, day in days.items() if day]


def _page(found: Results) -> Page:
    return Paginator(range(found.total), PAGE_SIZE).get_page(found.page)


def _filters(request: HttpRequest, form: SearchForm) -> Filters:
    chosen = {facet.name: frozenset(_values(request, facet.name)) for facet in facets()}
    return Filters(
        facets={name: values for name, values in chosen.items() if values},
        since=form.cleaned_data.get("since"),
        until=form.cleaned_data.get("until"),
        order=form.cleaned_data["order"],
    )


def _values(request: HttpRequest, name: str) -> list[str]:
    return [value for value in request.GET.getlist(name) if value and len(value) <= LONGEST and "\0" not in value]


def _asked(request: HttpRequest, form: SearchForm) -> dict[str, list[str]]:
    """What was understood: a date that is none is said beside its field and is part of no address."""
    asked = {name: [str(form.cleaned_data.get(name) or "")] for name in ("q", "since", "until")}
    asked["order"] = ["date"] if form.cleaned_data.get("order") == "date" else []
    return asked | {facet.name: _values(request, facet.name) for facet in facets()}


def _page_number(request: HttpRequest) -> int:
    digits = folded_digits(request.GET.get("page", "1")[:100])
    if len(digits) > PAGE_DIGITS:
        return 10**PAGE_DIGITS
    return int(digits or 1)


def _path_of_reference(text: str) -> str | None:
    digits = folded_digits(text)
    return path_of_reference(digits) if digits else None


def _asked_reference(form: SearchForm) -> str:
    """What is typed like the number of a ticket or of something not public; empty for words."""
    text = form.cleaned_data.get("q", "").strip()
    is_number = text != "" and all(character.isdecimal() or character in " -" for character in text)
    return text if is_number and len(folded_digits(text)) == REFERENCE_DIGITS else ""


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "ar"
