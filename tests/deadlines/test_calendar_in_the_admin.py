"""The working calendar as an administrator changes it in Wagtail."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from deadlines.actions import owe
from deadlines.models import Deadline, Holiday
from deadlines.wagtail_hooks import HolidayViewSet
from deadlines.working_time import MUSCAT
from ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db

SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=MUSCAT)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=MUSCAT)
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=MUSCAT)
FORM = {"date": "2026-11-23", "name_ar": "عطلة رسمية", "name_en": "Official holiday"}


@pytest.fixture
def admin(visit, administrator):
    return visit(administrator)


@pytest.fixture
def promise(office):
    return owe("answer", office, started_at=SUNDAY, working_days=1)


def address(name, *args):
    return reverse(HolidayViewSet().get_url_name(name), args=args)


def due():
    return Deadline.objects.get().due_at


def test_adding_a_day_moves_open_ends_and_is_recorded(admin, promise):
    assert admin.post(address("add"), FORM).status_code == 302
    assert due() == TUESDAY
    assert LedgerEntry.objects.filter(kind="deadlines.holiday_announced").count() == 1


def test_a_day_is_announced_once(admin, promise):
    for _ in range(2):
        answer = admin.post(address("add"), FORM)
    assert (answer.status_code, Holiday.objects.count()) == (200, 1)


def test_changing_a_day_moves_open_ends(admin, promise):
    admin.post(address("add"), FORM)
    admin.post(address("edit", Holiday.objects.get().pk), FORM | {"date": "2026-11-24"})
    assert list(Holiday.objects.in_force().values_list("date", flat=True)) == [date(2026, 11, 24)]
    assert due() == MONDAY


def test_withdrawing_a_day_moves_open_ends_back(admin, promise):
    admin.post(address("add"), FORM)
    admin.post(address("delete", Holiday.objects.get().pk))
    assert (Holiday.objects.in_force().count(), due()) == (0, MONDAY)


def test_withdrawing_days_in_bulk_moves_open_ends_back(admin, promise):
    admin.post(address("add"), FORM)
    bulk = reverse("wagtail_bulk_action", args=["deadlines", "holiday", "delete"])
    admin.post(f"{bulk}?id={Holiday.objects.get().pk}")
    assert (Holiday.objects.in_force().count(), due()) == (0, MONDAY)


def test_the_calendar_is_read_in_the_admin(admin, promise):
    admin.post(address("add"), FORM)
    assert "عطلة رسمية" in admin.get(address("list")).content.decode()


def test_a_day_that_was_withdrawn_can_be_announced_again(admin, promise):
    admin.post(address("add"), FORM)
    admin.post(address("delete", Holiday.objects.get().pk))
    admin.post(address("add"), FORM)
    assert (Holiday.objects.count(), Holiday.objects.in_force().count(), due()) == (2, 1, TUESDAY)


@pytest.mark.parametrize("who", ["editor", "approver"])
def test_only_an_administrator_announces(visit, people, who):
    visit(people(who)).post(address("add"), FORM)
    assert not Holiday.objects.exists()
