"""The codes of those who have no account, and how often somebody may try one: a guardian's, by which they show that the
message reached them, and the one that comes with what a clerk recorded."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.hashers import check_password, make_password

from contributions.models import Confirmation, Recording
from contributions.references import parse_reference
from guard.limits import tallied, tally

# No letter that is taken for a digit: 31 signs, 10 of them are 49 bits.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
LENGTH = 10

# In an hour: wrong ones for one reference, whether there is such a one or not, and from one network address.
TRIES_FOR_ONE = 10
TRIES_FROM_ONE = 60
SECONDS = 60 * 60


def new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def as_read(code: str) -> str:
    """ "ABCDE-FGHJK", as it stands in the message."""
    return f"{code[:5]}-{code[5:]}"


def parse_code(typed: str) -> str:
    """In any digits and either case, with or without the dash."""
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in typed)
    return "".join(sign for sign in digits.upper() if sign in SIGNS)


def hashed(code: str) -> str:
    """As a password: what a hand can type could be guessed from a faster hash."""
    return make_password(code)


def asked_about(reference: str | None) -> Confirmation | None:
    """What a guardian's code answers, whatever became of it."""
    return Confirmation.objects.for_guardian().filter(contribution__reference=reference).exclude(code_hash="").first()


def recorded_as(reference: str | None) -> Recording | None:
    """What a clerk recorded for whoever has the code."""
    rows = Recording.objects.select_related("contribution__receipt", "contribution__cited_point__version__policy__page")
    return rows.filter(contribution__reference=reference).exclude(code_hash="").first()


def fits(typed: str, found: Confirmation | Recording | None) -> bool:
    """A wrong code and a wrong reference take the same time."""
    code = parse_code(typed)
    if found is None:
        make_password(code)
        return False
    return check_password(code, found.code_hash)


def may_try(reference: str, sender: str) -> bool:
    return tallied(_for(reference)) < TRIES_FOR_ONE and tallied(_from(sender)) < TRIES_FROM_ONE


def count_try(reference: str, sender: str) -> None:
    for key in (_for(reference), _from(sender)):
        tally(key, seconds=SECONDS)


def _for(reference: str) -> str:
    """However it is written: dashes and other digits bring no tries of their own."""
    number = parse_reference(reference) or reference
    return f"confirm:for:{hashlib.sha256(number.encode()).hexdigest()[:32]}"


def _from(sender: str) -> str:
    return f"confirm:from:{hashlib.sha256(sender.encode()).hexdigest()[:32]}"
