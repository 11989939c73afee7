"""Everything that happens to a suggestion. Whether it may be read is moderation's; what was decided is told here.

    none ──take_under_study──▶ under_study ──accept─────────▶ adopted ─┐
      │                            ├─────────accept_partly──▶ adapted ─┤ start_implementation
      │                            ├─────────note───────────▶ noted    ▼
      │                            ├─────────decline────────▶ not_adopted   in_implementation
      └───────────refer────────────┴───▶ referred                           │ implement
                                             └─take_under_study─▶ …         ▼
                                                                       implemented
    stop, from adopted, adapted or in_implementation ─▶ stopped

Accepting opens a ticket; the ticket's own steps carry the suggestion on to in_implementation and implemented.
"""

from .categories import add_category, change_category, install_categories
from .deciding import accept, accept_partly, decline, implement, note, refer, stop, take_under_study
from .following import follow_moderation, follow_ticket
from .merging import MERGING, is_possible, merge, separate
from .sending import is_the_same, send, sent_before
from .steps import STEPS

__all__ = [
    "MERGING",
    "STEPS",
    "accept",
    "accept_partly",
    "add_category",
    "change_category",
    "decline",
    "follow_moderation",
    "follow_ticket",
    "implement",
    "is_possible",
    "is_the_same",
    "install_categories",
    "merge",
    "note",
    "refer",
    "send",
    "sent_before",
    "separate",
    "stop",
    "take_under_study",
]
