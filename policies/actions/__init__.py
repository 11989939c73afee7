"""What is done to policies.

    draft ──submit──▶ awaiting approval ──approve (somebody else)──▶ published = frozen as a version

The steps before publication are Wagtail's workflow; `freeze` is called by the signal of every publication.
"""

from .approval import APPROVERS, EDITORS, ensure_workflow
from .drafting import ImportedPart, ensure_index, free_slug, identify_parts, make_draft
from .freezing import freeze
from .importing import as_part, import_policy, made_draft, translate
from .scheduling import publish_due

__all__ = [
    "APPROVERS",
    "EDITORS",
    "ImportedPart",
    "as_part",
    "ensure_index",
    "ensure_workflow",
    "free_slug",
    "freeze",
    "identify_parts",
    "import_policy",
    "made_draft",
    "make_draft",
    "publish_due",
    "translate",
]
