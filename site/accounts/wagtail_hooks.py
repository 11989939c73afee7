"""Accounts in Wagtail's admin: each speaks for somebody, none is deleted, changed or closed there, and none gets a
right on the side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.account import BaseSettingsPanel, NameEmailSettingsPanel

from accounts.actions import give_self
from accounts.models import User


def not_here(panel: BaseSettingsPanel) -> bool:
    return False


# Wagtail's page of one's own settings cannot be saved without a second name, and has no setting to leave names out.
NameEmailSettingsPanel.is_active = not_here  # type: ignore[method-assign]


@hooks.register("after_create_user")
def give_a_voice(request: HttpRequest, user: User) -> None:
    """Whoever is added here can take part like everybody else: in their own name."""
    give_self(user, name=user.get_full_name(), by=request.user)


@hooks.register("before_delete_user")
def refuse_deleting_an_account(request: HttpRequest, user: User) -> HttpResponse:
    return _refuse(request, [user])


@hooks.register("before_bulk_action")
def refuse_deleting_accounts(
    request: HttpRequest, action: str, objects: Iterable[Any], view: Any
) -> HttpResponse | None:
    accounts = [each for each in objects if isinstance(each, User)]
    return _refuse(request, accounts) if action == "delete" and accounts else None


@hooks.register("before_edit_user")
def refuse_changing_an_account(request: HttpRequest, user: User) -> HttpResponse | None:
    """It would close an account, or give it another address, with no step and no entry behind it."""
    if request.method != "POST":
        return None
    messages.error(request, change_refused())
    return redirect("wagtailusers_users:edit", user.pk)


@hooks.register("before_bulk_action")
def refuse_closing_in_bulk(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> HttpResponse | None:
    if action != "set_active_state" or not any(isinstance(each, User) for each in objects):
        return None
    messages.error(request, change_refused())
    return redirect("wagtailusers_users:index")


def change_refused() -> str:
    return _(
        "Nothing was changed: an account is suspended and opened again on the screen of suspensions, with a reason."
    )


@hooks.register("before_bulk_action")
def refuse_rights_in_bulk(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> HttpResponse | None:
    """Wagtail would put many accounts into a group, with no grant, no step and no entry behind it."""
    if action != "assign_role" or not any(isinstance(each, User) for each in objects):
        return None
    messages.error(request, rights_refused())
    return redirect("wagtailusers_users:index")


def rights_refused() -> str:
    return _("Nobody was given a role: roles are granted one by one, with a reason, and are put on record.")


def _refuse(request: HttpRequest, users: list[User]) -> HttpResponse:
    """What was done under an account stays on record."""
    for user in users:
        edit = messages.button(reverse("wagtailusers_users:edit", args=[user.pk]), _("Open the account's page"))
        messages.error(request, deletion_refused(user), buttons=[edit])
    return redirect("wagtailusers_users:index")


def deletion_refused(user: User) -> str:
    return _(
        "The account of “%(name)s” was not deleted: what was written and decided under it stays on record. "
        "Suspend it instead; nobody can then sign in with it."
    ) % {"name": user}
