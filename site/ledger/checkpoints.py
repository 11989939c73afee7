"""What the log was at a size, signed: the C2SP checkpoint format (c2sp.org/tlog-checkpoint). The key lies in the
settings, never in the database: whoever rewrites the log with all rights of the database cannot sign what they made."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from ledger import notes
from ledger.notes import Verifier, WrongNote

SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


@dataclass(frozen=True)
class Head:
    """The log of this origin had this root when it had this size."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def verifier() -> Verifier:
    """The key that signs now, as everybody may have it."""
    return Verifier(settings.LEDGER_ORIGIN, _key().public_key().public_bytes_raw())


def verifiers() -> list[Verifier]:
    """The key of now and those before it."""
    return [verifier(), *(Verifier.parse(key) for key in settings.LEDGER_PAST_KEYS)]


def sign(size: int, root: bytes) -> str:
    head = Head(settings.LEDGER_ORIGIN, size, root)
    return notes.sign(str(head), name=head.origin, key=_key())


def read(note: str, keys: list[Verifier] | None = None) -> Head:
    """What a checkpoint says, once its signature is found good. Raises `WrongNote`."""
    keys = verifiers() if keys is None else keys
    origin, size, root = [*notes.opened(note, keys).split("\n"), "", ""][:3]
    try:
        decoded = base64.b64decode(root, validate=True)
    except (ValueError, binascii.Error):
        decoded = b""
    if not SIZE.fullmatch(size) or len(decoded) != 32:
        raise WrongNote("it is signed, but it is no checkpoint")
    if origin not in {key.name for key in keys}:
        raise WrongNote(f"it is a checkpoint of another log, {origin}")
    return Head(origin, int(size), decoded)


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.LEDGER_KEY))
