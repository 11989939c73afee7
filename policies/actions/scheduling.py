"""Publishing what was approved for a later moment, once that moment has come."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, OperationalError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from policies.emails import tell_not_published
from workflow.actions import record
from workflow.errors import IllegalStep

logger = logging.getLogger(__name__)


def publish_due() -> None:
    """Each by itself: what has become impossible meanwhile is set aside, and what comes after it goes ahead."""
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at", "pk")
    for revision in due.select_related("user"):
        # The sentence that says why not is for whoever wrote it.
        with translation.override(revision.user.language if revision.user else "ar"):
            _publish(revision)


def _publish(revision: Revision) -> None:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except ValidationError as error:
        _set_aside(revision, " ".join(error.messages))
    except (IllegalStep, PermissionDenied) as error:
        _set_aside(revision, str(error))
    except OperationalError:
        # Busy, or gone for a moment: it stays due.
        logger.exception("Revision %s could not be published now; it is tried again.", revision.pk)
    except DatabaseError:
        # What the database refuses, it refuses at the next attempt too; the operator reads why.
        logger.exception("Revision %s could not be published at its time.", revision.pk)
        _set_aside(revision, _("The database refused it. The operator has been told."))


@transaction.atomic
def _set_aside(revision: Revision, why: str) -> None:
    """It stays as a draft, is never tried again by itself, and its editor is told once."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    thing = revision.content_object
    record(thing, "not_published", by=None, note=why, data={"revision": revision.pk})
    if revision.user and isinstance(thing, Page):
        tell_not_published(revision, thing, why)
