"""That somebody at an open session is the one whose account it is: shown once more before what cannot be undone.

A password, a passkey or an app are allauth's ways. Whoever has none of them and comes in by a national identity shows
that one, there and back, without leaving the session.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.names import on_one_line

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

IDENTITY = "identity"


def has_shown_lately(request: HttpRequest) -> bool:
    """In this session, within minutes; of the session alone, no statement asks for it."""
    if not request.user.is_authenticated:
        return False
    shown = [each for each in get_authentication_records(request, request.user) if each.get("reauthenticated")]
    return bool(shown) and time.time() - shown[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def need_not_show(request: HttpRequest) -> bool:
    """In the place of allauth's, which asks nothing of whoever has neither password nor factor."""
    if not request.user.is_authenticated:
        return False
    return has_shown_lately(request) or not get_adapter().get_reauthentication_methods(request.user)


def note_identity_shown(request: HttpRequest, account: SocialAccount) -> None:
    record_authentication(
        request, request.user, "socialaccount", provider=account.provider, uid=account.uid, reauthenticated=True
    )


def identity_of(user: User | AnonymousUser) -> SocialAccount | None:
    return SocialAccount.objects.filter(user=user.pk).order_by("pk").first()


def has_provider(request: HttpRequest) -> bool:
    return bool(get_social_adapter().list_apps(request))


def ways_by_identity(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """As allauth lists its own."""
    if not has_provider(request) or identity_of(user) is None:
        return []
    return [{"id": IDENTITY, "description": _("Use your national identity"), "url": reverse("account_show_identity")}]


def confirms(identity: SocialAccount | None, name: str) -> bool:
    return identity is not None and is_name_in(identity.extra_data, name)


def is_name_in(said: Mapping[str, Any], name: str) -> bool:
    """Whether the name is the one that an identity said, letter for letter but for spaces: another spelling is
    declared, not confirmed."""
    its_own = on_one_line(said.get("name") or "")
    return bool(its_own) and its_own == on_one_line(name)
