"""What somebody asked for about their own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from config.personal_data import Holding, Row, choice, register
from privacy.models import ErasureRequest

if TYPE_CHECKING:
    from accounts.models import User


def erasure_requests(user: User) -> list[Row]:
    return [
        {"state": choice(each, "state"), "requested_at": each.requested_at, "due_at": each.due_at}
        for each in ErasureRequest.objects.filter(user=user)
    ]


register(
    Holding(
        key="erasure_requests",
        title=_("Your requests for erasure"),
        why=_("To carry them out when they are due, and to prove that it was you who asked."),
        until=_("As long as the record of decisions is kept."),
        rows=erasure_requests,
        words={"state": _("State"), "requested_at": _("Asked for at"), "due_at": _("Due at")},
    )
)
