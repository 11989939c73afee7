from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from deadlines.actions import announce_holiday, change_holiday, count_again, drop, meet, owe, withdraw_holiday
from deadlines.models import Deadline, Holiday
from deadlines.working_time import MUSCAT
from ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db

SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=MUSCAT)


@pytest.mark.parametrize(
    ("allowance", "end"),
    [
        ({"working_days": 3}, datetime(2026, 11, 29, 10, 0, tzinfo=MUSCAT)),
        ({"working_hours": 7}, datetime(2026, 11, 23, 10, 0, tzinfo=MUSCAT)),
        ({"days": 3}, datetime(2026, 11, 25, 10, 0, tzinfo=MUSCAT)),
        ({"hours": 72}, datetime(2026, 11, 25, 10, 0, tzinfo=MUSCAT)),
        ({"due_at": SUNDAY + timedelta(days=60)}, SUNDAY + timedelta(days=60)),
    ],
)
def test_a_promise_ends_as_it_was_given(office, allowance, end):
    assert owe("answer", office, started_at=SUNDAY, **allowance).due_at == end


@pytest.mark.parametrize("ends", [{}, {"days": 1, "hours": 2}, {"days": 1, "due_at": SUNDAY}])
def test_a_promise_has_exactly_one_end(office, ends):
    with pytest.raises(TypeError, match="one end"):
        owe("answer", office, **ends)


def test_what_is_owed_already_stays_as_it_was_promised(office):
    first = owe("answer", office, days=1)
    assert owe("answer", office, days=9) == first
    assert Deadline.objects.get().due_at == first.due_at


def test_two_kinds_are_owed_side_by_side(office):
    owe("answer", office, days=1)
    owe("decision", office, days=1)
    assert Deadline.objects.of(office).open().count() == 2


def test_what_was_met_may_be_owed_again(office):
    owe("answer", office, days=1)
    meet("answer", office)
    assert owe("answer", office, days=1).is_open


def test_meeting_closes_the_promise(office):
    owe("answer", office, days=1)
    assert meet("answer", office).met_at is not None
    assert not Deadline.objects.open().exists()


def test_meeting_late_is_remembered(office):
    owe("answer", office, due_at=SUNDAY)
    assert meet("answer", office, at=SUNDAY + timedelta(seconds=1)).was_late


def test_meeting_what_nobody_owes_does_nothing(office):
    assert meet("answer", office) is None


def test_what_is_dropped_is_neither_open_nor_met(office):
    owe("answer", office, due_at=SUNDAY)
    dropped = drop("answer", office)
    assert (dropped.is_open, dropped.met_at) == (False, None)


@pytest.mark.parametrize(("seconds", "overdue"), [(-1, False), (0, False), (1, True)])
def test_the_promised_second_is_still_in_time_on_the_object_and_in_the_queryset(monkeypatch, office, seconds, overdue):
    deadline = owe("answer", office, due_at=SUNDAY)
    monkeypatch.setattr(timezone, "now", lambda: SUNDAY + timedelta(seconds=seconds))
    assert (deadline.is_overdue, Deadline.objects.overdue().exists()) == (overdue, overdue)


@pytest.mark.parametrize("close", [meet, drop])
def test_what_is_closed_is_never_overdue(office, close):
    owe("answer", office, due_at=SUNDAY - timedelta(days=900))
    deadline = close("answer", office)
    assert (deadline.is_overdue, Deadline.objects.overdue().exists()) == (False, False)


class TestCountingAgain:
    def test_what_a_new_calendar_moves_is_moved_and_recorded_once(self, office):
        end = owe("answer", office, started_at=SUNDAY, working_days=1).due_at
        Deadline.objects.update(due_at=SUNDAY)  # as an earlier calendar had it
        assert [count_again(), count_again()] == [1, 0]
        assert Deadline.objects.get().due_at == end
        assert LedgerEntry.objects.filter(kind="deadlines.counted_again").count() == 1

    def test_the_clock_counts_again(self, office):
        owe("answer", office, started_at=SUNDAY, working_days=1)
        Deadline.objects.update(due_at=SUNDAY)
        call_command("count_deadlines", verbosity=0)
        assert Deadline.objects.get().due_at > SUNDAY


