from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils import timezone

from contributions.models import Moderation

# What an author can object to.
AGAINST = (Moderation.HELD, Moderation.REMOVED)


class KeptQuerySet(models.QuerySet[Any]):
    def in_use(self) -> Self:
        return self.filter(is_active=True)


def live_claim(path: str = "") -> models.Q:
    """Over Claim, or over what leads to one by `path` ("claim__"): it has not run out."""
    return models.Q(**{f"{path}until": None}) | models.Q(**{f"{path}until__gt": timezone.now()})


class ClaimQuerySet(models.QuerySet[Any]):
    def live(self) -> Self:
        return self.filter(live_claim())


class AppealQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Nobody has ruled yet, and there is still something to rule on: its author may have withdrawn the text."""
        return self.filter(ruling=None, contribution__moderation__in=AGAINST)


class ReportQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(state="open")
