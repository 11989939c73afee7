"""Oman's working time. Sunday to Thursday, 07:30 to 14:30; the days named here are those of the published calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines.models import Holiday
from deadlines.working_calendar import WorkingCalendar
from deadlines.working_time import (
    MUSCAT,
    add_working_days,
    add_working_hours,
    is_working_day,
    working_time_between,
)

PUBLISHED = WorkingCalendar()


def muscat(text):
    return datetime.fromisoformat(text).replace(tzinfo=MUSCAT)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-19", True),  # a Thursday
        ("2026-11-20", False),  # Friday
        ("2026-11-21", False),  # Saturday
        ("2026-11-22", True),  # Sunday
        ("2026-11-24", True),
        ("2026-11-25", False),  # the National Day, two days of it
        ("2026-11-26", False),
        ("2026-11-29", True),
        ("2026-03-18", True),
        ("2026-03-19", False),  # Eid al-Fitr 2026, a Thursday
        ("2026-03-22", False),  # its last day, a Sunday
        ("2026-03-23", True),
        ("2026-05-25", True),
        ("2026-05-26", False),  # Eid al-Adha 2026, a Tuesday
        ("2026-05-28", False),
        ("2026-05-31", True),
        ("2027-03-08", False),  # Eid al-Fitr 2027, estimated
        ("2027-03-11", False),
        ("2027-03-14", True),
        ("2027-05-16", False),  # Eid al-Adha 2027, estimated
        ("2027-05-18", False),
        ("2027-05-19", True),
    ],
)
def test_the_published_calendar_says_who_works_when(day, works):
    assert is_working_day(date.fromisoformat(day), PUBLISHED) is works


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-22T10:00", 2, "2026-11-24T10:00"),
        ("2026-11-24T13:30", 1, "2026-11-29T13:30"),  # over 25 and 26 November and the weekend
        ("2026-11-19T14:29", 1, "2026-11-22T14:29"),  # Thursday afternoon
        ("2026-11-19T20:00", 1, "2026-11-22T20:00"),
        ("2026-11-20T22:00", 1, "2026-11-23T07:30"),  # Friday night counts from Sunday's opening
        ("2026-11-25T09:00", 2, "2026-12-01T07:30"),
        ("2026-03-18T12:00", 1, "2026-03-23T12:00"),  # over Eid al-Fitr
        ("2026-03-18T12:00", 5, "2026-03-29T12:00"),
        ("2026-05-25T08:00", 1, "2026-05-31T08:00"),  # over Eid al-Adha
        ("2027-03-07T09:00", 1, "2027-03-14T09:00"),
        ("2027-05-13T09:00", 1, "2027-05-19T09:00"),
        ("2026-11-22T10:00", 0, "2026-11-22T10:00"),
        ("2026-11-21T10:00", 0, "2026-11-22T07:30"),
        ("2026-11-22T05:00", 1, "2026-11-23T07:30"),  # before the doors open
        ("2026-12-31T11:00", 1, "2027-01-03T11:00"),  # over the turn of the year
    ],
)
def test_a_working_day_later_is_the_same_time_of_day(start, days, end):
    assert add_working_days(muscat(start), days, PUBLISHED) == muscat(end)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-24T13:30", 3, "2026-11-29T09:30"),
        ("2026-03-18T13:30", 35, "2026-03-29T13:30"),
        ("2026-11-19T14:29", 1, "2026-11-22T08:29"),
        ("2026-11-22T05:00", 1, "2026-11-22T08:30"),  # before the day begins
        ("2026-11-22T07:30", 7, "2026-11-22T14:30"),  # a whole day ends with the day
        ("2026-11-22T14:30", 1, "2026-11-23T08:30"),
        ("2026-11-20T12:00", 0.5, "2026-11-22T08:00"),
    ],
)
def test_working_hours_run_only_while_people_work(start, hours, end):
    assert add_working_hours(muscat(start), hours, PUBLISHED) == muscat(end)


@pytest.mark.parametrize(
    ("in_utc", "end"),
    [
        ("2026-11-19T19:59", "2026-11-22T23:59"),  # a minute to midnight on Thursday in Muscat
        ("2026-11-19T20:30", "2026-11-23T07:30"),  # half past midnight on Friday, though UTC still says Thursday
        ("2026-11-21T20:30", "2026-11-23T07:30"),  # half past midnight on Sunday, though UTC still says Saturday
    ],
)
def test_the_day_is_muscats_day_and_not_the_servers(in_utc, end):
    start = datetime.fromisoformat(in_utc).replace(tzinfo=UTC)
    assert add_working_days(start, 1, PUBLISHED) == muscat(end)


def test_answers_are_given_in_muscats_time():
    assert add_working_days(datetime(2026, 11, 22, 6, 0, tzinfo=UTC), 1, PUBLISHED).tzinfo is MUSCAT


@pytest.mark.parametrize(
    ("a", "b", "hours"),
    [
        ("2026-11-22T08:00", "2026-11-22T10:00", 2),
        ("2026-11-24T13:30", "2026-11-29T09:30", 3),
        ("2026-11-19T14:30", "2026-11-22T07:30", 0),
        ("2026-11-20T00:00", "2026-11-21T23:59", 0),
        ("2026-11-22T00:00", "2026-11-23T00:00", 7),
        ("2026-11-22T10:00", "2026-11-22T08:00", -2),
    ],
)
def test_the_time_between_counts_what_is_worked(a, b, hours):
    assert working_time_between(muscat(a), muscat(b), PUBLISHED) == timedelta(hours=hours)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(tzinfo=MUSCAT))


@settings(max_examples=80, deadline=None)
@given(moments, st.integers(0, 200))
def test_adding_hours_and_measuring_agree(start, quarters):
    end = add_working_hours(start, quarters / 4, PUBLISHED)
    assert working_time_between(start, end, PUBLISHED) == timedelta(hours=quarters / 4)


@settings(max_examples=60, deadline=None)
@given(moments, st.integers(1, 30))
def test_a_later_start_never_ends_earlier(start, days):
    later = start + timedelta(hours=7)
    assert add_working_days(start, days, PUBLISHED) <= add_working_days(later, days, PUBLISHED)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        add_working_days(datetime(2026, 11, 22, 10, 0), 1, PUBLISHED)


@pytest.mark.parametrize("count", [add_working_days, add_working_hours])
def test_nothing_is_counted_backward(count):
    with pytest.raises(ValueError, match="forward"):
        count(muscat("2026-11-22T10:00"), -1, PUBLISHED)


def test_a_calendar_without_work_is_a_mistake_and_not_an_endless_search():
    start = date(2026, 11, 22)
    nothing = WorkingCalendar({start + timedelta(days=days): False for days in range(800)})
    with pytest.raises(ValueError, match="no working day"):
        add_working_days(muscat("2026-11-22T10:00"), 1, nothing)


@pytest.mark.django_db
def test_an_announced_holiday_counts_at_once():
    before = add_working_days(muscat("2026-11-22T10:00"), 1)
    Holiday.objects.create(date=date(2026, 11, 23), name_ar="عطلة", name_en="Holiday")
    assert (before, add_working_days(muscat("2026-11-22T10:00"), 1)) == (
        muscat("2026-11-23T10:00"),
        muscat("2026-11-24T10:00"),
    )


@pytest.mark.django_db
def test_a_working_day_in_spite_of_the_calendar_counts_too():
    Holiday.objects.create(date=date(2026, 11, 21), name_ar="دوام", name_en="Make-up day", is_working=True)
    assert is_working_day(date(2026, 11, 21))


@pytest.mark.django_db
def test_the_calendar_is_one_query_however_many_days_are_counted(django_assert_num_queries):
    with django_assert_num_queries(1):
        add_working_days(muscat("2026-11-22T10:00"), 200)
