"""From a file to its text, or to a sentence that says why not."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from django.utils.translation import gettext as _

LARGEST = 2 * 1024 * 1024

# The longer marks first: the mark of UTF-32 begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OTHER_FORMATS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word (.docx)"),
    (b"\xd0\xcf\x11\xe0", "Word (.doc)"),
    (b"{\\rtf", "RTF"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)
ARABIC_LETTER = re.compile("[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# What UTF-8 Arabic turns into when it was once read as Windows-1252 or Windows-1256 and saved again.
TWICE_ENCODED = re.compile(
    "[ØÙ][\u0080-\u00ff\u0152-\u0192\u2013-\u2122]|[طظ][\u00a0-\u00bf\u2013-\u2122\u0679-\u06d2]"
)


class UnreadableFileError(Exception):
    """A file that holds no text we can read. Its message is for the person who chose the file."""


def read_text(path: str | Path) -> str:
    return decode(_bytes_of(Path(path)))


def decode(data: bytes) -> str:
    if len(data) > LARGEST:
        raise UnreadableFileError(
            _("The file is larger than %(size)d MB. A policy is text: split the file, or take its pictures out.")
            % {"size": LARGEST // 1024 // 1024}
        )
    _refuse_other_formats(data)
    text = _decoded(data)
    if not text.strip("\ufeff \t\r\n\x0b\x0c\u00a0\u200b-\u200f"):
        raise UnreadableFileError(_("The file is empty."))
    _refuse_what_is_not_text(text)
    return text


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFileError(_("“%(path)s” is a folder. Name the file in it.") % {"path": path})
        if path.exists() and not path.is_file():
            raise UnreadableFileError(_("“%(path)s” is not an ordinary file.") % {"path": path})
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UnreadableFileError(_("There is no file “%(path)s”.") % {"path": path}) from error
    except PermissionError as error:
        raise UnreadableFileError(_("You may not read the file “%(path)s”.") % {"path": path}) from error
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            _("The file “%(path)s” cannot be read: %(error)s") % {"path": path, "error": error}
        ) from error


def _refuse_other_formats(data: bytes) -> None:
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, name in OTHER_FORMATS:
        if start.startswith(mark.lower()):
            raise UnreadableFileError(
                _("This is a file of the kind %(name)s. Save it as plain text (UTF-8) and import that.")
                % {"name": name}
            )


def _decoded(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded_as(data, encoding)
    if b"\x00" in data:
        return _decoded_as(data, _utf16_without_mark(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decoded_as_one_byte(data, error)


def _decoded_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(data, error.start) from error


def _utf16_without_mark(data: bytes) -> str:
    """A text in UTF-16 has a constant high byte in every second place, often 0 (Latin) or 6 (Arabic)."""
    for encoding, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if high and (high.count(0) + high.count(6)) / len(high) > 0.8:
            return encoding
    raise _not_text()


def _decoded_as_one_byte(data: bytes, error: UnicodeDecodeError) -> str:
    """Every byte means something in Windows-1256, so the result is believed only where it reads as a text."""
    repaired = data.decode("utf-8", "replace")
    broken, sound = repaired.count("\ufffd"), sum(1 for letter in repaired if letter > "\x7f")
    if sound > 3 * broken:
        # A text in UTF-8 with damage in a few places, not a text in another encoding.
        raise _wrong_encoding(data, error.start) from error
    text = max((data.decode(encoding, "replace") for encoding in ("cp1256", "iso8859-6")), key=_arabic_sense)
    high = sum(1 for byte in data if byte >= 0x80)
    readable = sum(1 for letter in text if ARABIC_LETTER.match(letter) or letter in "–—‘’“”«»…،؛؟ًٌٍَُِّْـéàèç•£€")
    if readable < 0.9 * high or (high > 60 and _arabic_sense(text) <= 0 and ARABIC_LETTER.search(text)):
        raise _wrong_encoding(data, error.start) from error
    return text


def _arabic_sense(text: str) -> int:
    """The article is the commonest pair of letters in Arabic, whatever the text is about."""
    return text.count("ال") + text.count(" و") - 5 * text.count("\ufffd")


def _wrong_encoding(data: bytes, position: int) -> UnreadableFileError:
    line = data.count(b"\n", 0, position) + 1
    return UnreadableFileError(
        _("The letters in line %(line)d cannot be read. Save the file as UTF-8 and import it again.") % {"line": line}
    )


def _not_text() -> UnreadableFileError:
    return UnreadableFileError(_("This is not a text file. Save the policy as plain text (UTF-8) and import that."))


def _refuse_what_is_not_text(text: str) -> None:
    if len(CONTROL.findall(text)) > len(text) / 100 or not any(letter.isalpha() for letter in text):
        raise _not_text()
    letters = sum(1 for letter in text if letter.isalpha())
    if letters > 20 and 2 * len(TWICE_ENCODED.findall(text)) > 0.5 * letters:
        raise UnreadableFileError(
            _("The letters were damaged when this file was saved. Take the text from its source again, as UTF-8.")
        )
