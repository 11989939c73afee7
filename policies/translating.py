"""What of a text is missing in English: said to whoever submits and whoever approves it, never in their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

if TYPE_CHECKING:
    from policies.models import DraftPart
    from policies.models.approval import TextPage


def not_yet_english(page: TextPage) -> str:
    """One sentence; empty where the English is complete."""
    lacking = [part for part in page.parts.all() if _lacks_english(part)]  # type: ignore[attr-defined]
    sections = [part for part in lacking if part.kind == "section"]
    missing = [
        _("the title") if not page.title_en.strip() else "",  # type: ignore[attr-defined]
        _("the introduction") if _is_untranslated(page.introduction_ar, page.introduction_en) else "",  # type: ignore[attr-defined]
        page.count_numbered(len(lacking) - len(sections)) if len(lacking) > len(sections) else "",
        _count_sections(len(sections)) if sections else "",
    ]
    if not any(missing):
        return ""
    sentence = _("Not yet in English: %(missing)s. Readers of English see the Arabic in its place.")
    return sentence % {"missing": pgettext("between two words of a list", ", ").join(filter(None, missing))}


def _is_untranslated(arabic: str, english: str) -> bool:
    return bool(arabic.strip()) and not english.strip()


def _lacks_english(part: DraftPart) -> bool:
    return _is_untranslated(part.heading_ar, part.heading_en) or _is_untranslated(part.body_ar, part.body_en)


def _count_sections(count: int) -> str:
    counted = ngettext("%(count)d chapter or section", "%(count)d chapters or sections", count)
    return counted % {"count": count}
