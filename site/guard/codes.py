"""A code by e-mail, for whoever cannot or will not have the browser do the work. It is used once."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language

from guard.limits import count
from guard.senders import Sender
from messaging.actions import enqueue

SLOT = "guard_code"
TRIES = 3


def send(request: HttpRequest) -> None:
    """The newest alone counts."""
    count(Sender.of(request), "code")
    code = get_adapter().generate_login_code()
    request.session[SLOT] = {"code": code, "at": time.time(), "tries": 0}
    enqueue(
        cause=f"account:{uuid4()}",
        recipient=f"user:{request.user.pk}",
        address=request.user.email,  # type: ignore[union-attr]  # nobody else is asked for proof
        template="sending_code",
        language=get_language() or "ar",
        context={"code": code, "minutes": settings.CODE_SECONDS // 60},
    )


def waits(request: HttpRequest) -> bool:
    """Whether a code that was sent still counts."""
    sent = request.session.get(SLOT)
    return sent is not None and sent["tries"] < TRIES and time.time() < sent["at"] + settings.CODE_SECONDS


def take(request: HttpRequest, typed: str) -> bool:
    """Whether it is the one that was sent. Then it is used up, for whoever presses twice at once too."""
    sent: dict[str, Any] | None = request.session.get(SLOT)
    if not sent or not waits(request):
        return False
    request.session[SLOT] = sent | {"tries": sent["tries"] + 1}
    if not constant_time_compare(_plain(typed), _plain(sent["code"])):
        return False
    del request.session[SLOT]
    used = salted_hmac("guard.codes", f"{request.user.pk}:{sent['at']}:{sent['code']}", algorithm="sha256")
    return cache.add(f"guard:{used.hexdigest()}", 1, settings.CODE_SECONDS)


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
