"""From text to lines: what is markup is understood or set aside, what is text is left as it was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Marks that only steer the direction or join nothing: they hide a number from whoever looks for one.
INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u061c\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]"
)
# Without the signs that stand for a whole phrase or for a currency.
PRESENTATION_FORM = re.compile("[\ufb50-\ufd3d\ufd50-\ufdcf\ufe70-\ufefc]")
SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")

HEADING = re.compile(r"^ {0,3}(#(?=[ \t])|#{2,6}(?=[^#]))[ \t]*(.*?)[ \t]*#*[ \t]*$")
UNDERLINE = re.compile(r"^ {0,3}(=+|-{3,})[ \t]*$")
SEPARATOR = re.compile(r"^[\s\-*_=~—–ـ•.·…#+|:]+$")
FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
QUOTE = re.compile(r"^ {0,3}>[ \t]?")
BULLET = re.compile(
    r"^\s*(?P<mark>[-*+–—•◦▪■□●○‣·∙➢✓✔❖►»\uf000-\uf0ff]|o(?=\t))"
    r"(?:[ \t]+|(?<=[-–—•◦▪■●‣·\uf000-\uf0ff])(?=[^\W\d_]))(?P<text>\S.*)$"
)
TABLE_ROW = re.compile(r"^\s*\|.*\||^[^|]+(?:\|[^|]+){2,}$|^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*$")
TABBED_ROW = re.compile(r"^\s*[^\t]+(?:\t+[^\t]+){2,}\s*$")
CONTENTS_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){3,}|_{4,}|·{4,})\s*\d{1,4}\s*$")
CONTENTS_TAB = re.compile(r"\S\t+\d{1,3}\s*$")
CONTENTS_PAGE = re.compile(r"\s(\d{1,3})$")
PAGE_NUMBER = re.compile(
    r"^\s*(?:(?:page|صفحة|ص)\s*\d{1,4}(?:\s*(?:of|من|/)\s*\d{1,4})?|\d{1,4}(?:\s*(?:of|من|/)\s*\d{1,4})?"
    r"|([-–—])\s*\d{1,4}\s*\1)\s*$",
    re.I,
)

TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|div|p|br|hr|font|center|sup|sub|small|mark|section|article|table|tr|td|th|ul|ol|li"
    r"|h[1-6]|bdi|bdo|details|summary|a)(?:\s[^<>]{0,300})?/?>|<!--[^<>]{0,500}-->",
    re.I,
)
LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(\s*<?([^()\s<>]{1,500})>?(?:\s+\"[^\"]{0,200}\")?\s*\)")
ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,500})>")
EMPHASIS = (
    re.compile(r"(?<![\\*])(\*\*\*|\*\*)(?=[^\s*])(.{1,1000}?)(?<=[^\s*\\])\1(?!\*)"),
    re.compile(r"(?<![\w\\_])(___|__)(?=[^\s_])(.{1,1000}?)(?<=[^\s_\\])\1(?![\w_])"),
    re.compile(r"(?<![\w\\*])(\*)(?=[^\s*])([^*]{1,1000}?)(?<=[^\s\\])\*(?![\w*])"),
    re.compile(r"(?<![\w\\_])(_)(?=[^\s_])([^_]{1,1000}?)(?<=[^\s\\])_(?![\w_])"),
    re.compile(r"(?<!`)(`{1,2})(?=[^\s`])([^`]{1,1000}?)\1(?!`)"),
)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|])")
ESCAPED_LABEL = re.compile(r"^\W*\w{1,4}\\[.)\-]")
BOLD_LINE = re.compile(r"^\s*(\*\*|__)(?=[^\s*_])[^*_]+\1\s*:?\s*$")


class LineKind(StrEnum):
    BLANK = "blank"
    TEXT = "text"
    HEADING = "heading"
    BULLET = "bullet"
    QUOTE = "quote"
    ASIDE = "aside"


class Reason(StrEnum):
    """Why a line is no part of a policy; `report` says it in words."""

    NONE = ""
    ROW = "row"
    CONTENTS = "contents"
    PAGE = "page"
    MARKUP = "markup"
    SYMBOLS = "symbols"


@dataclass(frozen=True)
class Line:
    number: int
    kind: LineKind
    # The words, without markup; of a bullet with its mark.
    text: str
    indent: int = 0
    after_blank: bool = False
    is_bold: bool = False
    # Typed so that it is no number ("1986\. A year"), or inside a quotation.
    is_literal: bool = False
    reason: Reason = Reason.NONE

    @property
    def words(self) -> str:
        """The text of a bullet without its mark."""
        return self.text[2:] if self.kind is LineKind.BULLET else self.text


def split_lines(text: str) -> list[Line]:
    raw = [_clean(line) for line in LINE_END.split(text)]
    lines = [_line(number, line) for number, line in enumerate(raw, 1)]
    lines = _without_fences(lines, raw)
    lines = _with_underlined_headings(lines, raw)
    lines = _without_tables(lines, raw)
    return _with_blanks_before(lines)


def plain(text: str) -> str:
    """The words of a line: emphasis goes, the address of a link stays beside its words."""
    text = TAG.sub("", text)
    text = LINK.sub(_link_words, text)
    text = ADDRESS.sub(r"\1", text)
    for pattern in EMPHASIS:
        text = pattern.sub(r"\2", text)
    return SPACES.sub(" ", ESCAPED.sub(r"\1", text)).strip()


def _link_words(match: re.Match[str]) -> str:
    words, address = match.groups()
    return address if words.strip() in ("", address) else f"{words} ({address})"


def _clean(line: str) -> str:
    line = PRESENTATION_FORM.sub(lambda form: unicodedata.normalize("NFKC", form[0]), line)
    return INVISIBLE.sub("", line).replace("\u00a0", " ")


def _line(number: int, raw: str) -> Line:
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    if not raw.strip() or SEPARATOR.match(raw):
        return Line(number, LineKind.BLANK, "")
    kind, text = _kind(raw)
    words = plain(text)
    if not any(letter.isalnum() for letter in words):
        return _aside(number, raw, Reason.SYMBOLS if words else Reason.MARKUP)
    if kind is LineKind.BULLET:
        words = f"- {words}"
    literal = kind is LineKind.QUOTE or bool(ESCAPED_LABEL.match(text))
    return Line(number, kind, words, indent, is_bold=bool(BOLD_LINE.match(text)), is_literal=literal)


def _kind(raw: str) -> tuple[LineKind, str]:
    if match := HEADING.match(raw):
        return LineKind.HEADING, match[2]
    if QUOTE.match(raw):
        return LineKind.QUOTE, re.sub(r"^(?:\s*>)+[ \t]?", "", raw)
    # An indented star that opens an emphasis is no bullet: BULLET asks for a space behind it.
    if match := BULLET.match(raw):
        return LineKind.BULLET, match["text"]
    return LineKind.TEXT, raw


def _aside(number: int, raw: str, reason: Reason) -> Line:
    return Line(number, LineKind.ASIDE, raw.strip(), reason=reason)


def _without_fences(lines: list[Line], raw: list[str]) -> list[Line]:
    """Between fences a text stands as it is: it is kept, but nothing in it is a number or a heading."""
    inside, result = "", []
    for line, source in zip(lines, raw, strict=True):
        fence = FENCE.match(source)
        if fence and (not inside or fence[1].startswith(inside)):
            inside = "" if inside else fence[1][:3]
            result.append(Line(line.number, LineKind.BLANK, ""))
        elif inside and source.strip() and any(letter.isalnum() for letter in source):
            result.append(Line(line.number, LineKind.QUOTE, source.strip(), is_literal=True))
        else:
            result.append(line)
    return result


def _with_underlined_headings(lines: list[Line], raw: list[str]) -> list[Line]:
    result = list(lines)
    for index in range(len(lines) - 1):
        before_is_open = index == 0 or lines[index - 1].kind in (LineKind.BLANK, LineKind.HEADING)
        if lines[index].kind is LineKind.TEXT and before_is_open and UNDERLINE.match(raw[index + 1]):
            result[index] = replace(lines[index], kind=LineKind.HEADING)
    return result


def _without_tables(lines: list[Line], raw: list[str]) -> list[Line]:
    result, contents = [], _contents(raw)
    for index, (line, source) in enumerate(zip(lines, raw, strict=True)):
        reason = Reason.CONTENTS if index in contents else _why_not_text(index, raw)
        reason = Reason.NONE if line.kind in (LineKind.BLANK, LineKind.ASIDE) else reason
        result.append(_aside(line.number, source, reason) if reason else line)
    return result


def _why_not_text(index: int, raw: list[str]) -> Reason:
    source = raw[index]
    if PAGE_NUMBER.match(source):
        return Reason.PAGE
    if CONTENTS_LEADER.search(source) or _has_neighbour(CONTENTS_TAB.search, index, raw):
        return Reason.CONTENTS
    if TABLE_ROW.match(source) or _has_neighbour(TABBED_ROW.match, index, raw):
        return Reason.ROW
    return Reason.NONE


def _contents(raw: list[str]) -> set[int]:
    """Places of lines that name a page behind words that stand in a line of their own further down, and follow one
    another with rising pages."""
    written = [(index, line.rstrip()) for index, line in enumerate(raw) if line.strip()]
    last = {_letters(line): index for index, line in written}
    found: set[int] = set()
    before: tuple[int, int, str] | None = None
    for index, line in written:
        match = CONTENTS_PAGE.search(line)
        words = _letters(line[: match.start()]) if match else ""
        if not match or words.isdigit() or last.get(words, -1) <= index:
            before = None
            continue
        if before and before[1] <= int(match[1]) and before[2] != words:
            found |= {before[0], index}
        before = (index, int(match[1]), words)
    return found


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _has_neighbour(matches: Callable[[str], object], index: int, raw: list[str]) -> bool:
    """A single line with tabs may be a typist's; two such lines together are columns."""
    if not matches(raw[index]):
        return False
    return any(0 <= other < len(raw) and matches(raw[other]) for other in (index - 1, index + 1))


def _with_blanks_before(lines: list[Line]) -> list[Line]:
    result, blank = [], True
    for line in lines:
        if line.kind is LineKind.BLANK:
            blank = True
            continue
        result.append(replace(line, after_blank=blank))
        # What is set aside parts its neighbours as a blank line does; the number of a page falls where it will.
        blank = line.kind is LineKind.ASIDE and (blank or line.reason is not Reason.PAGE)
    return result
