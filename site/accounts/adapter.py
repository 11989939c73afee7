"""allauth's seam: accounts are opened by our action, and mails go through the outbox."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.auth.hashers import make_password
from django.contrib.sites.shortcuts import get_current_site
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.actions import give_self
from accounts.models import User
from messaging.actions import enqueue


class AccountAdapter(DefaultAccountAdapter):
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

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox: a silent mail server cannot hold up a sign-up, and a code is sent once."""
        request = allauth_context.request
        rendered = self.render_mail(
            template_prefix,
            email,
            {"request": request, "email": email, "current_site": get_current_site(request), **context},
        )
        enqueue(
            cause=f"account:{uuid4()}",
            recipient=f"address:{email}",
            address=email,
            template="account",
            language=get_language() or "ar",
            context={"subject": rendered.subject, "body": rendered.body, "code": context.get("code", "")},
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        """A known address must take as long as an unknown one, whose password is hashed."""
        make_password(email)
        super().send_account_already_exists_mail(email)

    def format_email_subject(self, subject: str) -> str:
        return subject
