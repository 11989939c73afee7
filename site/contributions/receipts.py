"""Receipts: salted commitments and the signature over them. Nothing here writes; `actions` stores what they return.

A commitment is SHA-256 over canonical JSON of {salt, …values}. Whoever holds the salt and the values can open it;
whoever does not learns nothing from it, which is why it may stay when the text is erased.
"""

import hashlib
import json
import secrets
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from contributions.models import Contribution, TextVersion
from ledger import proofs
from ledger.models import Leaf, LedgerEntry
from workflow.models import Step

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
    return commit(contribution.attribution_salt, **attribution_values(contribution))


def attribution_values(contribution: Contribution) -> dict[str, str]:
    return {
        "name": contribution.name,
        "party_kind": contribution.party_kind,
        "capacity": contribution.capacity,
        "education_role": contribution.education_role,
        "governorate": contribution.governorate,
        "on_behalf_by": contribution.on_behalf_by,
    }


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


def public_keys() -> dict[str, Ed25519PublicKey]:
    """By id: the key that signs now, and those that signed before it."""
    past = (Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)) for key in settings.RECEIPT_PAST_KEYS)
    return {key_id(key): key for key in (signing_key().public_key(), *past)}


def key_id(key: Ed25519PublicKey) -> str:
    """The first 16 hex digits of the SHA-256 of the raw public key."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def pem(key: Ed25519PublicKey) -> str:
    """As OpenSSL reads it."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def sign(text: str) -> tuple[str, str]:
    """(signature in hex, id of the key that made it)."""
    key = signing_key()
    return key.sign(text.encode()).hex(), key_id(key.public_key())


def verifies(text: str, signature: str, signed_by: str) -> bool:
    """Whether a key of this installation, today's or an earlier one, signed exactly this statement."""
    public = public_keys().get(signed_by)
    if public is None:
        return False
    try:
        public.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def entry_of(contribution: Contribution) -> LedgerEntry | None:
    """What the ledger entered when it was received; its leaf is there once it is sealed."""
    step = Step.objects.of(contribution).filter(name="submit").select_related("entry__leaf").first()
    return step.entry if step else None


def leaf_of(entry: LedgerEntry | None) -> Leaf | None:
    return getattr(entry, "leaf", None)


def opened(contribution: Contribution) -> dict[str, Any]:
    """The author's copy: everything needed to check the receipt without asking us."""
    receipt = contribution.receipt
    public = public_keys().get(receipt.key_id)
    entry = entry_of(contribution)
    return {
        "statement": receipt.statement,
        "signature": receipt.signature,
        "key_id": receipt.key_id,
        "public_key": public.public_bytes_raw().hex() if public else "",
        "text": _opened_text(contribution),
        "attribution": {"salt": contribution.attribution_salt, **attribution_values(contribution)},
        "entry": entry.body if entry else "",
        "ledger": proofs.of_entry(leaf_of(entry)),
    }


def _opened_text(contribution: Contribution) -> dict[str, str] | None:
    """The first words, which were signed; nothing once they are erased."""
    text = contribution.texts.order_by("number").first()
    return None if text is None or text.erased_at else {"salt": text.salt, "title": text.title, "body": text.body}
