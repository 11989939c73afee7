"""Tables to take away: what a spreadsheet makes of them, whatever stands in their cells."""

from datetime import datetime
from io import BytesIO
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from config.sheets import Link, csv_sheet, excel_sheet

NAME = "نتيجة.csv"
CALCULATED = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def written(rows):
    return load_workbook(BytesIO(excel_sheet("a.xlsx", rows, title="النتيجة", is_rtl=True).content)).active


@pytest.mark.parametrize("typed", CALCULATED)
def test_no_word_of_a_csv_begins_as_a_formula_does(typed):
    cell = csv_sheet("a.csv", [[typed]]).content.decode("utf-8-sig").strip('"\r\n')
    assert cell.startswith("'")


@pytest.mark.parametrize("typed", CALCULATED)
def test_no_word_of_a_workbook_is_a_formula(typed):
    assert [cell.data_type for cell in written([["head"], [typed]])["A"]] == ["s", "s"]


def test_numbers_stay_numbers():
    assert csv_sheet("a.csv", [[-3]]).content.decode("utf-8-sig").strip() == "-3"
    assert written([["head"], [-3]])["A2"].value == -3


def test_signs_that_no_workbook_may_hold_are_left_out():
    assert written([["head"], ["a\x0bb"]])["A2"].value == "ab"


def test_words_are_wrapped_and_a_moment_is_shown_as_one():
    [[_head, _other], [words, at]] = written([["head", "other"], ["words", datetime(2026, 11, 2, 9, 30)]]).iter_rows()
    assert words.alignment.wrap_text
    assert (at.alignment.wrap_text, at.is_date, at.value) == (True, True, datetime(2026, 11, 2, 9, 30))


def test_the_head_is_bold_and_the_rest_is_not():
    assert [cell.font.b for cell in written([["head"], ["words"]])["A"]] == [True, False]


def test_a_workbook_with_its_head_alone_opens():
    assert written([["head", "other"]]).max_row == 1


@pytest.mark.parametrize(
    "sheet", [csv_sheet("نتيجة.csv", []), excel_sheet("نتيجة.csv", [["head"]], title="نتيجة", is_rtl=True)]
)
def test_a_name_in_arabic_arrives_whole(sheet):
    assert sheet["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('نتيجة.csv')}"


def test_a_link_leads_there_and_what_people_write_leads_nowhere():
    [_head, ours, theirs] = written([["head"], [Link("https://here.example/")], ["https://elsewhere.example/"]])["A"]
    assert (ours.hyperlink.target, theirs.hyperlink) == ("https://here.example/", None)


def test_a_workbook_is_called_by_its_title():
    assert written([["head"]]).title == "النتيجة"
