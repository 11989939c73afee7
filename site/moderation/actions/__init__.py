"""Moderating: deciding by published reasons whether the public may read something. Nothing here destroys text.

submitted ──publish──▶ published ◀──restore── held, removed
    │                     │
    ├──hold──▶ held ◀─────┤ hold
    └─remove─▶ removed ◀──┘ remove (also from held)

submitted ──publish_first, by rule──▶ published, unseen ──keep──▶ published     where a consultation publishes first

submitted ──ask_change──▶ held ──send_again, by the author──▶ submitted
published ──publish_amendment or refuse_amendment──▶ published, in the author's new words or in the old ones

published ──report, by a reader──▶ hold, remove, or dismiss_reports: published

merged ──hold──▶ held, merged ──remove──▶ removed      a text merged into another stays theirs

held, removed ──appeal, by the author──▶ grant_appeal: published; dismiss_appeal: the decision stands

a file of any of these ──take_out_attachment──▶ out of sight ──bring_back_attachment──▶ where it was

published, held, removed ──take_back──▶ submitted      a slip, undone before an officer answers

submitted, held ──lapse──▶ lapsed ──resume──▶ submitted      what was not confirmed or mended in its time
"""

from .amending import publish_amendment, refuse_amendment, refuse_unless_seen
from .appealing import STEP_LABELS, TOLD_TO, appeal, dismiss_appeal, grant_appeal, standing_verdict
from .attachments import bring_back_attachment, take_out_attachment
from .claiming import assign, claim, let_go, take_over
from .deciding import STEPS, ask_change, hold, lapse, publish, remove, restore, resume, take_back
from .erasing import erase_appeals, erase_reports
from .masking import publish_masked
from .proposing import propose_merge
from .reasons import add_reason, add_word, change_reason, change_word, retire_reason
from .receiving import keep, receive
from .reporting import close_reports, dismiss_reports, report
from .screening import screen, screen_waiting
from .several import GROUNDED, Outcome, decide_several, take_step

__all__ = [
    "GROUNDED",
    "STEPS",
    "STEP_LABELS",
    "TOLD_TO",
    "Outcome",
    "add_reason",
    "add_word",
    "appeal",
    "ask_change",
    "assign",
    "bring_back_attachment",
    "change_reason",
    "change_word",
    "claim",
    "close_reports",
    "decide_several",
    "dismiss_appeal",
    "dismiss_reports",
    "erase_appeals",
    "erase_reports",
    "grant_appeal",
    "hold",
    "keep",
    "lapse",
    "let_go",
    "propose_merge",
    "publish",
    "publish_amendment",
    "publish_masked",
    "receive",
    "refuse_amendment",
    "refuse_unless_seen",
    "remove",
    "report",
    "restore",
    "resume",
    "retire_reason",
    "screen",
    "screen_waiting",
    "standing_verdict",
    "take_back",
    "take_out_attachment",
    "take_over",
    "take_step",
]
