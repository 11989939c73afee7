"""Letters about what opens an account, where allauth writes none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.dispatch import receiver

if TYPE_CHECKING:
    from accounts.models import User


@receiver(authenticator_used)
def tell_recovery_code_used(*, user: User, authenticator: Authenticator, **facts: Any) -> None:
    """Whoever still has their telephone did not use one."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        authenticator.refresh_from_db(fields=["data"])  # allauth marked it in a row of its own
        left = len(authenticator.wrap().get_unused_codes())
        get_adapter().send_notification_mail("mfa/email/recovery_code_used", user, {"left": left})


@receiver(email_confirmed)
def tell_address_added(*, email_address: EmailAddress, **facts: Any) -> None:
    """To the main address: a second one can become it, and then opens the account alone."""
    if not email_address.primary:
        added = {"added": email_address.email}
        get_adapter().send_notification_mail("account/email/email_added", email_address.user, added)
