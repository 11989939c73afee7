"""The working calendar in Wagtail's admin: a day saved or withdrawn there counts every open end again."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from deadlines import actions
from deadlines.models import Holiday


class HolidayForm(WagtailAdminModelForm):
    def clean_date(self) -> Any:
        date = self.cleaned_data["date"]
        if Holiday.objects.in_force().filter(date=date).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This day has been announced already. Change what was announced."))
        return date


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
    edit_handler = ObjectList(
        [
            FieldPanel("date"),
            FieldRowPanel([FieldPanel("name_ar"), FieldPanel("name_en")]),
            FieldPanel("is_working"),
        ],
        base_form_class=HolidayForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Holiday]:
        return Holiday.objects.in_force()


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
