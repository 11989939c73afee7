"""What happened, told in the order of time, whatever the order of the texts."""

from __future__ import annotations

import heapq
import zlib
from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import count

from django.utils import timezone

from deadlines.working_time import is_working_day
from home.demo import clock

Act = Callable[[], object]

OPENING, MINUTES_OF_OFFICE = time(8), 330
MORNING, MINUTES_AWAKE = time(7), 840


class Story:
    """Acts with their moments. An act may add later ones; nothing happens after now."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        self._acts: list[tuple[datetime, int, Act]] = []
        self._number = count()

    def then(self, moment: datetime, act: Act) -> None:
        """What would lie in the future has not happened yet: it is left out."""
        if moment < self.now:
            heapq.heappush(self._acts, (moment, next(self._number), act))

    def play(self) -> None:
        while self._acts:
            moment, _, act = heapq.heappop(self._acts)
            with clock.at(moment):
                act()

    def by_day(self, day: int, key: str) -> datetime:
        """A moment of that day (-3: three days ago) when people are awake, the same for the same key. Today's lie in
        the hours before now, however early it is."""
        lately = self.now - timedelta(minutes=5 + _spread(key, 90))
        return min(self._moment(day, MORNING, _spread(key, MINUTES_AWAKE)), lately)

    def in_office(self, day: int, key: str) -> datetime:
        """The same in office hours of that day or, where nobody works on it, of the next working day."""
        moment = self._moment(day, OPENING, _spread(key, MINUTES_OF_OFFICE))
        while not is_working_day(timezone.localdate(moment)) and moment + timedelta(days=1) < self.now:
            moment += timedelta(days=1)
        return moment

    def _moment(self, day: int, start: time, minutes: int) -> datetime:
        local = datetime.combine(self.today + timedelta(days=day), start) + timedelta(minutes=minutes)
        return timezone.make_aware(local)


def soon_after(moment: datetime, key: str) -> datetime:
    """When a moderator has seen it: between half an hour and three hours later."""
    return moment + timedelta(minutes=30 + _spread(f"seen {key}", 150))


def _spread(key: str, minutes: int) -> int:
    return zlib.crc32(key.encode()) % minutes
