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
from .recording import record_suggestion
from .sending import is_the_same, send, sent_before
from .signing import decline as decline_to_sign
from .signing import erase_signatures, forget_invitations, invite, leave, sign, take_out_minor
from .signing import is_open as is_open_to_signatures
from .signing import take_back as take_invitation_back
from .steps import STEPS

__all__ = [
    "MERGING",
    "STEPS",
    "accept",
    "accept_partly",
    "add_category",
    "change_category",
    "decline",
    "decline_to_sign",
    "erase_signatures",
    "follow_moderation",
    "follow_ticket",
    "forget_invitations",
    "implement",
    "install_categories",
    "invite",
    "is_open_to_signatures",
    "is_possible",
    "is_the_same",
    "leave",
    "merge",
    "note",
    "record_suggestion",
    "refer",
    "send",
    "sent_before",
    "separate",
    "sign",
    "stop",
    "take_invitation_back",
    "take_out_minor",
    "take_under_study",
]
