"""A text with what was found in it marked, for moderators."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from moderation.hints import Hint


def marked(text: str, found: Sequence[Hint], *, since: int = 0) -> SafeString:
    """HTML in paragraphs of the text from `since` on; what each mark stands for is its title."""
    html, place = "", since
    for (start, end), label in sorted((span, hint.label) for hint in found for span in hint.spans if span[0] >= since):
        mark = format_html('<mark class="found" title="{}">{}</mark>', label, text[start:end])
        html += escape(text[place:start]) + mark
        place = end
    return mark_safe(linebreaks(html + escape(text[place:])))  # noqa: S308  (every piece is escaped above)
