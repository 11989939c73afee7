"""Accounts as Wagtail's admin shows them: one field holds the whole name, for Omani names do not split in two.

They are read here and not changed: people say for themselves who they are and how to reach them, roles and suspensions
are given on screens of their own, each on record with its reason.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from accounts.forms import NameField

RIGHTS = ("groups", "is_superuser")


class NewAccountForm(UserCreationForm):
    first_name = NameField(label=gettext_lazy("Whole name"))
    last_name = forms.CharField(label=gettext_lazy("Second name (stays empty)"), required=False, disabled=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in RIGHTS:
            self.fields.pop(name, None)


class AccountForm(UserEditForm):
    """`before_edit_user` refuses to save it, whatever is sent."""

    password_enabled = False
    first_name = NameField(label=gettext_lazy("Whole name"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in (*RIGHTS, "last_name", "is_active"):
            self.fields.pop(name, None)
        for field in self.fields.values():
            field.disabled = True
        self.fields["first_name"].help_text = _where_else()


class AccountViewSet(UserViewSet):
    # Wagtail's own have a second tab, for the rights.
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return AccountForm if for_update else NewAccountForm


def _where_else() -> SafeString:
    return format_html(
        '{} <a href="{}">{}</a> · <a href="{}">{}</a> · <a href="{}">{}</a>',
        _(
            "The person changes name and address among their own details. Closing and opening it, its roles, and a "
            "wrong date of birth:"
        ),
        reverse("suspensions:list"),
        _("Suspensions"),
        reverse("roles:list"),
        _("Roles"),
        reverse("births:list"),
        _("Dates of birth"),
    )
