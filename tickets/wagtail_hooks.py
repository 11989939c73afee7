"""The types of tickets in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from accounts.kept_viewsets import KeptViewSet, keep
from tickets import actions
from tickets.models import TicketType


class TypeForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["working_days"].validators.append(MinValueValidator(1))


class TicketTypeViewSet(KeptViewSet):
    model = TicketType
    icon = "tag"
    menu_order = 820
    list_display = ["code", "name_ar", "name_en", "working_days", "is_confidential", "is_active"]
    add = staticmethod(actions.add_type)
    change = staticmethod(actions.change_type)
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldRowPanel([FieldPanel("name_ar"), FieldPanel("name_en")]),
            FieldRowPanel([FieldPanel("working_days"), FieldPanel("position")]),
            FieldPanel("is_confidential"),
            FieldPanel("is_active"),
        ],
        base_form_class=TypeForm,
    )


keep(TicketTypeViewSet)
