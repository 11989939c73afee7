"""Policies with numbered points, and their published versions."""

from .approval import ApprovalByAnother
from .pages import LegalBasis, PolicyIndexPage, PolicyPage, PolicyPart
from .texts import DraftPart, FrozenPart, FrozenVersion, VersionKind
from .versions import PartKind, Point, PointKey, Policy, PolicyKind, PolicyVersion

__all__ = [
    "ApprovalByAnother",
    "DraftPart",
    "FrozenPart",
    "FrozenVersion",
    "LegalBasis",
    "PartKind",
    "Point",
    "PointKey",
    "Policy",
    "PolicyIndexPage",
    "PolicyKind",
    "PolicyPage",
    "PolicyPart",
    "PolicyVersion",
    "VersionKind",
]
