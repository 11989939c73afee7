"""Asking: from a reader's words and filters to a page of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString

from search import highlight, visibility
from search.documents import SearchDocument
from search.engines import engine
from search.engines.base import Counts, Found, Narrowing, Similar
from search.question import Question, ask, corrected
from search.registry import Facet, Label, facets, kind_label

PAGE_SIZE = 20
FIRST_OPTIONS = 6
RELEVANCE, DATE = "relevance", "date"

# From which cosine on a text is offered as saying the same. Among q2q's pairs of questions, which all look alike, 86 %
# of the duplicates lie above it, and 59 % of what lies above it are duplicates.
ALIKE = 0.5


@dataclass(frozen=True)
class Filters:
    """`facets`: name → the values that will do."""

    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    order: str = RELEVANCE


@dataclass(frozen=True)
class Hit:
    """A result as it is shown: `title` and `excerpt` are HTML with the found words in <mark>."""

    document: SearchDocument
    kind: Label
    title: SafeString
    excerpt: SafeString
    labels: Mapping[str, Label]


@dataclass(frozen=True)
class Option:
    value: str
    label: Label
    count: int
    is_applied: bool


@dataclass(frozen=True)
class FacetOptions:
    facet: Facet
    options: list[Option]

    @property
    def first(self) -> list[Option]:
        """What is shown at once: the commonest, and every applied one."""
        return [option for place, option in enumerate(self.options) if place < FIRST_OPTIONS or option.is_applied]

    @property
    def others(self) -> list[Option]:
        return [option for option in self.options if option not in self.first]


@dataclass(frozen=True)
class Results:
    """`corrections`: words that nothing contains, and what was searched beside them."""

    question: Question
    filters: Filters
    total: int
    page: int
    hits: list[Hit]
    facets: list[FacetOptions]
    forms: list[str]
    corrections: Mapping[str, str]
    is_apart: bool

    @property
    def pages(self) -> int:
        return -(-self.total // PAGE_SIZE)

    @property
    def is_only_near(self) -> bool:
        """What was found shares letters with the question and none of its words."""
        return bool(self.hits and self.question.stems) and self.page == 1 and not (self.forms or self.corrections)

    @property
    def corrected_text(self) -> str:
        return corrected(self.question.text, dict(self.corrections)) if self.corrections else ""


def search(text: str, *, filters: Filters | None = None, page: int = 1, language: str = "ar") -> Results:
    filters = filters or Filters()
    question, corrections = understood(text)
    found = _find(question, filters, page)
    documents = visibility.as_they_are_now(found.documents)
    options = _facets(found.counts, filters)
    return Results(
        question=question,
        filters=filters,
        total=found.total,
        page=found.page,
        hits=_hits(documents, question, options, language),
        facets=options,
        forms=highlight.forms([_text(document) for document in documents], question),
        corrections=corrections,
        is_apart=found.is_apart,
    )


def understood(text: str) -> tuple[Question, dict[str, str]]:
    """The question with its typing errors corrected, and which they were. What stands in quotes is left alone."""
    question = ask(text)
    corrections = {} if question.phrases else engine().corrections(question)
    return (question.also(corrections) if corrections else question), corrections


def similar(text: str, *, kinds: Iterable[str] = (), without: Iterable[str] = (), limit: int = 5) -> list[Similar]:
    """Public texts that say nearly the same; `without` are keys ("suggestions.suggestion:12")."""
    hidden = visibility.pending_and_hidden() | frozenset(without)
    found = engine().similar(text, kinds=frozenset(kinds), without=hidden, limit=limit)
    alike = [each for each in found if each.score >= ALIKE]
    shown = {document.key: document for document in visibility.as_they_are_now(each.document for each in alike)}
    return [Similar(shown[each.document.key], each.score) for each in alike if each.document.key in shown]


def _find(question: Question, filters: Filters, page: int) -> Found:
    narrowing = Narrowing(filters.facets, filters.since, filters.until, visibility.pending_and_hidden())
    return engine().find(question, narrowing, order=filters.order, page=page, size=PAGE_SIZE)


def _facets(counts: Counts, filters: Filters) -> list[FacetOptions]:
    """An applied value stays, whatever its count, so that it can be taken off; no other leads to nothing."""
    shown = []
    for facet in facets():
        applied = filters.facets.get(facet.name, frozenset())
        count = dict(counts.get(facet.name, {})) | {
            value: counts.get(facet.name, {}).get(value, 0) for value in sorted(applied)
        }
        labels = facet.labels(count.keys())
        options = [Option(value, labels[value], number, value in applied) for value, number in count.items()]
        if options:
            shown.append(FacetOptions(facet, options))
    return shown


def _hits(documents: list[SearchDocument], question: Question, options: list[FacetOptions], language: str) -> list[Hit]:
    labels = {each.facet.name: {option.value: option.label for option in each.options} for each in options}
    return [_hit(document, question, labels, language) for document in documents]


def _hit(document: SearchDocument, question: Question, labels: Mapping[str, Mapping[str, Label]], language: str) -> Hit:
    return Hit(
        document=document,
        kind=kind_label(document.kind),
        title=highlight.marked(document.title(language), question),
        excerpt=highlight.excerpt(document.bodies(language), question),
        labels={name: labels.get(name, {}).get(value, value) for name, value in document.facets.items()},
    )


def _text(document: SearchDocument) -> str:
    return "\n".join((document.title_ar, document.title_en, document.body_ar, document.body_en))
