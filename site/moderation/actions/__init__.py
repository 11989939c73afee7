"""Moderating: deciding by published reasons whether the public may read something. Nothing here destroys text.

submitted ──publish──▶ published ◀──restore── held, removed
    │                     │
    ├──hold──▶ held ◀─────┤ hold
    └─remove─▶ removed ◀──┘ remove (also from held)

merged ──hold──▶ held, merged ──remove──▶ removed      a text merged into another stays theirs

submitted, held ──lapse──▶ lapsed ──resume──▶ submitted      what was not confirmed or mended in its time
"""

from .deciding import STEPS, hold, lapse, publish, remove, restore, resume
from .reasons import add_reason, change_reason, retire_reason

__all__ = [
    "STEPS",
    "add_reason",
    "change_reason",
    "hold",
    "lapse",
    "publish",
    "remove",
    "restore",
    "resume",
    "retire_reason",
]
