"""Units that hold tickets, and tickets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import grant_role
from accounts.models import Role, User
from accounts.scopes import Scope
from contributions.models import Contribution
from directory.models import Unit
from tickets import actions
from tickets.models import Ticket, TicketType


@pytest.fixture
def ministry(db: None) -> Unit:
    return Unit.objects.create(code="t-moe", kind="ministry", name_ar="الوزارة", name_en="The ministry")


@pytest.fixture
def labs(ministry: Unit) -> Unit:
    return Unit.objects.create(
        code="t-labs", kind="department", name_ar="دائرة المختبرات", name_en="Laboratories", parent=ministry
    )


@pytest.fixture
def dakhiliyah(ministry: Unit) -> Unit:
    return Unit.objects.create(
        code="t-dak", kind="directorate", name_ar="تعليمية الداخلية", name_en="Al Dakhiliyah", parent=ministry
    )


@pytest.fixture
def suggest(make_contribution: Callable[..., Contribution], citizen: User) -> Callable[..., Contribution]:
    """Something said that may give rise to a ticket."""

    def make(by: User | None = None, **fields: Any) -> Contribution:
        words = {"title": "حافلة مختبر متنقلة", "body": "أقترح تجهيز حافلة بمختبر صغير تزور المدارس البعيدة."}
        return make_contribution(by or citizen, kind="suggestion", **words | fields)

    return make


@pytest.fixture
def make_ticket(labs: Unit, policy_officer: User) -> Callable[..., Ticket]:
    def make(**fields: Any) -> Ticket:
        defaults = {"type": TicketType.objects.get(code="suggestion"), "unit": labs, "by": policy_officer}
        return actions.open_ticket(**defaults | {"title": "تجهيز حافلة"} | fields)

    return make


@pytest.fixture
def ticket(make_ticket: Callable[..., Ticket], suggest: Callable[..., Contribution]) -> Ticket:
    """A new ticket that came from a citizen's suggestion."""
    return make_ticket(origins=[suggest()], title="")


@pytest.fixture
def colleague(make_user: Callable[..., User]) -> User:
    """A second ticket officer of the whole ministry."""
    return make_user("ahmed@example.om", "أحمد بن ناصر الشكيلي", Role.TICKET_OFFICER)


@pytest.fixture
def limited_officer(make_user: Callable[..., User]) -> Callable[[Unit], User]:
    """A ticket officer limited to one unit and what stands under it."""

    def make(unit: Unit) -> User:
        officer = make_user(f"{unit.code}@example.om", "سعيد بن حمد الريامي")
        grant_role(officer, Role.TICKET_OFFICER, by=None, scope=Scope("unit", unit.code), tells_holder=False)
        return officer

    return make


@pytest.fixture
def queries_of() -> Callable[[Callable[[], object]], int]:
    """How many queries something costs, once what is kept between requests has been read."""

    def count(act: Callable[[], object]) -> int:
        act()
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    return count
