"""Which days are working days in Oman: the published holidays, with the ministry's own exceptions over them."""

from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache

import holidays
from django.conf import settings

from deadlines.models import Holiday

FRIDAY, SATURDAY = 4, 5
WEEKEND = frozenset({FRIDAY, SATURDAY})
OPENS = time.fromisoformat(settings.WORKING_HOURS[0])
CLOSES = time.fromisoformat(settings.WORKING_HOURS[1])


@lru_cache(maxsize=64)
def published_holidays(year: int) -> frozenset[date]:
    """From the `holidays` package: holidays by the moon are estimates until they are announced."""
    return frozenset(holidays.country_holidays("OM", years=year))


@dataclass(frozen=True)
class WorkingCalendar:
    """The calendar as it stands at one moment: made anew for each calculation, so an announcement counts at once."""

    exceptions: dict[date, bool] = field(default_factory=dict)  # day → whether people work on it

    @classmethod
    def as_it_stands(cls) -> "WorkingCalendar":
        """One query; what the package publishes is kept by the process, what was announced here never is."""
        return cls(dict(Holiday.objects.in_force().values_list("date", "is_working")))

    def is_working_day(self, day: date) -> bool:
        announced = self.exceptions.get(day)
        if announced is not None:
            return announced
        return day.weekday() not in WEEKEND and day not in published_holidays(day.year)
