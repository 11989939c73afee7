"""What a process may keep of the HTML that it has written.

`@kept(4096)` is `lru_cache` for functions whose answer follows from what is handed to them and from nothing else. With
`KEEP_WRITTEN=0` nothing is kept: that is how `make bench` measures what a page costs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from django.conf import settings

Write = TypeVar("Write", bound=Callable[..., object])


def kept(maxsize: int) -> Callable[[Write], Write]:
    def keep(write: Write) -> Write:
        return lru_cache(maxsize=maxsize)(write) if settings.KEEP_WRITTEN else write  # type: ignore[return-value]

    return keep
