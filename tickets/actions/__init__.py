"""Everything that happens to a ticket.

    open ─▶ new ──take──▶ assigned ──start──▶ in_progress ──finish──▶ done
             ▲               │                    │
             └────refer──────┴────────────────────┘        (refer also from new: to another unit)
             cancel, from any of the three ─▶ cancelled

A ticket always has one holder: a unit, and an officer of it from `take` until `refer`. Custody rows say who, how long.
"""

from .types import TYPES, add_type, change_type, install_types
from .working import DEADLINE, OPEN, STEPS, cancel, finish, open_ticket, refer, start, take

__all__ = [
    "DEADLINE",
    "OPEN",
    "STEPS",
    "TYPES",
    "add_type",
    "cancel",
    "change_type",
    "finish",
    "install_types",
    "open_ticket",
    "refer",
    "start",
    "take",
]
