"""The published reasons and the listed words in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from accounts.kept_viewsets import KeptViewSet, keep
from moderation import actions
from moderation.models import ListedWord, Reason
from policies.queries import participation_policy, version_in_force

# One message goes with asking for a change, holding back, removing, and leaving out a new wording or a file.
ABOUT_MESSAGES = _(
    "What is wrong with the text, whatever is decided. What its author can do now, to change it or to appeal, is added "
    "by the decision."
)


def points() -> list[tuple[str, str]]:
    """The points of the policy in force: a reason cites one of them by the key that never changes."""
    policy = participation_policy()
    version = version_in_force(policy) if policy else None
    return [(point.key, f"{point.number} {point.heading}".strip()) for point in version.points.all()] if version else []


class ReasonForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cited = self.instance.point_key
        known = points()
        kept = [(cited, cited)] if cited and cited not in dict(known) else []
        self.fields["point_key"] = forms.ChoiceField(
            label=_("Point of the participation policy"), choices=[("", "—"), *known, *kept]
        )


class ReasonViewSet(KeptViewSet):
    model = Reason
    icon = "list-ul"
    menu_order = 810
    list_display = ["code", "label_ar", "label_en", "point_key", "is_active"]
    add = staticmethod(actions.add_reason)
    change = staticmethod(actions.change_reason)
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("point_key"),
            FieldRowPanel([FieldPanel("label_ar"), FieldPanel("label_en")]),
            FieldRowPanel([FieldPanel("message_ar"), FieldPanel("message_en")], help_text=ABOUT_MESSAGES),
            FieldPanel("is_active"),
        ],
        base_form_class=ReasonForm,
    )


class ListedWordViewSet(KeptViewSet):
    model = ListedWord
    icon = "list-ul"
    menu_order = 811
    list_display = ["code", "note", "is_active"]
    add = staticmethod(actions.add_word)
    change = staticmethod(actions.change_word)
    edit_handler = ObjectList(
        [FieldPanel("code"), FieldPanel("note"), FieldPanel("is_active")], base_form_class=WagtailAdminModelForm
    )


keep(ReasonViewSet)
keep(ListedWordViewSet)
