"""The back office within Wagtail's admin: our own screens in its menu, and what waits on its first page."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from accounts.models import Role
from accounts.permissions import has_role, is_staff_member
from home.desks import desks_of


class ScreenItem(MenuItem):
    """One of our screens, in the language of the person who looks: their addresses begin with it."""

    def __init__(self, label: Promise, view: str, *, icon: str, order: int, roles: set[str]) -> None:
        super().__init__(label, "", name=view.replace(":", "-"), icon_name=icon, order=order)
        self.view, self.roles = view, roles

    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, *self.roles) if self.roles else is_staff_member(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        return LinkMenuItem(self.name, self.label, reverse(self.view), icon_name=self.icon_name)


SCREENS = [
    ScreenItem(_("What waits for you"), "home:office", icon="tasks", order=10, roles=set()),
    ScreenItem(_("Moderation queue"), "moderation:queue", icon="list-ul", order=20, roles={Role.MODERATOR}),
    ScreenItem(
        _("Recording on behalf"), "recording:desk", icon="edit", order=25, roles={Role.CLERK, Role.ADMINISTRATOR}
    ),
    ScreenItem(
        _("Decisions on suggestions"), "suggestions:desk", icon="comment", order=30, roles={Role.POLICY_OFFICER}
    ),
    ScreenItem(
        _("Consultations"),
        "consultations:desk",
        icon="clipboard-list",
        order=35,
        roles={Role.POLICY_OFFICER, Role.ADMINISTRATOR},
    ),
    ScreenItem(_("Tickets"), "tickets:desk", icon="tag", order=40, roles={Role.TICKET_OFFICER, Role.ADMINISTRATOR}),
    ScreenItem(_("Organisations"), "organisations:desk", icon="group", order=45, roles={Role.ADMINISTRATOR}),
]
for screen in SCREENS:
    hooks.register("register_admin_menu_item", lambda screen=screen: screen)


class WaitingPanel(Component):
    """The desks of the person who looks, as the first page of the office has them."""

    name = "waiting"
    order = 10
    template_name = "home/admin_desks.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"desks": desks_of(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WaitingPanel())


# Year, month and day run left to right, whatever the direction of the form.
for field, widget in ((models.DateField, AdminDateInput), (models.DateTimeField, AdminDateTimeInput)):
    register_form_field_override(field, override={"widget": widget(attrs={"dir": "ltr"})})


@hooks.register("insert_global_admin_css")
def wear_the_products_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/musharaka.css"))


@hooks.register("insert_editor_js")
def send_an_approval_once() -> SafeString:
    return format_html('<script src="{}"></script>', static("admin/approving.js"))
