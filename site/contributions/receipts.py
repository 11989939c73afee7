"""Receipts: salted commitments and the signature over them. Pure functions; `actions` stores what they return.

A commitment is SHA-256 over canonical JSON of {salt, …values}. Whoever holds the salt and the values can open it;
whoever does not learns nothing from it, which is why it may stay when the text is erased.
"""

import hashlib
import hmac
import json
import secrets
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from contributions.models import Contribution, TextVersion

VERSION = 1


def canonical(values: dict[str, Any]) -> str:
    """Sorted keys, no spaces, UTF-8 as it is: the same values always give the same bytes."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def new_salt() -> str:
    """32 random bytes in hex."""
    return secrets.token_hex(32)


def commit(salt: str, **values: str) -> str:
    """SHA-256 in hex over the salt and the values."""
    return hashlib.sha256(canonical({"salt": salt, **values}).encode()).hexdigest()


def text_commitment(text: TextVersion) -> str:
    return commit(text.salt, title=text.title, body=text.body)


def attribution_commitment(contribution: Contribution) -> str:
    return commit(
        contribution.attribution_salt,
        name=contribution.name,
        party_kind=contribution.party_kind,
        capacity=contribution.capacity,
        education_role=contribution.education_role,
        governorate=contribution.governorate,
        on_behalf_by=contribution.on_behalf_by,
    )


def statement(contribution: Contribution, text: TextVersion, signed_at: datetime) -> str:
    """What is signed: codes, a time in UTC to the second, hashes. Never a name or a text."""
    return canonical(
        {
            "version": VERSION,
            "reference": contribution.reference,
            "kind": contribution.kind,
            "signed_at": signed_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "text": text_commitment(text),
            "attribution": attribution_commitment(contribution),
            "about": contribution.about,
            "about_hash": contribution.about_hash,
        }
    )


def signing_key() -> Ed25519PrivateKey:
    """The key of settings.RECEIPT_KEY: 32 bytes in hex."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.RECEIPT_KEY))


def key_id(key: Ed25519PublicKey) -> str:
    """The first 16 hex digits of the SHA-256 of the raw public key."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def sign(text: str) -> tuple[str, str]:
    """(signature in hex, id of the key that made it)."""
    key = signing_key()
    return key.sign(text.encode()).hex(), key_id(key.public_key())


def verifies(text: str, signature: str, signed_by: str) -> bool:
    """Whether this installation's key signed exactly this statement."""
    public = signing_key().public_key()
    if not hmac.compare_digest(signed_by, key_id(public)):
        return False
    try:
        public.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
