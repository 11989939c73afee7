from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from privacy.limits import may_try_a_password

if TYPE_CHECKING:
    from accounts.models import User


class EraseForm(forms.Form):
    """Whoever sits at an open session is not yet the one whose account it is."""

    password = forms.CharField(
        label=_("Your password"),
        error_messages={"required": _("Write your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, user: User, has_shown: bool = False, **options: Any) -> None:
        """`has_shown`: they have shown lately, by a passkey, an app or an identity, that it is them."""
        super().__init__(*args, **options)
        self.user, self.has_shown = user, has_shown
        if has_shown or not user.has_usable_password():
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        if "password" not in self.fields and not self.has_shown:
            raise forms.ValidationError(_("Show once more that it is you, by one of the ways on this page."))
        return super().clean() or {}

    def clean_password(self) -> str:
        if not may_try_a_password(self.user):
            raise forms.ValidationError(gettext("Too many attempts. Come back in an hour."))
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(gettext("This is not the password of your account."))
        return self.cleaned_data["password"]
