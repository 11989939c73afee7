"""What a suggestion has beside its contribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from config.personal_data import Coded, Holding, Row, register
from suggestions.models import Suggestion

if TYPE_CHECKING:
    from accounts.models import User


def suggestions(user: User) -> list[Row]:
    rows = Suggestion.objects.filter(contribution__author=user)
    loaded = rows.select_related("contribution", "category", "unit", "consultation").order_by("pk")
    return [
        {
            "contribution": each.contribution.reference,
            "subject": Coded(each.category.code, each.category.name),
            "unit": Coded(each.unit.code, each.unit.name) if each.unit else "",
            "consultation": Coded(each.consultation.slug) if each.consultation else "",
        }
        for each in loaded
    ]


register(
    Holding(
        key="suggestions",
        title=_("What your suggestions are about"),
        why=_("To bring them to the unit that can study them."),
        until=_("As long as the public record is kept."),
        rows=suggestions,
        words={
            "contribution": _("Contribution"),
            "subject": _("Subject"),
            "unit": _("Unit"),
            "consultation": _("Consultation"),
        },
    )
)
