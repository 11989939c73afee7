"""The codes that are sent, and whose attempts at them are counted together."""

from __future__ import annotations

import time
from typing import TypeAlias

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.phone_verification import (
    ChangePhoneVerificationProcess,
    PhoneVerificationStageProcess,
)
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpRequest

Process: TypeAlias = EmailVerificationProcess | LoginCodeVerificationProcess | ChangePhoneVerificationProcess


def minutes_valid() -> int:
    return int(settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT // 60)


def sender_of(request: HttpRequest) -> str:
    """Behind proxies that are trusted, whoever asked the first of them; of an IPv6 address the network alone."""
    return get_ip(request)


def let_send_again() -> None:
    """allauth offers it to nobody who changes their number."""
    EmailVerificationProcess.resend = _send_address_code_again  # type: ignore[method-assign]
    LoginCodeVerificationProcess.resend = _send_again  # type: ignore[method-assign]
    ChangePhoneVerificationProcess.resend = _send_again  # type: ignore[attr-defined]
    ChangePhoneVerificationProcess.can_resend = PhoneVerificationStageProcess.can_resend  # type: ignore[assignment]


def _send_address_code_again(process: EmailVerificationProcess) -> None:
    process.generate_code()
    _send_again(process)


def _send_again(process: Process) -> None:
    """In allauth's place: it writes no second message where there is no account, or one already, and so answers
    sooner; and it lets the new code count only for what is left of the first one's time."""
    process.state["at"] = time.time()
    process.record_resend()
    process.send()
    process.persist()
