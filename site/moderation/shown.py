"""What a moderator has before them: which wording, and how many of its files its author had taken out by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contributions.models import Attachment

if TYPE_CHECKING:
    from contributions.models import Amendment, Contribution, TextVersion

MARK = "+"


def token_of(text: TextVersion | Amendment, *, taken_out: int) -> str:
    """It comes back with the decision."""
    return f"{text.token}{MARK}{taken_out}" if taken_out else text.token


def parse_token(token: str) -> tuple[str, str]:
    """The wording's own token, and how many files were out."""
    wording, _mark, taken_out = token.partition(MARK)
    return wording, taken_out or "0"


def times_taken_out(contribution: Contribution) -> int:
    return contribution.attachments.filter(state=Attachment.State.WITHDRAWN).count()
