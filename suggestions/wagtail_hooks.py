"""The subjects of suggestions in Wagtail's admin."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from accounts.kept_viewsets import KeptViewSet, keep
from suggestions import actions
from suggestions.models import Category


class CategoryViewSet(KeptViewSet):
    model = Category
    icon = "folder-open-inverse"
    menu_order = 830
    list_display = ["code", "name_ar", "name_en", "position", "is_active"]
    add = staticmethod(actions.add_category)
    change = staticmethod(actions.change_category)
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldRowPanel([FieldPanel("name_ar"), FieldPanel("name_en")]),
            FieldPanel("position"),
            FieldPanel("is_active"),
            FieldPanel("publishes_first"),
        ]
    )


keep(CategoryViewSet)