class TestAnnouncing:
    def test_a_holiday_announced_later_moves_open_ends(self, office):
        owe("answer", office, started_at=SUNDAY, working_days=1)
        announce_holiday(date(2026, 11, 23), "عطلة", "Holiday", by=None)
        assert Deadline.objects.get().due_at == datetime(2026, 11, 24, 10, 0, tzinfo=MUSCAT)

    def test_calendar_days_and_fixed_moments_stay(self, office):
        owe("answer", office, started_at=SUNDAY, days=1)
        owe("decision", office, due_at=SUNDAY)
        before = list(Deadline.objects.values_list("due_at", flat=True))
        announce_holiday(date(2026, 11, 23), "عطلة", "Holiday", by=None)
        assert list(Deadline.objects.values_list("due_at", flat=True)) == before

    def test_what_was_met_stays_as_it_was(self, office):
        owe("answer", office, started_at=SUNDAY, working_days=1)
        before = meet("answer", office).due_at
        announce_holiday(date(2026, 11, 23), "عطلة", "Holiday", by=None)
        assert Deadline.objects.get().due_at == before

    def test_announcing_twice_is_one_day_and_moves_nothing_more(self, office):
        owe("answer", office, started_at=SUNDAY, working_days=1)
        for _ in range(2):
            announce_holiday(date(2026, 11, 23), "عطلة", "Holiday", by=None)
        assert Holiday.objects.count() == 1
        assert Deadline.objects.get().due_at == datetime(2026, 11, 24, 10, 0, tzinfo=MUSCAT)

    def test_one_entry_of_the_ledger_says_how_many_moved(self, office):
        owe("answer", office, started_at=SUNDAY, working_days=1)
        owe("decision", office, started_at=SUNDAY, working_days=30)
        announce_holiday(date(2026, 11, 23), "عطلة", "Holiday", by=None)
        entry = LedgerEntry.objects.get(kind="deadlines.holiday_announced")
        assert '"moved":2' in entry.body.replace(" ", "")

    def test_the_ledger_holds_no_name(self, office):
        announce_holiday(date(2026, 11, 23), "عطلة مفاجئة", "Surprise", by=None)
        assert "Surprise" not in LedgerEntry.objects.get().body

    def test_withdrawing_moves_the_ends_back(self, office):
        before = owe("answer", office, started_at=SUNDAY, working_days=1).due_at
        holiday = announce_holiday(date(2026, 11, 23), "عطلة", "Holiday", by=None)
        withdraw_holiday(holiday, by=None)
        assert Deadline.objects.get().due_at == before

    def test_what_was_withdrawn_stays_on_record_and_is_withdrawn_once(self, office):
        holiday = announce_holiday(date(2026, 11, 23), "عطلة", "Holiday", by=None)
        for _ in range(2):
            withdraw_holiday(holiday, by=None)
        assert Holiday.objects.get().is_withdrawn
        assert LedgerEntry.objects.filter(kind="deadlines.holiday_withdrawn").count() == 1

    def test_moving_a_holiday_frees_its_first_day(self, office):
        owe("answer", office, started_at=SUNDAY, working_days=1)
        holiday = announce_holiday(date(2026, 11, 23), "عطلة", "Holiday", by=None)
        change_holiday(holiday, date=date(2026, 11, 24), name_ar="عطلة", name_en="Holiday", is_working=False, by=None)
        assert list(Holiday.objects.in_force().values_list("date", flat=True)) == [date(2026, 11, 24)]
        assert Deadline.objects.get().due_at == datetime(2026, 11, 23, 10, 0, tzinfo=MUSCAT)

    def test_announcing_takes_as_many_queries_for_one_promise_as_for_ten(self, office, django_assert_max_num_queries):
        def queries():
            Deadline.objects.update(due_at=SUNDAY)
            with django_assert_max_num_queries(100) as captured:
                announce_holiday(date(2026, 11, 23), "عطلة", "Holiday", by=None)
            Holiday.objects.update(is_withdrawn=True)
            return len(captured)

        owe("kind-0", office, started_at=SUNDAY, working_days=1)
        queries()
        for_one = queries()
        for number in range(1, 10):
            owe(f"kind-{number}", office, started_at=SUNDAY, working_days=1)
        assert queries() == for_one
