"""The types of matters, kept by an administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.actions.kept_lists import write
from tickets.models import TicketType

if TYPE_CHECKING:
    from accounts.models import User

# The seven types of the Tawasul service: code, Arabic, English, working days, confidential.
TYPES = (
    ("inquiry", "استفسار", "Inquiry", 5, False),
    ("complaint", "شكوى", "Complaint", 10, False),
    ("suggestion", "مقترح", "Suggestion", 30, False),
    ("meeting", "طلب لقاء", "Request for a meeting", 15, False),
    ("technical_report", "بلاغ فني", "Technical report", 3, False),
    ("consultation", "استشارة", "Advice", 10, False),
    ("administrative_report", "بلاغ إداري", "Administrative report", 20, True),
)


def install_types() -> None:
    """Put in the types that are missing; what the ministry changed since stays as it is."""
    for position, (code, name_ar, name_en, working_days, is_confidential) in enumerate(TYPES, start=1):
        TicketType.objects.get_or_create(
            code=code,
            defaults={
                "name_ar": name_ar,
                "name_en": name_en,
                "working_days": working_days,
                "is_confidential": is_confidential,
                "position": position,
            },
        )


def add_type(*, by: User, **fields: Any) -> TicketType:
    return _write(TicketType(), fields, by=by)


def change_type(type: TicketType, *, by: User, **fields: Any) -> TicketType:  # noqa: A002  (the domain's word)
    """Tickets that are open keep the time that they were given."""
    return _write(type, fields, by=by)


def _write(type: TicketType, fields: dict[str, Any], *, by: User) -> TicketType:  # noqa: A002
    said = {"code": fields.get("code", type.code), "days": fields.get("working_days", type.working_days)}
    return write(type, fields, by=by, data=said)
