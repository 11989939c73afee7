"""What is done to consultations.

    draft ──approve (somebody else)──▶ published: dates say upcoming, open, in review
                                           │
                     none ──cancel──────────▶ cancelled
                       └──publish_outcome──▶ outcome_published      (once it has closed and all are answered)

What time decides is computed from the dates; `STEPS` holds what people decide.
"""

from .concluding import STEPS, Unanswered, cancel, publish_outcome, why_not_yet
from .drafting import ensure_index, make_draft
from .freezing import freeze
from .importing import import_consultation
from .writing import write_html, write_missing_html

__all__ = [
    "STEPS",
    "Unanswered",
    "cancel",
    "ensure_index",
    "freeze",
    "import_consultation",
    "make_draft",
    "publish_outcome",
    "why_not_yet",
    "write_html",
    "write_missing_html",
]
