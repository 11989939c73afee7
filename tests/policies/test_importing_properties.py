"""What holds for every text, however it was typed."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policies.importing.structure import NAMES, ImportedPart, parse

LINE_ENDS = "\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]"
pytestmark = pytest.mark.slow

WORDS = (
    "التعليم المدرسة أولياء الأمور تلتزم، يُنشر القرار. المشاركة: (الطلبة) «رأي» the school must publish. what?"
    " **bold** *soft* _low_ `code` 2024 3.5% 10:30 20 https://a.om/b_c 12-05-2024 و هـ - – | # > __ [x](y) <b>"
)
SENTENCE = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12).map(" ".join)
NUMBERS = (
    "1- 2- 3– ١- ٢) ۳. 1. 2. 3. 4) (1) (2) [3] 10- 7- أولا: ثانيًا: ثالثا- أ- ب- ج) هـ- (a) (b) (i) (ii) A. 1.1 1.2 2.1."
    " المادة_(1) المادة_الثانية: البند_3: الفصل_الأول Article_5 Section_2: Chapter_I First: .1 -2 ① 5_مكرر- #"
)
NUMBER = st.sampled_from(NUMBERS.split()).map(lambda number: number.replace("_", " "))
LINE = st.one_of(
    SENTENCE,
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "  ", "\t", "- ", "## ", "> ", "* "]),
        NUMBER,
        st.sampled_from([" ", "", "\t"]),
        SENTENCE,
    ),
    st.sampled_from(["", "", "---", "===", "| a | b |", "```", "- نقطة", "الأهداف:", "7", "\u200f"]),
    st.text(max_size=40),
)
TEXT = st.lists(LINE, max_size=25).map("\n".join)


def letters(text: str) -> str:
    """What a reader would miss: letters and digits, in one spelling of their forms, without layout."""
    text = re.sub(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", "", text)
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


@given(TEXT)
@example("<A\n>")
@settings(max_examples=400, deadline=None)
def test_every_line_is_in_one_part_or_among_what_could_not_be_placed(text):
    imported = parse(text, "ar")
    lines = re.split(LINE_ENDS, text)
    found = [imported.title, *(line.text for line in imported.unplaced)]
    found += [words for part in imported.parts for words in words_from_source(part, lines)]
    assert sorted(letters_of_each(found)) == sorted(letters_of_each(lines))


def letters_of_each(lines: list[str]) -> str:
    """Line by line: what opens in one line and closes in another is no markup."""
    return "".join(letters(line) for words in lines for line in re.split(LINE_ENDS, words))


def words_from_source(part: ImportedPart, lines: list[str]) -> list[str]:
    """Without the names that paragraphs get which have none, and with "المادة (3)" once, not as heading and number."""
    if part.kind == "section":
        is_invented = part.heading in NAMES["ar"].values() or part.heading.startswith("بعد ")
        return [part.body] if is_invented else [part.heading, part.body]
    line = letters(lines[part.line - 1])
    begins_with_number = line.startswith(letters(part.number)) and not part.heading.startswith("§")
    return [part.number, part.heading, part.body] if begins_with_number else [part.heading, part.body]


@given(TEXT, st.sampled_from(["ar", "en"]))
@settings(max_examples=200, deadline=None)
def test_no_two_parts_share_an_address(text, language):
    keys = [part.key for part in parse(text, language).parts]
    assert len(keys) == len(set(keys))


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_a_number_stands_in_its_line_as_it_was_typed(text):
    lines = re.split(LINE_ENDS, text)
    for point in parse(text, "ar").points:
        assert point.number
        assert letters(point.number) in letters(lines[point.line - 1])


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_every_section_has_a_name_and_no_number(text):
    for section in parse(text, "en").sections:
        assert section.heading.strip()
        assert section.number == ""


@given(TEXT)
@settings(max_examples=100, deadline=None)
def test_parts_stand_in_the_order_of_the_document(text):
    lines = [part.line for part in parse(text, "ar").parts]
    assert lines == sorted(lines)


@given(TEXT)
@settings(max_examples=100, deadline=None)
def test_addresses_are_the_same_in_both_languages(text):
    assert [part.key for part in parse(text, "ar").parts] == [part.key for part in parse(text, "en").parts]


def test_a_text_of_the_greatest_size_is_read_in_seconds():
    parse("10- كافة المساهمات تُنشر باسم أصحابها.\nفقرة تلي **النقطة\n" * 15_000, "ar")
    parse("**a _b [c `d " * 100_000, "en")
