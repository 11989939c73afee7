"""Tables to take away: what a spreadsheet makes of them, whatever stands in their cells."""

from io import BytesIO
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from config.sheets import csv_sheet, excel_sheet

CALCULATED = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def written(rows):
    return load_workbook(BytesIO(excel_sheet("a.xlsx", rows, is_rtl=True).content)).active


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


def test_a_workbook_with_its_head_alone_opens():
    assert written([["head", "other"]]).max_row == 1


@pytest.mark.parametrize("sheet", [csv_sheet("نتيجة.csv", []), excel_sheet("نتيجة.csv", [["head"]], is_rtl=True)])
def test_a_name_in_arabic_arrives_whole(sheet):
    assert sheet["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('نتيجة.csv')}"
