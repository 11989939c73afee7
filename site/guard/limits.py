"""How often something may be sent, counted for all workers together in the cache that they share.

Each limit is an amount within a time, per account, per address, per network or per telephone number. What is refused is
not counted: whoever waits gets through, whatever they tried meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.core.internal.ratelimit import cache_lock
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from guard.senders import Sender

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class NotNow(Exception):  # noqa: N818  (what happened, in the words of whoever is told)
    """It does not get through, and nothing of it is lost."""


class TooOften(NotNow):
    """`wait`: for how many seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"again in {wait:.0f} seconds")
        self.wait = max(1, int(wait) + 1)

    @property
    def again_at(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self.wait, tz=UTC)


@dataclass(frozen=True)
class Limit:
    amount: int
    seconds: int
    per: str

    @classmethod
    def of(cls, words: str) -> Limit:
        """`20/h/address`; the settings have refused whatever is written otherwise."""
        amount, within, per = words.split("/")
        return cls(int(amount), int(within[:-1] or 1) * SECONDS[within[-1]], per)

    def wait(self, sent: list[float], now: float) -> float:
        """For how many seconds there is no room beside what was sent, the newest first; 0 where there is."""
        if self.amount == 0:
            return self.seconds
        within = [moment for moment in sent if moment > now - self.seconds]
        return within[self.amount - 1] + self.seconds - now if len(within) >= self.amount else 0


def count(sender: Sender, *whats: str) -> None:
    """Count it against every limit of these kinds, or against none and raise `TooOften`."""
    if not settings.GUARDED:
        return
    limits = _by_key(sender, whats)
    with ExitStack() as locks:
        # Always in the same order: of two senders neither waits for what the other holds.
        if not all([locks.enter_context(cache_lock(key)) for key in sorted(limits)]):
            raise TooOften(1)
        now, sent = time.time(), cache.get_many(limits)
        wait = max((limit.wait(sent.get(key, []), now) for key, those in limits.items() for limit in those), default=0)
        if wait:
            raise TooOften(wait)
        for key, those in limits.items():
            longest = max(limit.seconds for limit in those)
            kept = [moment for moment in sent.get(key, []) if moment > now - longest]
            cache.set(key, [now, *kept], longest)


def tally(key: str, *, seconds: int) -> int:
    """How often within this time, now included. For what has a limit of its own and is no setting. Nobody who counts at
    the same moment is lost, as the cache's own `incr` may lose them."""
    with cache_lock(key):
        since, times = cache.get(key, (time.time(), 0))
        cache.set(key, (since, times + 1), max(1, since + seconds - time.time()))
    return int(times) + 1


def tallied(key: str) -> int:
    return int(cache.get(key, (0, 0))[1])


def may_ask_for_a_challenge(request: HttpRequest) -> bool:
    try:
        count(Sender.of(request), "challenge")
    except TooOften:
        return False
    return True


def _by_key(sender: Sender, whats: Iterable[str]) -> dict[str, list[Limit]]:
    """A key holds no address and no number, only what nobody can turn back into one."""
    found: dict[str, list[Limit]] = {}
    for what in whats:
        for limit in map(Limit.of, settings.LIMITS[what]):
            if name := getattr(sender, limit.per):
                digest = salted_hmac("guard.limits", f"{what}:{limit.per}:{name}", algorithm="sha256").hexdigest()
                found.setdefault(f"guard:{digest}", []).append(limit)
    return found
