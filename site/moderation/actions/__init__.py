"""Moderating: deciding by published reasons whether the public may read something. Nothing here destroys text.

submitted ──publish──▶ published ◀──restore── held, removed
    │                     │
    ├──hold──▶ held ◀─────┤ hold
    └─remove─▶ removed ◀──┘ remove (also from held)

merged ──hold──▶ held, merged ──remove──▶ removed      a text merged into another stays theirs

held, removed ──appeal, by the author──▶ grant_appeal: published; dismiss_appeal: the decision stands

submitted, held ──lapse──▶ lapsed ──resume──▶ submitted      what was not confirmed or mended in its time
"""

from .appealing import STEP_LABELS, appeal, appeal_until, dismiss_appeal, grant_appeal, standing_verdict
from .deciding import STEPS, hold, lapse, publish, remove, restore, resume
from .reasons import add_reason, change_reason, retire_reason

__all__ = [
    "STEPS",
    "STEP_LABELS",
    "add_reason",
    "appeal",
    "appeal_until",
    "change_reason",
    "dismiss_appeal",
    "grant_appeal",
    "hold",
    "lapse",
    "publish",
    "remove",
    "restore",
    "resume",
    "retire_reason",
    "standing_verdict",
]
