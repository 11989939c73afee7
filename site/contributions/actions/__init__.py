"""Receiving what people say, letting them withdraw it, and answering it.

(a minor's) ──▶ unconfirmed ──▶ submitted             once a guardian has confirmed it (`confirming`)
(sent) ──▶ submitted ──▶ published, held, removed …   moderation's steps
               └────────────▶ withdrawn               the author's own, until an officer has taken it up
held ──send_again──▶ submitted                        with other words; beside what is public they wait as an amendment

none ──take_under_study──▶ under_study ──┬─ adopt ───▶ adopted         the ministry's decision on whatever is
  │         ▲                            ├─ adapt ───▶ adapted         not a suggestion; suggestions go further
  │         └──────── referred ◀─ refer ─┼─ note ────▶ noted           and have steps of their own
  └──────────────────────────────────────┴─ not_adopt ▶ not_adopted
"""

from .amending import (
    AMENDABLE,
    accept_amendment,
    amend,
    newest_words,
    refuse_amending,
    refuse_amendment,
)
from .answering import ANSWERING, CLOCKS, NAME_A_UNIT, answer, dispose
from .attaching import (
    ATTACHMENT_STEPS,
    bring_back,
    erase_attachments,
    let_go_of_files,
    scan_waiting,
    take_out,
)
from .closing import erase_guardians, forget_guardians_before
from .commenting import DEEPEST_LEVEL, comment
from .confirming import (
    ask_again,
    confirm_as_guardian,
    decline_as_guardian,
    lapse_unconfirmed,
)
from .counting import mirror_moderation, recount
from .erasing import erase_contributions
from .promising import owe_moderation
from .receiving import is_spoken_in, says, submit
from .recorded import Word, erase_recorded, forget_contacts_before, renew_code, withdraw_by_party, withdraw_recorded
from .recording import CHANNELS, record_comment, record_on_behalf, recorded_before, refuse_recording
from .rewording import reword
from .setting_aside import set_amendment_aside, waiting_amendment
from .uploading import drop_upload, sweep_uploads, upload, uploads_of
from .withdrawing import STEPS, withdraw
from .withdrawing_files import withdraw_attachment, withdraw_attachment_as_guardian

__all__ = [
    "AMENDABLE",
    "ANSWERING",
    "ATTACHMENT_STEPS",
    "CHANNELS",
    "CLOCKS",
    "DEEPEST_LEVEL",
    "NAME_A_UNIT",
    "STEPS",
    "Word",
    "accept_amendment",
    "amend",
    "answer",
    "bring_back",
    "ask_again",
    "comment",
    "confirm_as_guardian",
    "decline_as_guardian",
    "dispose",
    "drop_upload",
    "erase_attachments",
    "erase_contributions",
    "erase_guardians",
    "erase_recorded",
    "forget_contacts_before",
    "forget_guardians_before",
    "is_spoken_in",
    "let_go_of_files",
    "lapse_unconfirmed",
    "mirror_moderation",
    "newest_words",
    "owe_moderation",
    "record_comment",
    "record_on_behalf",
    "recorded_before",
    "recount",
    "refuse_amending",
    "refuse_amendment",
    "refuse_recording",
    "renew_code",
    "reword",
    "says",
    "scan_waiting",
    "set_amendment_aside",
    "submit",
    "sweep_uploads",
    "take_out",
    "upload",
    "uploads_of",
    "waiting_amendment",
    "withdraw",
    "withdraw_attachment",
    "withdraw_attachment_as_guardian",
    "withdraw_by_party",
    "withdraw_recorded",
]
