"""References: ten random digits and a check digit, one format for contributions and tickets.

Damm's check finds every single wrong digit and every swap of neighbours, in whatever digits it was typed.
H. M. Damm, "Total anti-symmetrische Quasigruppen" (Marburg 2004), table of order 10.
"""

import secrets
import unicodedata

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from contributions.models import ReferenceNumber

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
LENGTH = 11
_GROUPS = (4, 3, 4)


def check_digit(digits: str) -> str:
    """The digit that makes `digits` a valid reference; "0" for one that already ends in its check."""
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def is_reference(number: str) -> bool:
    return len(number) == LENGTH and number.isascii() and number.isdecimal() and check_digit(number) == "0"


def new_reference() -> str:
    """A number that nothing has had before: random, so that it tells neither order nor count."""
    while True:
        digits = "".join(secrets.choice("0123456789") for _ in range(LENGTH - 1))
        number = digits + check_digit(digits)
        try:
            with transaction.atomic():
                ReferenceNumber.objects.create(number=number)
        except IntegrityError:
            continue
        return number


def parse_reference(text: str) -> str | None:
    """The reference somebody typed, in any digits, with spaces or dashes; None where it cannot be one."""
    digits = "".join(
        str(unicodedata.decimal(character)) for character in text if unicodedata.decimal(character, None) is not None
    )
    others = [character for character in text if not character.isdecimal() and not _is_separator(character)]
    return digits if not others and is_reference(digits) else None


def _is_separator(character: str) -> bool:
    # Spaces, dashes and the invisible marks that come with a copied right-to-left line.
    return unicodedata.category(character) in {"Zs", "Pd", "Cf", "Cc"}


def spoken(reference: str) -> str:
    """ "48219077356" → "4821 907 7356", as it is read out."""
    parts, start = [], 0
    for length in _GROUPS:
        parts.append(reference[start : start + length])
        start += length
    return " ".join(part for part in parts if part)


def isolated(reference: str, language: str | None = None) -> str:
    """As spoken, for plain text. In an Arabic line it stands between bidi isolates, so that its groups keep their
    order; an English text message would cost more with them."""
    if (language or get_language()) != "ar":
        return spoken(reference)
    return f"\u2066{spoken(reference)}\u2069"
