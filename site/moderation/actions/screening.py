"""What the queue is sorted by, written when something comes, when its words change, and by the clock."""

from __future__ import annotations

from contributions.models import Contribution
from moderation.hints import listed_words
from moderation.queries import words
from moderation.screening import fingerprint, risk_of, said_before

AT_ONCE = 500


def screen(contribution: Contribution) -> None:
    """Nothing that is found by searching changes with it, so no signal is sent."""
    text = words(contribution.text)
    contribution.fingerprint = fingerprint(text)
    contribution.is_repeated = said_before(contribution).exists()
    contribution.risk = risk_of(text, contribution.is_repeated, listed=listed_words())
    kept = {name: getattr(contribution, name) for name in ("fingerprint", "is_repeated", "risk")}
    Contribution.objects.filter(pk=contribution.pk).update(**kept)


def screen_waiting() -> int:
    """By the list of words as it stands now; says for how many that changed something."""
    listed, changed = listed_words(), []
    waiting = Contribution.objects.awaiting_moderation().prefetch_related("texts")
    for contribution in waiting.iterator(chunk_size=AT_ONCE):
        risk = risk_of(words(contribution.text), contribution.is_repeated, listed=listed)
        if risk != contribution.risk:
            contribution.risk = risk
            changed.append(contribution)
    Contribution.objects.bulk_update(changed, ["risk"], batch_size=AT_ONCE)
    return len(changed)
