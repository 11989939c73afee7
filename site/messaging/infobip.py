"""Text messages by Infobip's SMS API, version 3: `POST /sms/3/messages`, and what it reports of them afterwards.

A message bears our own number at each attempt, so that a report finds its row and a repeat can be told from a new one.
What can never be taken is refused for good; what the operator can mend (a key, an account without credit) and what
passes by itself is tried again.
"""

from __future__ import annotations

from typing import Any

import requests
from django.conf import settings
from django.urls import reverse

from messaging.sms import SmsFailed, SmsRefused

# Seconds until it answers at all, and between two pieces of its answer.
TIMEOUT = (5, 10)
UNDELIVERABLE, DELIVERED, EXPIRED, REJECTED = 2, 3, 4, 5
# Among what is rejected: the account's troubles, not the message's.
PASSING = {
    "REJECTED_FLOODING_FILTER",
    "REJECTED_NOT_ENOUGH_CREDITS",
    "REJECTED_PREPAID_PACKAGE_EXPIRED",
    "REJECTED_SYSTEM_ERROR",
}


class InfobipSender:
    def send(self, *, to: str, text: str, reference: str, language: str) -> None:
        try:
            answer = requests.post(
                f"{settings.SMS_URL.rstrip('/')}/sms/3/messages",
                json=_message(to, text, reference),
                headers={"Authorization": f"App {settings.SMS_KEY}", "Accept": "application/json"},
                timeout=TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            # Its words hold addresses, which no log is to have.
            raise SmsFailed(type(error).__name__) from None
        _judge(answer)


def _message(to: str, text: str, reference: str) -> dict[str, Any]:
    message: dict[str, Any] = {
        "sender": settings.SMS_SENDER,
        "destinations": [{"to": to.removeprefix("+"), "messageId": reference}],
        "content": {"text": text.strip()},
    }
    if settings.SMS_REPORT_SECRET:
        path = reverse("sms_reports", args=[settings.SMS_REPORT_SECRET])
        message["webhooks"] = {
            "delivery": {"url": f"{settings.SITE_URL.rstrip('/')}{path}"},
            "contentType": "application/json",
        }
    return {"messages": [message]}


def _judge(answer: requests.Response) -> None:
    if answer.status_code == 400:
        raise SmsRefused(_said(answer))
    if answer.status_code != 200:
        raise SmsFailed(_said(answer))
    try:
        status = answer.json()["messages"][0]["status"]
        group, name = int(status["groupId"]), str(status["name"])
    except (ValueError, LookupError, TypeError):
        raise SmsFailed("200, and an answer that nobody can read") from None
    if group in {UNDELIVERABLE, REJECTED}:
        raise (SmsFailed if name in PASSING else SmsRefused)(name)


def _said(answer: requests.Response) -> str:
    """The number of the fault and its code, never its description: that may name the recipient."""
    try:
        code = str(answer.json().get("errorCode", ""))[:40]
    except (ValueError, AttributeError):
        code = ""
    return f"{answer.status_code} {code}".strip()


def outcome(report: dict[str, Any]) -> tuple[str, bool, str] | None:
    """Of one delivery report: whose it is, whether it was delivered, and the name of what happened."""
    try:
        group, name = int(report["status"]["groupId"]), str(report["status"]["name"])
        reference = str(report["messageId"])
    except (ValueError, LookupError, TypeError):
        return None
    return (reference, group == DELIVERED, name) if group in {UNDELIVERABLE, DELIVERED, EXPIRED, REJECTED} else None
