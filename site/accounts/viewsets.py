"""Accounts as Wagtail's admin edits them: one field holds the whole name, for Omani names do not split in two.

What somebody may do is no part of the form: it follows from the roles they were granted, each on record.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from accounts.forms import NameField

RIGHTS = ("groups", "is_superuser")


class NewAccountForm(UserCreationForm):
    first_name = NameField(label=_("Whole name"))
    last_name = forms.CharField(label=_("Second name (stays empty)"), required=False, disabled=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _leave_rights_out(self)


class AccountForm(UserEditForm):
    first_name = NameField(label=_("Whole name"))
    last_name = forms.CharField(label=_("Second name (stays empty)"), required=False, disabled=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _leave_rights_out(self)


def _leave_rights_out(form: forms.BaseForm) -> None:
    for name in RIGHTS:
        form.fields.pop(name, None)


class AccountViewSet(UserViewSet):
    # Wagtail's own have a second tab, for the rights.
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return AccountForm if for_update else NewAccountForm
