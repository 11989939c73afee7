"""Receipts: salted commitments and the signature over them. Nothing here writes; `actions` stores what they return.

A commitment is SHA-256 over canonical JSON of {salt, …values}. Whoever holds the salt and the values can open it;
whoever does not learns nothing from it, which is why it may stay when the text is erased.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from contributions.models import Attachment, Comment, Contribution, TextVersion
from ledger import proofs
from ledger.models import Leaf, LedgerEntry
from workflow.models import Step

VERSION = 4
# By which step something was received; of a minor's text nobody but its author knows yet.
RECEIVED = ("submit", "submit_unconfirmed")
# What each version of the format says of who spoke. The first left the rest to the database's triggers.
ATTRIBUTED = {
    1: ("name", "party_kind", "capacity", "education_role", "governorate", "on_behalf_by"),
    2: ("name", "party_kind", "is_verified", "capacity", "education_role", "governorate", "on_behalf_by")
    + ("language", "channel"),
}
ATTRIBUTED[3] = ATTRIBUTED[2]
ATTRIBUTED[4] = ATTRIBUTED[3] + ("name_proof",)


def canonical(values: dict[str, Any]) -> str:
    """Sorted keys, no spaces, UTF-8 as it is: the same values always give the same bytes."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def new_salt() -> str:
    """32 random bytes in hex."""
    return secrets.token_hex(32)


def commit(salt: str, **values: str | bool) -> str:
    """SHA-256 in hex over the salt and the values."""
    return hashlib.sha256(canonical({"salt": salt, **values}).encode()).hexdigest()


def text_commitment(text: TextVersion, stance: str = "", files: str = "") -> str:
    return commit(text.salt, **text_values(text, stance, VERSION, files))


def text_values(text: TextVersion, stance: str, version: int, files: str = "") -> dict[str, str]:
    """The words; since the second version of the format whether a comment speaks for or against; since the third the
    hashes of the files that came with them."""
    values = {"title": text.title, "body": text.body}
    values |= {"stance": stance} if version > 1 else {}
    return values | ({"attachments": files} if version > 2 else {})


def hashes(attachments: Iterable[Attachment]) -> str:
    """SHA-256 in hex of each file as it is kept, in their order, with a space between."""
    return " ".join(each.sha256 for each in attachments)


def attribution_commitment(contribution: Contribution) -> str:
    return commit(contribution.attribution_salt, **attribution_values(contribution, VERSION))


def attribution_values(contribution: Contribution, version: int) -> dict[str, str | bool]:
    """The snapshot, since the fourth version of the format with whose word the name rests on; and since the second
    what was consented to: the hash of its text."""
    values = {name: getattr(contribution, name) for name in ATTRIBUTED[version]}
    if version > 1:
        values["consent"] = contribution.consent_to.hash if contribution.consent_to else ""
    return values


def statement(
    contribution: Contribution, text: TextVersion, signed_at: datetime, stance: str = "", files: str = ""
) -> str:
    """What is signed: codes, a time in UTC to the second, hashes. Never a name, a text or an opinion."""
    return canonical(
        {
            "version": VERSION,
            "reference": contribution.reference,
            "kind": contribution.kind,
            "signed_at": signed_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "text": text_commitment(text, stance, files),
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
    step = Step.objects.of(contribution).filter(name__in=RECEIVED).select_related("entry__leaf").first()
    return step.entry if step else None


def leaf_of(entry: LedgerEntry | None) -> Leaf | None:
    return getattr(entry, "leaf", None)


def opened(contribution: Contribution) -> dict[str, Any]:
    """The author's copy: everything needed to check the receipt without asking us."""
    receipt = contribution.receipt
    version = json.loads(receipt.statement)["version"]
    public = public_keys().get(receipt.key_id)
    entry = entry_of(contribution)
    return {
        "statement": receipt.statement,
        "signature": receipt.signature,
        "key_id": receipt.key_id,
        "public_key": public.public_bytes_raw().hex() if public else "",
        "text": _opened_text(contribution, version),
        "attribution": _opened_attribution(contribution, version),
        "entry": entry.body if entry else "",
        "ledger": proofs.of_entry(leaf_of(entry)),
    }


def _opened_attribution(contribution: Contribution, version: int) -> dict[str, Any] | None:
    if contribution.attribution_erased_at:
        return None
    return {"salt": contribution.attribution_salt, **attribution_values(contribution, version)}


def _opened_text(contribution: Contribution, version: int) -> dict[str, str] | None:
    """The first words, which were signed; nothing once they are erased."""
    text = contribution.texts.order_by("number").first()
    if text is None or text.erased_at:
        return None
    placed = Comment.thread.filter(contribution=contribution).first()
    files = hashes(contribution.attachments.order_by("pk"))
    return {"salt": text.salt, **text_values(text, placed.stance if placed else "", version, files)}
