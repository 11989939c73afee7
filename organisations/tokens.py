"""The link of an invitation: only we can make one, and it says which invitation it belongs to.

It opens a page and nothing else: who accepts has signed in with the address that the letter went to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing

if TYPE_CHECKING:
    from organisations.models import Invitation

SALT = "organisations.invitation"


def token_of(invitation: Invitation) -> str:
    return signing.dumps(invitation.pk, salt=SALT)


def read_token(token: str) -> int | None:
    """None for one that is not ours."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return pk if isinstance(pk, int) else None
