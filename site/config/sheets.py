"""Tables that a reader takes away: as CSV for programmes, as an Excel workbook for people."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet takes for the beginning of a formula, and calculates (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# In characters, as Excel counts.
NARROWEST, WIDEST = 10, 60
HEAD, WORDS = "Head", "Words"


class Link(str):
    """An address of ours, which leads there; what people write never does."""

    __slots__ = ()


def csv_sheet(name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """UTF-8 with a byte order mark, without which spreadsheets take it for something else."""
    answer = _download(name, "text/csv; charset=utf-8")
    answer.write("\ufeff")
    csv.writer(answer).writerows([_tame(value) for value in row] for row in rows)
    return answer


def excel_sheet(name: str, rows: Sequence[Sequence[Any]], *, title: str, is_rtl: bool) -> HttpResponse:
    """One table. Its first row is its head, and stays while the rest is scrolled. `title`: at most 31 letters."""
    book = Workbook(write_only=True)
    for style, font in ((HEAD, Font(bold=True)), (WORDS, Font())):
        book.add_named_style(NamedStyle(style, font=font, alignment=Alignment(wrap_text=True, vertical="top")))
    book.properties.creator = gettext("Musharaka")
    sheet = book.create_sheet(title)
    sheet.sheet_view.rightToLeft = is_rtl
    sheet.freeze_panes = "A2"
    for at, column in enumerate(zip(*rows, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _width(column)
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, WORDS if number else HEAD) for value in row])
    answer = _download(name, EXCEL)
    book.save(answer)
    return answer


def _download(name: str, content_type: str) -> HttpResponse:
    """A name in Arabic letters arrives as it is."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content_type=content_type, headers={"Content-Disposition": disposition or "attachment"})


def _tame(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _cell(sheet: Any, value: Any, style: str) -> Cell:
    """Words stay words, whatever they begin with. The style first: a day adds its own format to it."""
    cell = WriteOnlyCell(sheet)
    cell.style = style
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, Link):
        cell.hyperlink = str(value)
    return cell


def _width(column: Sequence[Any]) -> int:
    longest = max(len(line) for value in column for line in (str(value).splitlines() or [""]))
    return min(max(longest + 2, NARROWEST), WIDEST)
