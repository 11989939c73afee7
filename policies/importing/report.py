"""What an import made and what it could not place, line by line, for whoever ran it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .lines import Line, Reason
from .structure import Imported, ImportedPart, Unplaced

REASONS = {
    Reason.ROW: gettext_lazy("a row of a table"),
    Reason.CONTENTS: gettext_lazy("a line of a table of contents"),
    Reason.PAGE: gettext_lazy("a number by itself, perhaps of a page"),
    Reason.MARKUP: gettext_lazy("markup without text"),
    Reason.SYMBOLS: gettext_lazy("no words in it"),
}
# Enough of a text to know it by.
GLIMPSE = 70


def report(imported: Imported) -> Iterator[str]:
    if imported.is_foreign:
        yield _("Warning: most letters of this file belong to another language than the one given with --language.")
    yield _counts(imported)
    yield from (_part_line(part) for part in imported.parts)
    if not imported.unplaced and not imported.doubtful:
        yield _("Every line has its place.")
    yield from _doubts(imported.doubtful)
    yield from _leftovers(imported.unplaced)


def _doubts(lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        return
    yield ngettext(
        "%(count)d line begins with what may be a number and was not understood; it stands as text:",
        "%(count)d lines begin with what may be a number and were not understood; they stand as text:",
        len(lines),
    ) % {"count": len(lines)}
    for line in lines:
        yield "  " + _("line %(line)4d") % {"line": line.number} + f"  {_glimpse(line.text)}"


def _leftovers(lines: Sequence[Unplaced]) -> Iterator[str]:
    if not lines:
        return
    count = len(lines)
    yield ngettext("%(count)d line could not be placed:", "%(count)d lines could not be placed:", count) % {
        "count": count
    }
    yield from (_unplaced_line(line) for line in lines)


def unmatched_report(parts: tuple[ImportedPart, ...]) -> Iterator[str]:
    """Parts of a translation whose address the draft does not have."""
    for part in parts:
        yield "  " + _("line %(line)4d  the draft has no “%(key)s”: %(text)s") % {
            "line": part.line,
            "key": part.key,
            "text": _glimpse(part.heading or part.body),
        }


def _counts(imported: Imported) -> str:
    points, sections = len(imported.points), len(imported.sections)
    return _("%(points)s, %(sections)s") % {
        "points": ngettext("%(count)d numbered point", "%(count)d numbered points", points) % {"count": points},
        "sections": ngettext("%(count)d named section", "%(count)d named sections", sections) % {"count": sections},
    }


def _part_line(part: ImportedPart) -> str:
    kind = _("point %(number)s") % {"number": part.number} if part.kind == "point" else _("section")
    text = " | ".join(words for words in (part.heading, part.body) if words)
    return "  " + _("line %(line)4d") % {"line": part.line} + f"  {kind:<12} #{part.key:<16} {_glimpse(text)}"


def _unplaced_line(line: Unplaced) -> str:
    return "  " + _("line %(line)4d  %(reason)s: %(text)s") % {
        "line": line.line,
        "reason": REASONS[line.reason],
        "text": _glimpse(line.text),
    }


def _glimpse(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= GLIMPSE else f"{text[:GLIMPSE].rstrip()}…"
