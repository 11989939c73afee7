"""allauth's seam: accounts are opened by our action, and mails go through the outbox."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.actions import give_self
from accounts.codes import minutes_valid
from accounts.emails import last_day
from accounts.models import User
from accounts.permissions import is_staff_member
from accounts.phone_adapter import PhoneAdapter
from accounts.proof import ways_by_identity
from messaging.actions import enqueue

# allauth's mails that have words of our own, by the last part of its template's name.
OWN_WORDS = {
    "email_confirmation": "account_code",
    "email_confirmation_signup": "account_code",
    "login_code": "account_code",
    "account_already_exists": "account_exists",
    "unknown_account": "account_unknown",
    "password_reset_key": "account_password",
}


class AccountAdapter(PhoneAdapter):
    # Its pages of codes say themselves that there were too many attempts; its forms ask for the sentence below.
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "phone_password_mismatch": _("The mobile number or the password is wrong."),
        "username_password_mismatch": _("This is no e-mail address and no mobile number."),
        "select_only_one": _("Write the address or the number, not both."),
        "phone_taken": _("This number is on another account already."),
        "same_as_current": _("This is your number already."),
        "too_many_login_attempts": _(
            "The code was mistyped several times and no longer counts. Sign in once more: a new code then reaches you."
        ),
        "too_many_passwords": _("Too many attempts to sign in failed. Wait five minutes, then try again."),
        "rate_limited": _("A message was sent just now. Wait a moment before you ask for another."),
    }

    def validation_error(self, code: str, *args: Any) -> Exception:
        return super().validation_error("too_many_passwords" if code == "too_many_login_attempts" else code, *args)

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """The account and the party that it speaks as, together or not at all."""
        data = form.cleaned_data
        user.first_name = data["name"]
        user.language = get_language() or "ar"
        super().save_user(request, user, form, commit=True)
        give_self(
            user,
            name=data["name"],
            education_role=data["education_role"],
            governorate=data["governorate"],
            by=user,
        )
        return user

    def pre_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse | None:
        """By whatever way somebody comes in. They have shown by now that the account is theirs."""
        if user.is_suspended:
            suspension = user.suspensions.current().for_list().first()
            context = {"suspension": suspension, "last_day": last_day(suspension) if suspension else ""}
            return render(request, "accounts/suspended.html", context, status=403)
        return super().pre_login(request, user, **options)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:  # type: ignore[override]
        """allauth's, and the national identity last."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return methods + (ways_by_identity(allauth_context.request, user) if user.is_authenticated else [])

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Whoever joins an identity to an account opens it from then on."""
        return app == "allauth.socialaccount" or super().is_reauthentication_required(app=app, **options)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where nothing else was asked for: the home page in the page's language, or the desks of who works here."""
        return f"/{get_language() or 'ar'}/" + ("office/" if is_staff_member(request.user) else "")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox: a silent mail server cannot hold up a sign-up, and a code is sent once."""
        enqueue(
            cause=f"account:{uuid4()}",
            recipient=f"address:{email}",
            address=email,
            template=OWN_WORDS.get(template_prefix.rpartition("/")[2], "account"),
            language=get_language() or "ar",
            context=self._values(template_prefix, email, context),
        )

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:  # type: ignore[override]
        """Of what was done to an account, in its owner's language: whoever did it may read another."""
        with override(user.language):
            super().send_notification_mail(template_prefix, user, context, email)

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Whoever was signed in already added an address, and finds it in the list."""
        if not email_address.primary:
            return reverse("account_email")
        return self.get_login_redirect_url(self.request)

    def _values(self, template_prefix: str, email: str, context: dict[str, Any]) -> dict[str, str | int]:
        """Plain values for our own words; where there are none, what allauth would have written."""
        known: dict[str, str | int] = {
            name: str(context[name]) for name in ("code", "password_reset_url", "signup_url") if context.get(name)
        }
        occasion = template_prefix.rpartition("/")[2]
        if "code" in known:
            known |= {"minutes": minutes_valid(), "is_to_sign_in": int(occasion == "login_code")}
        if occasion in OWN_WORDS:
            return known
        request = allauth_context.request
        site = {"request": request, "email": email, "current_site": get_current_site(request)}
        rendered = self.render_mail(template_prefix, email, site | context)
        return known | {"subject": rendered.subject, "body": str(rendered.body)}

    def format_email_subject(self, subject: str) -> str:
        return subject
