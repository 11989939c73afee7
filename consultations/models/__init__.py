"""Consultations: when they are open, the drafts they are about, and what became of them."""

from .consultation import Conclusion, Consultation, Extension, Phase, Stage
from .draft import ClauseKey, ClauseKind, ClauseVersion, Draft, DraftHtml, DraftVersion
from .pages import ClausePart, ConsultationIndexPage, ConsultationPage

__all__ = [
    "ClauseKey",
    "ClauseKind",
    "ClausePart",
    "ClauseVersion",
    "Conclusion",
    "Consultation",
    "ConsultationIndexPage",
    "ConsultationPage",
    "Draft",
    "DraftHtml",
    "DraftVersion",
    "Extension",
    "Phase",
    "Stage",
]
