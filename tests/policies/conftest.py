"""Those who write policies and those who approve them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Revision

from accounts.models import User
from policies.actions import ensure_workflow
from policies.models import PolicyPage, PolicyPart
from tests.pages import into_the_office, make_policy_page


@pytest.fixture(autouse=True)
def in_arabic() -> Iterator[None]:
    """A request before this test may have left another language behind."""
    with translation.override("ar"):
        yield


@pytest.fixture(autouse=True)
def workflow(db: None) -> None:
    """Editors write and submit, approvers approve."""
    ensure_workflow()


@pytest.fixture
def superuser(db: None) -> User:
    """Nasser: may do everything, except publish his own text."""
    return into_the_office(User.objects.create_superuser("nasser@example.om", "x", first_name="ناصر"))


@pytest.fixture
def policy_page(editor: User) -> PolicyPage:
    """The participation policy with points 7 and 10, written by Laila, not yet published."""
    return make_policy_page(by=editor, kind="participation")


def fresh(page: PolicyPage) -> PolicyPage:
    return PolicyPage.objects.get(pk=page.pk)


def publish(page: PolicyPage, *, by: User | None) -> PolicyPage:
    fresh(page).get_latest_revision().publish(user=by)
    return fresh(page)


def revise(page: PolicyPage, *, by: User, point: str = "", **fields: Any) -> Revision:
    """A new revision: of the point with this number, or of the page itself."""
    draft = fresh(page).get_latest_revision_as_object()
    parts = list(draft.parts.all())
    changed = next(part for part in parts if part.number == point) if point else draft
    for name, value in fields.items():
        setattr(changed, name, value)
    draft.parts = parts
    return draft.save_revision(user=by)


def rewrite(page: PolicyPage, *, by: User, parts: Callable[[list[PolicyPart]], list[PolicyPart]]) -> Revision:
    """A new revision with other parts, made from those that were there."""
    draft = fresh(page).get_latest_revision_as_object()
    draft.parts = parts(list(draft.parts.all()))
    return draft.save_revision(user=by)
