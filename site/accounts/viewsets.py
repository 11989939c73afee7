"""Accounts as Wagtail's admin edits them: one field holds the whole name, for Omani names do not split in two."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet


class NewAccountForm(UserCreationForm):
    first_name = forms.CharField(label=_("Whole name"))
    last_name = forms.CharField(label=_("Second name (stays empty)"), required=False, disabled=True)


class AccountForm(UserEditForm):
    first_name = forms.CharField(label=_("Whole name"))
    last_name = forms.CharField(label=_("Second name (stays empty)"), required=False, disabled=True)


class AccountViewSet(UserViewSet):
    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return AccountForm if for_update else NewAccountForm
