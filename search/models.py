"""What waits to be indexed."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.querysets import IndexJobQuerySet


class IndexJob(models.Model):
    """Something that changed, written in the transaction that changed it; `update_index` takes it away."""

    key = models.CharField(max_length=120, unique=True)
    model = models.CharField(max_length=80)
    object_pk = models.BigIntegerField()
    stamp = models.UUIDField(default=uuid.uuid4, unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = IndexJobQuerySet.as_manager()  # type: ignore[django-manager-missing]  # a field called `model`

    class Meta:
        verbose_name = _("index job")
        verbose_name_plural = _("index jobs")

    def __str__(self) -> str:
        return self.key
