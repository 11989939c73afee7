"""A publication freezes a version, whether it came from a button, an approval or the clock."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from consultations.actions import freeze
from consultations.models import ConsultationPage


@receiver(page_published, dispatch_uid="consultations.freeze")
def freeze_published(sender: type[Page], instance: Page, revision: Revision, **kwargs: Any) -> None:
    """Wagtail sends this for a publication that is only scheduled, too; the page is not live then."""
    if isinstance(instance, ConsultationPage) and instance.live:
        freeze(instance, revision, by=getattr(revision, "published_by", None))
