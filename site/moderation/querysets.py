from __future__ import annotations

from typing import Any, Self

from django.db import models


class ReasonQuerySet(models.QuerySet[Any]):
    def in_use(self) -> Self:
        return self.filter(is_active=True)
