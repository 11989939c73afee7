"""When a consultation may open and close. Pure functions; times are Muscat's."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from consultations.models import Consultation, ConsultationPage

MORNING = time(8, 0)
LAST_MINUTE = time(23, 59)


def on_day(day: datetime, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localtime(day).date(), hour))


def tomorrow_morning() -> datetime:
    return on_day(timezone.now() + timedelta(days=1), MORNING)


def default_closing(opens_at: datetime) -> datetime:
    days = settings.PROMISES["consultation_default_days"]
    return on_day(opens_at + timedelta(days=days), LAST_MINUTE)


def is_long_enough(opens_at: datetime, closes_at: datetime) -> bool:
    return closes_at - opens_at >= timedelta(days=settings.PROMISES["consultation_minimum_days"])


def too_short() -> str:
    days = settings.PROMISES["consultation_minimum_days"]
    return ngettext(
        "A consultation is open for at least %(days)d day. Choose a later closing date.",
        "A consultation is open for at least %(days)d days. Choose a later closing date.",
        days,
    ) % {"days": days}


def why_not_this_span(opens_at: datetime, closes_at: datetime, *, begins: datetime) -> str:
    """A sentence where nobody could take part long enough from `begins`; empty if they could."""
    if closes_at < opens_at:
        return _("The closing date is before the opening date.")
    return "" if is_long_enough(begins, closes_at) else too_short()


def same_minute(one: datetime, other: datetime) -> bool:
    """A form knows no seconds."""
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def why_not_these_dates(page: ConsultationPage, published: Consultation | None) -> dict[str, str]:
    """Field → sentence, for the dates on the form; empty if they may be published."""
    if page.opens_at is None or page.closes_at is None:
        return {}
    if published is None or not (published.has_opened or published.is_over):
        # Nobody can take part before the page is there.
        begins = max(page.opens_at, page.go_live_at or page.opens_at)
        reason = why_not_this_span(page.opens_at, page.closes_at, begins=begins)
        return {"closes_at": reason} if reason else {}
    errors = {}
    if not same_minute(page.opens_at, published.opens_at):
        errors["opens_at"] = _("The consultation has opened. Its opening date stays.")
    if not same_minute(page.closes_at, published.closes_at):
        errors |= _why_not_this_change(page, published, page.closes_at)
    return errors


def _why_not_this_change(page: ConsultationPage, published: Consultation, closes_at: datetime) -> dict[str, str]:
    if published.is_over:
        return {"closes_at": _("The consultation is over. Its closing date stays.")}
    if closes_at <= timezone.now():
        return {"closes_at": _("Choose a closing date that has not passed.")}
    if not is_long_enough(published.opens_at, closes_at):
        return {"closes_at": too_short()}
    last = published.extensions.last()
    if not page.change_reason_ar.strip() or (last and last.reason_ar == page.change_reason_ar.strip()):
        return {"change_reason_ar": _("Say in public why the closing date changes after the opening.")}
    return {}
