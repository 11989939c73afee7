"""A notice board: the simplest thing that can be found. What it says is kept beside Django's groups, whose name tells
whether it is public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

from search import registry
from search.actions import drain
from search.documents import SearchDocument
from search.engines import engine
from search.engines.base import Engine

MakeDocument = Callable[..., SearchDocument]
MakeNotice = Callable[..., Group]


@pytest.fixture
def index(own_index: None) -> Engine:
    return engine()


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be found but what the test registers."""
    monkeypatch.setattr(registry, "_registrations", {})


@pytest.fixture
def make_document() -> MakeDocument:
    """Complete by default."""
    numbers = iter(range(1, 1_000_000))

    def make(body_ar: str = "", **fields: Any) -> SearchDocument:
        number = next(numbers)
        defaults = {"key": f"test.thing:{number}", "kind": "notice", "path": f"notices/{number}/"}
        return SearchDocument(**defaults | {"body_ar": body_ar} | fields)

    return make


@pytest.fixture
def written(index: Engine, make_document: MakeDocument) -> Callable[..., list[SearchDocument]]:
    """Texts, in the index."""

    def write(*texts: str, **fields: Any) -> list[SearchDocument]:
        documents = [make_document(text, **fields) for text in texts]
        index.write(documents)
        return documents

    return write


@pytest.fixture
def board(db: None) -> Any:
    """Notices that are registered: a group is public unless its name begins with "held"."""
    texts: dict[int, dict[str, Any]] = {}

    def document(group: Group) -> SearchDocument | None:
        return SearchDocument(kind="notice", path=f"notices/{group.pk}/", **texts.get(group.pk, {}))

    registry.register(
        Group,
        queryset=lambda: Group.objects.filter(pk__in=texts).exclude(name__startswith="held"),
        document=document,
        related=[(Permission, lambda permission: permission.group_set.values_list("pk", flat=True))],
        by_reference=lambda digits: "notices/1/" if digits == "48219077356" else None,
        kinds={"notice": registry.Kind(_("Notice"), _("Notices"))},
    )
    yield texts
    registry.unregister(Group)


@pytest.fixture
def make_notice(board: dict[int, dict[str, Any]]) -> MakeNotice:
    """A public notice, in the index at once unless told otherwise."""

    def make(body_ar: str = "", *, is_indexed: bool = True, **fields: Any) -> Group:
        group = Group(name=f"notice {len(board)}")
        group.pk = Group.objects.count() + 1000
        board[group.pk] = {"title_ar": "إعلان", "body_ar": body_ar} | fields
        group.save()
        if is_indexed:
            drain()
        return group

    return make


@pytest.fixture
def hold() -> Callable[[Group], None]:
    """Takes a notice from the public, as a moderator would."""

    def take(group: Group) -> None:
        group.name = f"held {group.pk}"
        group.save()

    return take
