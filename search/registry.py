"""What can be found. Rooms fill it from `AppConfig.ready()` by importing their `search_documents.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search import signals
from search.documents import SearchDocument

Label = str | Promise
# Of a changed related object: the keys of the registered objects whose documents it is part of.
Owners = str | Callable[[Any], Iterable[int | None]]


@dataclass(frozen=True)
class Kind:
    """The words for a kind of result: over a single one, and beside the count of many."""

    one: Label
    many: Label


@dataclass(frozen=True)
class Facet:
    """A way to narrow results. `values` names its values, or looks the names of some of them up in one query."""

    name: str
    title: Label
    values: Mapping[str, Label] | Callable[[Collection[str]], Mapping[str, Label]]

    def labels(self, values: Collection[str]) -> dict[str, Label]:
        known = self.values(values) if callable(self.values) else self.values
        return {value: known.get(value, value) for value in values}


@dataclass(frozen=True)
class Registration:
    model: type[Model]
    queryset: Callable[[], QuerySet[Any]]
    document: Callable[[Any], SearchDocument | None]
    still_public: Callable[[Collection[int]], set[int]]
    by_reference: Callable[[str], str | None] | None = None
    kinds: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def key(self, pk: int) -> str:
        return f"{self.label}:{pk}"

    def document_of(self, thing: Any) -> SearchDocument | None:
        document = self.document(thing)
        return document and replace(document, key=self.key(thing.pk))


# On the page the facets stand in this order; any other comes after them.
ORDER = ("category", "kind", "decision", "party_kind", "governorate", "consultation")

_registrations: dict[str, Registration] = {}
_facets: dict[str, Facet] = {}


def register(
    model: type[Model],
    *,
    queryset: Callable[[], QuerySet[Any]],
    document: Callable[[Any], SearchDocument | None],
    related: Sequence[tuple[type[Model], Owners]] = (),
    still_public: Callable[[Collection[int]], set[int]] | None = None,
    by_reference: Callable[[str], str | None] | None = None,
    kinds: Mapping[str, Kind] | None = None,
) -> None:
    """Make a model findable.

    `queryset` gives what the public may read now, with what `document` needs loaded; whatever it leaves out, or
    `document` answers None for, is not in the index. `still_public` narrows keys to those that may be shown at this
    moment, in one query; by default it asks `queryset`. `related` are models whose change alters the document, each
    with the attribute, or a function, that gives the keys of its owners. `by_reference` gets the digits of what may
    be a reference and answers the path of what they name, if that is public.
    """
    registration = Registration(
        model, queryset, document, still_public or _asks(queryset), by_reference, dict(kinds or {})
    )
    _registrations[registration.label] = registration
    signals.listen(model, registration.label, lambda thing: [thing.pk])
    for other, owners in related:
        signals.listen(other, registration.label, _owners(owners))


def register_facet(
    name: str, title: Label, values: Mapping[str, Label] | Callable[[Collection[str]], Mapping[str, Label]]
) -> None:
    _facets[name] = Facet(name, title, values)


def unregister(model: type[Model]) -> None:
    """For tests that register a double."""
    _registrations.pop(model._meta.label_lower, None)
    signals.forget(model._meta.label_lower)


def registrations() -> list[Registration]:
    return list(_registrations.values())


def registration_of(key: str) -> Registration | None:
    return _registrations.get(key.partition(":")[0])


def facets() -> list[Facet]:
    kinds = {name: kind.many for each in _registrations.values() for name, kind in each.kinds.items()}
    every = [Facet("kind", _("Kind"), kinds), *_facets.values()]
    return sorted(every, key=lambda facet: ORDER.index(facet.name) if facet.name in ORDER else len(ORDER))


def kind_label(kind: str) -> Label:
    return next((each.kinds[kind].one for each in _registrations.values() if kind in each.kinds), kind)


def path_of_reference(digits: str) -> str | None:
    """Where the public thing with this reference is, if there is one."""
    hooks = (each.by_reference for each in _registrations.values() if each.by_reference)
    return next((path for hook in hooks if (path := hook(digits))), None)


def _asks(queryset: Callable[[], QuerySet[Any]]) -> Callable[[Collection[int]], set[int]]:
    def still_public(pks: Collection[int]) -> set[int]:
        return set(queryset().filter(pk__in=pks).order_by().values_list("pk", flat=True))

    return still_public


def _owners(owners: Owners) -> Callable[[Any], Iterable[int | None]]:
    return owners if callable(owners) else lambda thing: [getattr(thing, owners)]
