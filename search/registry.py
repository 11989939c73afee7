"""What can be found. Rooms fill it from `AppConfig.ready()` by importing their `search_documents.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import CharField, Model, QuerySet, Value
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
    by_reference: Callable[[str], str | None] | None = None
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    load: Callable[[Sequence[Any]], None] | None = None

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def key(self, pk: int) -> str:
        return f"{self.label}:{pk}"

    def still_public(self, pks: Collection[int]) -> QuerySet[Any]:
        """Of these, what may be shown at this moment: (label, pk)."""
        label = Value(self.label, output_field=CharField())
        return self.queryset().filter(pk__in=pks).order_by().values_list(label, "pk")

    def loaded(self, things: Iterable[Any]) -> list[Any]:
        """With what `document` needs beside what `queryset` loads."""
        listed = list(things)
        if self.load:
            self.load(listed)
        return listed

    def document_of(self, thing: Any) -> SearchDocument | None:
        document = self.document(thing)
        return document and replace(document, key=self.key(thing.pk))


# On the page the facets stand in this order; any other comes after them.
ORDER = ("category", "kind", "decision", "party_kind", "name_proof", "governorate", "consultation")

_registrations: dict[str, Registration] = {}
_facets: dict[str, Facet] = {}


def register(
    model: type[Model],
    *,
    queryset: Callable[[], QuerySet[Any]],
    document: Callable[[Any], SearchDocument | None],
    related: Sequence[tuple[type[Model], Owners]] = (),
    by_reference: Callable[[str], str | None] | None = None,
    kinds: Mapping[str, Kind] | None = None,
    load: Callable[[Sequence[Any]], None] | None = None,
) -> None:
    """Make a model findable.

    `queryset` gives what the public may read now, with what `document` needs loaded; whatever it leaves out, or
    `document` answers None for, is not in the index. `related` are models whose change alters the document, each with
    the attribute, or a function, that gives the keys of its owners. `by_reference` gets the digits of what may be a
    reference and answers the path of what they name, if that is public. `load` gets many at once, before `document`
    gets each of them, and puts on them what no queryset can load.
    """
    registration = Registration(model, queryset, document, by_reference, dict(kinds or {}), load)
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


def _owners(owners: Owners) -> Callable[[Any], Iterable[int | None]]:
    return owners if callable(owners) else lambda thing: [getattr(thing, owners)]
