"""Signed notes (c2sp.org/signed-note) with Ed25519: a text, an empty line, and a line for each signature."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
DASH = "\N{EM DASH} "


class WrongNote(Exception):  # noqa: N818  (a finding, not an error of ours)
    """A sentence that says why this note is not to be believed."""


@dataclass(frozen=True)
class Verifier:
    """The public half of a key, and the name that notes give it."""

    name: str
    public: bytes

    @property
    def mark(self) -> bytes:
        """Four bytes that a signature begins with, so that one knows which key to try."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def key_id(self) -> str:
        return f"{self.name}+{self.mark.hex()}"

    def __str__(self) -> str:
        """The key as it is published: NAME+MARK+KEY."""
        return f"{self.key_id}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> Verifier:
        try:
            name, mark, encoded = text.strip().split("+", 2)
            key = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            raise WrongNote("the key is not of the form NAME+MARK+KEY") from None
        verifier = cls(name, key[1:])
        if key[:1] != ED25519 or len(key) != 33 or verifier.mark.hex() != mark:
            raise WrongNote("the key is not an Ed25519 key of the name it gives")
        return verifier

    def signed(self, text: str, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


def sign(text: str, *, name: str, key: Ed25519PrivateKey) -> str:
    """The whole note. The text ends with the end of a line."""
    mark = Verifier(name, key.public_key().public_bytes_raw()).mark
    return f"{text}\n{DASH}{name} {base64.b64encode(mark + key.sign(text.encode())).decode()}\n"


def opened(note: str, verifiers: Iterable[Verifier]) -> str:
    """The text, once one of these keys is found to have signed it. Signatures of others (witnesses) are no fault."""
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not signatures.endswith("\n") or any(ord(letter) < 32 and letter != "\n" for letter in note):
        raise WrongNote("it is no signed note")
    text += "\n"
    known = {(verifier.name, verifier.mark): verifier for verifier in verifiers}
    is_signed = False
    for line in signatures.splitlines():
        name, mark, signature = _parts(line)
        verifier = known.get((name, mark))
        if verifier is not None and not verifier.signed(text, signature):
            raise WrongNote(f"the signature of {verifier.key_id} is not over this text")
        is_signed = is_signed or verifier is not None
    if not is_signed:
        raise WrongNote("no key that we know has signed it")
    return text


def _parts(line: str) -> tuple[str, bytes, bytes]:
    """Name, mark and signature of "— NAME BASE64"."""
    name, _, encoded = line.removeprefix(DASH).partition(" ")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        raw = b""
    if not line.startswith(DASH) or not name or len(raw) < 5:
        raise WrongNote("it has a line that is no signature")
    return name, raw[:4], raw[4:]
