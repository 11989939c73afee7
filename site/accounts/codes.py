"""The codes that confirm an address."""

from django.conf import settings


def minutes_valid() -> int:
    return int(settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT // 60)
