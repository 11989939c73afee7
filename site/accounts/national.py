"""Coming in by the national identity provider: what of its word is taken, and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.socialaccount import forms as social
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.providers.base import AuthProcess
from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.proof import note_identity_shown

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin

    from accounts.models import User

# Of everything that a provider says about somebody.
KEPT = ("sub", "name")


class NationalAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": gettext_lazy("Choose a password first: nothing else would open this account."),
    }

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Of the settings alone: the sign-in page asks no table for providers."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Number, birthday and address of a citizen are not ours to keep."""
        said = sociallogin.account.extra_data
        said = said.get("userinfo") or said.get("id_token") or said
        sociallogin.account.extra_data = {name: said[name] for name in KEPT if name in said}
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
        if sociallogin.state.get("process") == AuthProcess.REDIRECT:
            self._shown_once_more(request, sociallogin)

    def _shown_once_more(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Only the identity that opens this account says that it is them."""
        if sociallogin.is_existing and sociallogin.user == request.user:
            note_identity_shown(request, sociallogin.account)
        else:
            messages.error(request, _("This is not the national identity that opens this account."))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("account_profile")

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """The whole name in one field, as everywhere."""
        user: User = super().populate_user(request, sociallogin, data)
        user.first_name, user.last_name = data.get("name") or user.first_name, ""
        return user


class OpenNationalAccountForm(social.SignupForm):
    """The name is the identity card's, wherever it is a whole one."""

    def __init__(self, *args: Any, sociallogin: SocialLogin, **options: Any) -> None:
        super().__init__(*args, sociallogin=sociallogin, **options)
        name = sociallogin.user.first_name
        self.initial["name"] = name
        self.fields["name"].disabled = _is_whole(self.fields["name"], name)


def _is_whole(field: forms.Field, name: str) -> bool:
    try:
        field.clean(name)
    except forms.ValidationError:
        return False
    return True
