"""How urgent a text is beside others that are owed on the same day: by what the rules find in it, and by whether the
same was sent before. It sorts the queue and decides nothing; what a moderator is shown is worked out anew (`hints`)."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

from contributions.models import Contribution
from moderation.hints import hints
from search.normalise import words as words_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

# What can harm somebody weighs most.
WEIGHTS = {"phone": 3, "civil": 3, "email": 3, "word": 3, "link": 2, "script": 1}
LEAST_HARM = 3
REPEATED = 2
# Shorter texts are often the same, and mean nothing by it: "I agree."
LEAST_WORDS = 6


def risk_of(text: str, is_repeated: bool, *, listed: Iterable[str]) -> int:
    found = sum(WEIGHTS[hint.code] for hint in hints(text, listed=listed))
    return found + (REPEATED if is_repeated else 0)


def fingerprint(text: str) -> str:
    """The same for texts that say the same in another spelling; empty for a short one."""
    found = words_of(text)
    return sha256(" ".join(found).encode()).hexdigest()[:16] if len(found) >= LEAST_WORDS else ""


def said_before(contribution: Contribution) -> QuerySet[Contribution]:
    """What came before it in the same words, from whomever."""
    if not contribution.fingerprint:
        return Contribution.objects.none()
    same = Contribution.objects.filter(fingerprint=contribution.fingerprint)
    return same.filter(submitted_at__lte=contribution.submitted_at).exclude(pk=contribution.pk)


def is_harmless(contribution: Contribution) -> bool:
    """Whether it may be read before a moderator has: nothing in it can harm somebody, and it is no minor's."""
    return contribution.risk < LEAST_HARM and not contribution.is_pupil and not contribution.attachments.exists()
