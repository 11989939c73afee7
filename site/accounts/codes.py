"""The codes that are sent, and whose attempts at them are counted together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpRequest

if TYPE_CHECKING:
    from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess


def minutes_valid() -> int:
    return int(settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT // 60)


def sender_of(request: HttpRequest) -> str:
    """Behind proxies that are trusted, whoever asked the first of them; of an IPv6 address the network alone."""
    return get_ip(request)


def send_again(process: EmailVerificationProcess) -> None:
    """In allauth's place: it would write no second letter to an address that has an account, and so answer sooner."""
    process.generate_code()
    process.send()
    process.record_resend()
    process.persist()
