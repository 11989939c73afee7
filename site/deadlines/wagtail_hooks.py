"""The working calendar in Wagtail's admin: a day saved or deleted there counts every open end again."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from deadlines import actions
from deadlines.models import Holiday


class AnnounceView(CreateView):
    def save_instance(self) -> Holiday:
        return actions.announce_holiday(**_fields(self.form.cleaned_data), by=self.request.user)


class ChangeView(EditView):
    def save_instance(self) -> Holiday:
        before = Holiday.objects.get(pk=self.object.pk)  # the form has put the new day into its own instance
        return actions.change_holiday(before, **_fields(self.form.cleaned_data), by=self.request.user)


class WithdrawView(DeleteView):
    def delete_action(self) -> None:
        actions.withdraw_holiday(self.object, by=self.request.user)


class HolidayViewSet(SnippetViewSet):
    model = Holiday
    icon = "calendar-alt"
    menu_order = 800
    add_to_admin_menu = True
    add_view_class = AnnounceView
    edit_view_class = ChangeView
    delete_view_class = WithdrawView
    list_display = ["date", "name_ar", "name_en", "is_working"]
    panels = [
        FieldPanel("date"),
        FieldRowPanel([FieldPanel("name_ar"), FieldPanel("name_en")]),
        FieldPanel("is_working"),
    ]


register_snippet(HolidayViewSet)


@hooks.register("before_bulk_action")
def withdraw_in_bulk(
    request: HttpRequest, action_type: str, objects: list[object], action: object
) -> HttpResponse | None:
    """Wagtail deletes many rows by one query, past every view: here they are withdrawn one by one."""
    days = [thing for thing in objects if isinstance(thing, Holiday)]
    if action_type != "delete" or not days:
        return None
    with transaction.atomic():
        for day in days:
            actions.withdraw_holiday(day, by=request.user)
    return redirect(HolidayViewSet().get_url_name("list"))


def _fields(cleaned: dict) -> dict:
    return {name: cleaned[name] for name in ("date", "name_ar", "name_en", "is_working")}
