"""allauth's seam for mobile numbers. A number that is on an account is one that its owner has confirmed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.utils.translation import get_language

from accounts.actions import confirm_phone
from accounts.codes import minutes_valid
from accounts.models import User
from accounts.phones import PhoneField
from guard.limits import count
from guard.senders import Sender
from messaging.actions import NOBODY, enqueue


class PhoneAdapter(DefaultAccountAdapter):
    def phone_form_field(self, **options: Any) -> PhoneField:
        return PhoneField(**options)

    def get_phone(self, user: User) -> tuple[str, bool] | None:  # type: ignore[override]
        return (user.phone, True) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:  # type: ignore[override]
        """What is not confirmed yet waits in the session of whoever typed it."""
        if verified:
            confirm_phone(user, phone, by=user)

    def set_phone_verified(self, user: User, phone: str) -> None:  # type: ignore[override]
        confirm_phone(user, phone, by=user)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone, is_active=True).first() if phone else None

    def send_verification_code_sms(self, user: User, phone: str, code: str, **options: Any) -> None:  # type: ignore[override]
        self._send(phone, phone, code, recipient=f"user:{user.pk}")

    def send_unknown_account_sms(self, phone: str, **options: Any) -> None:
        """Nobody is to be told; all that a known number costs is done all the same."""
        self._send(phone, f"{uuid4().hex[:8]}{NOBODY}", "000000", recipient="nobody")

    def _send(self, phone: str, address: str, code: str, *, recipient: str) -> None:
        """Each costs the ministry money, and whoever has the number their peace."""
        count(Sender.of(allauth_context.request, number=phone), "sms")
        enqueue(
            cause=f"account:{uuid4()}",
            recipient=recipient,
            address=address,
            template="phone_code",
            language=get_language() or "ar",
            context={"code": code, "minutes": minutes_valid()},
            channel="sms",
        )
