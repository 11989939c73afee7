"""Receiving what people say, letting them withdraw it, and answering it.

(sent) ──▶ submitted ──▶ published, held, removed …   moderation's steps
               └────────────▶ withdrawn               the author's own, until an officer has taken it up

none ──take_under_study──▶ under_study ──┬─ adopt ───▶ adopted         the ministry's decision on whatever is
  │         ▲                            ├─ adapt ───▶ adapted         not a suggestion; suggestions go further
  │         └──────── referred ◀─ refer ─┼─ note ────▶ noted           and have steps of their own
  └──────────────────────────────────────┴─ not_adopt ▶ not_adopted
"""

from .answering import ANSWERING, CLOCKS, answer
from .receiving import DEEPEST_LEVEL, STEPS, comment, mirror_moderation, owe_moderation, submit, withdraw

__all__ = [
    "ANSWERING",
    "CLOCKS",
    "DEEPEST_LEVEL",
    "STEPS",
    "answer",
    "comment",
    "mirror_moderation",
    "owe_moderation",
    "submit",
    "withdraw",
]
