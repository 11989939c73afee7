"""Receiving what people say, letting them withdraw it, and answering it.

(sent) ──▶ submitted ──▶ published, held, removed …   moderation's steps
               └────────────▶ withdrawn               the author's own, until an officer has taken it up

none ──take_under_study──▶ under_study ──┬─ adopt ───▶ adopted         the ministry's decision on whatever is
  │         ▲                            ├─ adapt ───▶ adapted         not a suggestion; suggestions go further
  │         └──────── referred ◀─ refer ─┼─ note ────▶ noted           and have steps of their own
  └──────────────────────────────────────┴─ not_adopt ▶ not_adopted
"""

from .answering import ANSWERING, CLOCKS, NAME_A_UNIT, answer, dispose
from .commenting import DEEPEST_LEVEL, comment
from .counting import mirror_moderation, recount
from .erasing import erase_contributions
from .receiving import is_spoken_in, owe_moderation, says, submit
from .rewording import reword
from .withdrawing import STEPS, withdraw

__all__ = [
    "ANSWERING",
    "CLOCKS",
    "DEEPEST_LEVEL",
    "NAME_A_UNIT",
    "STEPS",
    "answer",
    "comment",
    "dispose",
    "erase_contributions",
    "is_spoken_in",
    "mirror_moderation",
    "owe_moderation",
    "recount",
    "reword",
    "says",
    "submit",
    "withdraw",
]
