"""Whether a receipt is ours and says what was signed, and what has happened to the contribution since."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from contributions import receipts
from contributions.models import Contribution, Kind, Moderation
from ledger import checkpoints, merkle
from ledger.notes import WrongNote
from workflow.models import Step


@dataclass
class Verdict:
    """Valid while no fault was found. Faults and facts are sentences in the reader's language."""

    reference: str = ""
    kind: str = ""
    signed_at: Any = None
    faults: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    since: list[str] = field(default_factory=list)
    found: Contribution | None = None

    @property
    def is_valid(self) -> bool:
        return not self.faults


def of_reference(reference: str, signature: str) -> Verdict:
    """Without the file: the receipt that we keep, if this is its signature. One answer for whatever is wrong."""
    found = _kept(reference)
    if found is None or not hmac.compare_digest(found.receipt.signature, signature.lower()):
        return Verdict(reference, faults=[_("We signed no receipt with this reference and this signature.")])
    kept = found.receipt
    return of_file({"statement": kept.statement, "signature": kept.signature, "key_id": kept.key_id})


def of_file(receipt: dict[str, Any]) -> Verdict:
    """A receipt as the author's copy has it; what of it is missing is not looked at."""
    statement = receipt["statement"]
    if not receipts.verifies(statement, receipt["signature"], receipt["key_id"]):
        if receipt["key_id"] in receipts.public_keys():
            fault = _("The signature does not belong to this statement: one of them was altered or cut.")
        else:
            fault = _("It names a key that is not ours.")
        return Verdict(faults=[fault])
    stated = json.loads(statement)
    verdict = Verdict(stated["reference"], _kind(stated["kind"]), parse_datetime(stated["signed_at"]))
    verdict.facts.append(_("We signed this statement, and nothing in it was changed."))
    if stated["version"] in (covers := _covers()):
        verdict.facts.append(covers[stated["version"]])
    _compare_key(verdict, receipt)
    _open(verdict, stated, receipt)
    _look_up_ledger(verdict, stated, receipt)
    verdict.found = _kept(verdict.reference)
    verdict.since = _since(verdict.found)
    return verdict


def _covers() -> dict[int, str]:
    """What the signature covers, by the version of the format."""
    return {
        1: _("Version 1 of the format: it covers the words and the name with its details."),
        2: _("Version 2 of the format: it also covers the position, the language, the channel and the agreement."),
        3: _("Version 3 of the format: it also covers the files that came with it."),
        4: _("Version 4 of the format: it also covers how the name was known, declared or verified."),
    }


def _kind(kind: str) -> str:
    return str(Kind(kind).label) if kind in Kind.values else kind


def _kept(reference: str) -> Contribution | None:
    rows = Contribution.objects.select_related("receipt", "merged_into").prefetch_related("texts")
    return rows.filter(reference=reference, receipt__isnull=False).first()


def _compare_key(verdict: Verdict, receipt: dict[str, Any]) -> None:
    """Whoever verifies offline may take the key out of the file: another one there would mislead them."""
    written = receipt.get("public_key")
    if written and written != receipts.public_keys()[receipt["key_id"]].public_bytes_raw().hex():
        verdict.faults.append(_("The public key in the file is not the one that signed it."))


def _open(verdict: Verdict, stated: dict[str, str], receipt: dict[str, Any]) -> None:
    """The commitments, where the file brings what opens them."""
    said = {
        "text": (
            _("The text in the file is the one that was signed."),
            _("The text in the file is not the one that was signed."),
        ),
        "attribution": (
            _("The name and details in the file are those that were signed."),
            _("The name or the details in the file are not those that were signed."),
        ),
    }
    for part, (fact, fault) in said.items():
        values = receipt.get(part)
        if values:
            is_right = _commitment(values) == stated[part]
            (verdict.facts if is_right else verdict.faults).append(fact if is_right else fault)


def _commitment(values: Any) -> str:
    """Of what a stranger may have written: nothing where it is no salt and values."""
    if not isinstance(values, dict) or not isinstance(values.get("salt"), str):
        return ""
    return receipts.commit(**values)


def _look_up_ledger(verdict: Verdict, stated: dict[str, str], receipt: dict[str, Any]) -> None:
    """The proof in the file: from the entry to a root that we signed."""
    proof, entry = receipt.get("ledger"), receipt.get("entry")
    if not proof or not entry:
        return
    if _is_proved(proof, entry, stated):
        fact = _("Its entry is in the ledger, at position %(position)s.")
        verdict.facts.append(fact % {"position": proof["position"]})
    else:
        verdict.faults.append(_("The proof in the file does not show that its entry is in the ledger."))


def _is_proved(proof: Any, entry: Any, stated: dict[str, str]) -> bool:
    try:
        head = checkpoints.read(proof["checkpoint"])
        body = json.loads(entry)
        position = proof["position"]
        hashes = [bytes.fromhex(value) for value in proof["proof"]]
        leaf = merkle.leaf_hash(entry.encode())
        is_its_own = (body["subject"], body["data"]["text"]) == (stated["reference"], stated["text"])
        is_position = type(position) is int and position >= 0
        return is_position and is_its_own and merkle.is_included(leaf, position, head.size, hashes, head.root)
    except (WrongNote, ValueError, TypeError, KeyError, AttributeError):  # whatever a stranger wrote there
        return False


def _since(found: Contribution | None) -> list[str]:
    """What happened after it was signed. Whether it waits or is held back is nobody's business but its author's."""
    if found is None:
        return [_("We keep no contribution with this reference any more.")]
    versions = list(found.texts.all())
    happened = _of_rewording(found) if len(versions) > 1 else []
    if any(version.erased_at for version in versions):
        happened.append(_("Its text was erased, as the law allows. The receipt stays valid."))
    if found.attribution_erased_at:
        happened.append(_("Its author's name was erased, as the law allows. The receipt stays valid."))
    if found.is_public:
        happened += _of_files(found)
    happened.append(_state(found))
    return happened


def _of_rewording(found: Contribution) -> list[str]:
    """Who changed the words: the author, a moderator who covered what should not be read by all, or both."""
    masked = Step.objects.of(found).filter(name="mask").count()
    told = []
    if masked:
        told.append(_("A moderator covered personal data in its text; what was signed is the first version."))
    if found.texts.count() - 1 > masked:
        told.append(_("Its author edited the text afterwards; what was signed is the first version."))
    return told


def _of_files(found: Contribution) -> list[str]:
    kept_back = found.attachments.exclude(state="attached", erased_at=None)
    by_author = {each.is_withdrawn for each in kept_back}
    told = {
        True: _("Its author took out a file that came with it. The receipt stays valid."),
        False: _("A file that came with it is no longer given out."),
    }
    return [sentence for is_theirs, sentence in told.items() if is_theirs in by_author]


def _state(found: Contribution) -> str:
    if found.moderation == Moderation.REMOVED and found.published_at is None:
        return _("It was removed before it was published.")
    told = {
        Moderation.PUBLISHED: _("It is published."),
        Moderation.MERGED: _("It was merged with another that says the same, and its party is named there."),
        Moderation.REMOVED: _("It was removed from public view."),
        Moderation.WITHDRAWN: _("Its author withdrew it."),
    }
    return told.get(Moderation(found.moderation)) or _("It is not published.")
