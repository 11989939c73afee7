"""Files that can be read, and what is said about those that cannot."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from policies.importing.reading import LARGEST, UnreadableFileError, decode, read_text

TEXT = "١- كافة المساهمات تُنشر باسم الجهة التي أعدتها.\n٢- يُرد على كل مساهمة.\n"
# Windows-1256 knows neither Arabic-Indic digits nor every mark.
SIMPLE_TEXT = "1- كافة المساهمات تنشر باسم الجهة التي أعدتها.\n2- يرد على كل مساهمة – دون استثناء.\n"


@pytest.fixture(autouse=True)
def in_english(in_arabic: None) -> Iterator[None]:
    """The sentences below are English."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_form_of_unicode_is_read(encoding):
    assert decode(TEXT.encode(encoding)).lstrip("\ufeff") == TEXT


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6"])
def test_the_older_arabic_encodings_are_read(encoding):
    text = SIMPLE_TEXT if encoding == "cp1256" else SIMPLE_TEXT.replace("–", "-")
    assert decode(text.encode(encoding)) == text


def test_english_with_the_quotation_marks_of_windows_is_read():
    assert decode("1. The “name” is published – always.".encode("cp1252")) == "1. The “name” is published – always."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \r\n\t\n", "The file is empty."),
        (b"a" * (LARGEST + 1), "larger than 2 MB"),
        (b"%PDF-1.7\n1 0 obj", "of the kind PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "of the kind Word"),
        (b"{\\rtf1\\ansi text}", "of the kind RTF"),
        (b"\n<!DOCTYPE html><p>text", "of the kind HTML"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "not a text file"),
        (bytes(range(1, 32)) * 9, "not a text file"),
        (b"12345 67890\n--- !!!", "not a text file"),
        (TEXT.encode()[:40] + b"\xff\xfe" + TEXT.encode()[40:], "in line 1"),
        (TEXT.encode("utf-16") + b"\x00", "in line"),
        ("Политика участия граждан в принятии решений. ".encode("cp1251") * 5, "in line 1"),
        (bytes([0xC7, 0xC8, 0xCA, 0x20]) * 30, "in line 1"),
        (TEXT.encode().decode("cp1252", "replace").encode(), "damaged"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(data, sentence):
    with pytest.raises(UnreadableFileError, match=sentence):
        decode(data)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UnreadableFileError, match="is a folder"):
        read_text(tmp_path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreadableFileError, match="no file “.*absent.txt”"):
        read_text(tmp_path / "absent.txt")


def test_a_path_that_no_file_can_have_is_no_crash():
    with pytest.raises(UnreadableFileError):
        read_text("a\x00b")
