"""What a suggestion has beside its contribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.personal_data import Coded, Holding, Row, choice, on_erasure, register
from suggestions.actions import erase_signatures
from suggestions.models import CoParty, Suggestion

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


def signatures(user: User) -> list[Row]:
    """What they signed with others, and whom they asked to sign with them: an address is held until it is answered."""
    about = Q(user=user) | Q(suggestion__contribution__author=user)
    rows = CoParty.objects.filter(about).select_related("suggestion__contribution").order_by("pk")
    return [_signature(each, is_own=each.user_id == user.pk) for each in rows]


def _signature(each: CoParty, *, is_own: bool) -> Row:
    """Of somebody else's no name: what they signed is public."""
    return {
        "contribution": each.suggestion.reference,
        "is_own": is_own,
        "state": choice(each, "state"),
        "address": each.address,
        "name": each.name if is_own else "",
        "name_proof": choice(each, "name_proof") if is_own else "",
        "on_behalf_by": each.on_behalf_by if is_own else "",
        "salt": Coded(each.attribution_salt if is_own else ""),
        "asked_at": each.invited_at,
        "answered_at": each.answered_at,
    }


register(
    Holding(
        key="signatures",
        title=_("What you signed with others, and whom you asked to sign"),
        why=_("To show who stands behind a suggestion."),
        until=_("As long as the public record is kept; an address until it is answered."),
        rows=signatures,
        words={
            "contribution": _("Contribution"),
            "is_own": _("Your own signature"),
            "state": _("State"),
            "address": _("E-mail address"),
            "name": _("Name"),
            "name_proof": _("How the name is known"),
            "on_behalf_by": _("Presented by"),
            "salt": _("Salt that opens the receipt"),
            "asked_at": _("Asked at"),
            "answered_at": _("Answered at"),
        },
    )
)
on_erasure(erase_signatures)
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
