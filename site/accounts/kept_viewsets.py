"""The screens of kept lists in Wagtail's admin. A room derives one from `KeptViewSet` and names its two actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from accounts.models import Role, RoleGrant, User
from accounts.permissions import can_keep_lists
from accounts.querysets import at_work_q

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ForAdministrators(BasePermissionPolicy):
    """Our roles decide, whatever rights of Django's lie about."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return can_keep_lists(user)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return can_keep_lists(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        holding = RoleGrant.objects.current().filter(role=Role.ADMINISTRATOR).values("user")
        return User.objects.filter(at_work_q(), pk__in=holding)


class _AddView(CreateView):
    add: Callable[..., Any]

    def save_instance(self) -> Any:
        return self.add(by=self.request.user, **self.form.cleaned_data)


class _ChangeView(EditView):
    change: Callable[..., Any]

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["code"].disabled = True  # it is cited
        return form

    def save_instance(self) -> Any:
        fields = {name: value for name, value in self.form.cleaned_data.items() if name != "code"}
        return self.change(type(self.object).objects.get(pk=self.object.pk), by=self.request.user, **fields)


class _RefusingView(DeleteView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        messages.error(request, not_deleted(self.object))
        return redirect(self.edit_url_name, self.object.pk)

    post = get


def not_deleted(row: models.Model) -> str:
    return _(
        "“%(name)s” was not deleted: what was decided or filed under it keeps it. Retire it instead; nobody is then "
        "offered it any more."
    ) % {"name": row}


class KeptViewSet(SnippetViewSet):
    """`add(*, by, **fields)` and `change(row, *, by, **fields)` are the room's actions."""

    add: ClassVar[Callable[..., Any]]
    change: ClassVar[Callable[..., Any]]

    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    delete_view_class = _RefusingView
    list_filter = ["is_active"]

    @property
    def add_view_class(self) -> type[CreateView]:  # type: ignore[override]
        return type("AddView", (_AddView,), {"add": staticmethod(type(self).add)})

    @property
    def edit_view_class(self) -> type[EditView]:  # type: ignore[override]
        return type("ChangeView", (_ChangeView,), {"change": staticmethod(type(self).change)})


def keep(viewset: type[KeptViewSet]) -> None:
    """Put the list into the admin, for administrators only."""
    register_permission_policy(viewset.model, ForAdministrators(viewset.model))
    register_snippet(viewset)

    @hooks.register("before_bulk_action")
    def refuse_in_bulk(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> HttpResponse | None:
        """Wagtail deletes many rows by one query, past every view."""
        rows = [each for each in objects if isinstance(each, viewset.model)]
        if action != "delete" or not rows:
            return None
        for row in rows:
            messages.error(request, not_deleted(row))
        return redirect(viewset().get_url_name("list"))
