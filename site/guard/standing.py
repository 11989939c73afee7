"""Who is new here: an account of the last days that has nothing published yet. What counts as published, other rooms
say from their `ready()`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

_proofs: list[Callable[[Any], bool]] = []


def register(has_standing: Callable[[Any], bool]) -> None:
    if has_standing not in _proofs:
        _proofs.append(has_standing)


def is_new(user: Any) -> bool:
    if not user.is_authenticated:
        return False
    is_young = user.date_joined > timezone.now() - timedelta(days=settings.NEW_ACCOUNT_DAYS)
    return is_young and not any(has_standing(user) for has_standing in _proofs)
