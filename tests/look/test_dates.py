"""Dates and times as a person says them, in both languages, by Muscat's clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from config import dates

CLOSING = datetime(2026, 11, 29, 19, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(("language", "said"), [("ar", "الأحد 29 نوفمبر 2026"), ("en", "Sunday 29 November 2026")])
def test_a_long_date_says_weekday_day_month_and_year(language: str, said: str) -> None:
    with translation.override(language):
        assert dates.long_date(CLOSING) == said


def test_arabic_months_are_those_used_in_oman() -> None:
    with translation.override("ar"):
        said = [dates.middle_date(date(2026, month, 1)) for month in range(1, 13)]
    assert " ".join(word.split()[1] for word in said) == (
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
    )


def test_english_says_the_hour_with_its_half_of_the_day() -> None:
    with translation.override("en"):
        assert dates.clock(CLOSING) == "11:59 pm"


@pytest.mark.parametrize(("hour", "said"), [(20, "12:05 am"), (8, "12:05 pm"), (3, "7:05 am")])
def test_midnight_and_noon_are_twelve(hour: int, said: str) -> None:
    with translation.override("en"):
        assert dates.clock(datetime(2026, 1, 1, hour, 5, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (date(2026, 11, 8), "8 to 29 November 2026"),
        (date(2026, 10, 8), "8 October to 29 November 2026"),
        (date(2025, 12, 8), "8 December 2025 to 29 November 2026"),
    ],
)
def test_a_span_says_each_thing_once(start: date, said: str) -> None:
    with translation.override("en"):
        assert dates.span(start, date(2026, 11, 29)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(5, "1 minute"), (3599, "59 minutes"), (7200, "2 hours"), (47 * 3600, "47 hours"), (49 * 3600, "2 days")],
)
def test_a_length_is_said_in_its_largest_unit(seconds: int, said: str) -> None:
    with translation.override("en"):
        assert dates.length(seconds) == said


def test_what_is_overdue_is_said_to_be() -> None:
    with translation.override("en"):
        assert dates.left(timezone.now() - timedelta(hours=2, minutes=1)) == "2 hours overdue"


def test_days_until_are_counted_on_the_calendar_in_muscat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 28, 20, 0, tzinfo=UTC))
    assert dates.days_until(CLOSING) == 0
