"""The way about: what the masthead offers the public, and the office those who work there."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.permissions import has_role
from config.languages import current_language
from consultations.permissions import can_see_desk


@dataclass(frozen=True)
class Item:
    label: str
    path: str
    is_current: bool = False


def public_items(request: HttpRequest) -> list[Item]:
    return _marked(
        request,
        [
            (_("Consultations"), "/consultations/"),
            (_("Suggestions"), "/suggestions/"),
            (_("You said, we did"), "/outcomes/"),
            (_("Participation policy"), "/policies/participation/"),
            (_("Track a ticket"), "/tickets/"),
        ],
    )


def office_items(request: HttpRequest) -> list[Item]:
    user, everything = request.user, Role.ADMINISTRATOR
    offered = [
        (_("Moderation"), "/office/moderation/", has_role(user, Role.MODERATOR)),
        (_("Recording on behalf"), "/office/recording/", has_role(user, Role.CLERK, everything)),
        (_("Decisions on suggestions"), "/office/suggestions/", has_role(user, Role.POLICY_OFFICER)),
        (_("Decisions on consultations"), "/office/consultations/", can_see_desk(user)),
        (_("Tickets"), "/office/tickets/", has_role(user, Role.TICKET_OFFICER, everything)),
        (_("Organisations"), "/office/organisations/", has_role(user, everything)),
        (_("Roles"), "/office/roles/", has_role(user, everything)),
        (_("Suspensions"), "/office/suspensions/", has_role(user, everything)),
        (_("Dates of birth"), "/office/birth-dates/", has_role(user, everything)),
    ]
    return _marked(request, [(label, path) for label, path, is_offered in offered if is_offered])


def works_in_admin(request: HttpRequest) -> bool:
    """Whether Wagtail's admin is one of this person's places of work."""
    return request.user.is_superuser or has_role(request.user, Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR)


def _marked(request: HttpRequest, items: list[tuple[str, str]]) -> list[Item]:
    prefix = f"/{current_language()}"
    return [Item(label, prefix + path, request.path.startswith(prefix + path)) for label, path in items]
