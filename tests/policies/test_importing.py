"""Documents as ministries type them, and the parts they come to."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from policies.importing.reading import read_text
from policies.importing.structure import parse
from tests.policies.importing_outline import outline

TEXTS = Path(__file__).parent / "texts"
SHARED = Path(os.environ.get("SHARED_DIR", settings.ROOT.parent / "shared")) / "real"
needs_shared = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason=f"the source texts in {SHARED} are absent"),
]


def documents():
    return sorted(path for path in TEXTS.iterdir() if path.suffix in (".txt", ".md"))


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_a_document_comes_to_the_parts_in_its_outline(path):
    assert outline(parse(read_text(path), path.name[:2])) == path.with_suffix(".outline").read_text()


@pytest.mark.parametrize("sign", [".", "-", "–", "—", "ـ", ")", " -", ".-", "- ", "/ "])
def test_a_number_may_be_parted_from_its_text_by_any_sign(sign):
    points = parse(f"10{sign} تُنشر المساهمات.\n11{sign} تُحفظ الحقوق.", "ar").points
    assert [(point.number, point.key) for point in points] == [("10", "point-10"), ("11", "point-11")]


@pytest.mark.parametrize(
    "line",
    [
        "1432هـ هو عام إطلاق الخدمة.",
        "20 ألف مدير مدرسة.",
        "19996 رقم مركز الاتصال.",
        "2024: عام التحول الرقمي.",
        "2024- عام التحول الرقمي.",
        "3.5 % نسبة الزيادة.",
        "٣٫٥ مليون ريال.",
        "50% من الشكاوى.",
        "10:30 صباحا موعد البدء.",
        "12-05-2024 آخر موعد.",
        "12/5/2024 آخر موعد.",
        "9-12 سنة الفئة المستهدفة.",
        "2425 5552 هاتف الدعم.",
        "1,500 طالب شاركوا.",
        "7-day notice is given.",
        "24-hour service is offered.",
        "(968) 2425 5552 is the number.",
        "50 – the most pupils in a class.",
        "Article 5 of the Act applies.",
        "First, a word of thanks.",
        "أ. محمد بن سالم",
        "«1- هكذا قال» ثم مضى.",
        "> 1. A quoted rule.",
    ],
)
def test_not_every_number_at_the_beginning_of_a_line_is_a_point(line):
    assert parse(f"فقرة تمهيدية كاملة.\n\n{line}\n\nفقرة أخرى كاملة.", "ar").points == ()


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("أولا: نص.\nثانيا: نص.", "First: text.\nSecond: text."),
        ("١- نص:\nأ- نص.\nب- نص.", "1. Text:\n(a) text.\n(b) text."),
        ("المادة (1): نص.\nالمادة (2): نص.", "Article 1: text.\nArticle 2: text."),
        ("أهداف:\n1- نص.\nفئات:\n1- نص.", "Aims:\n1. text.\nGroups:\n1. text."),
    ],
)
def test_a_translation_has_the_addresses_of_its_original(arabic, english):
    assert [part.key for part in parse(arabic, "ar").parts] == [part.key for part in parse(english, "en").parts]


def doubtful(text, language="ar"):
    return [line.text for line in parse(text, language).doubtful]


@pytest.mark.parametrize("line", ["0. نص.", "-1. نص.", "999999. نص.", "IV. نص.", "ج) نص.", "(ج) نص.", "b. text."])
def test_what_looks_like_a_number_and_is_not_understood_is_told(line):
    text = f"فقرة تمهيدية كاملة.\n\n{line}\n\nفقرة أخرى كاملة."
    assert (doubtful(text), parse(text, "ar").points) == ([line], ())


@pytest.mark.parametrize(
    "line",
    ["1432هـ هو عام.", "20 ألف مدير.", "2024: عام.", "(968) 2425 5552", "أ. محمد", "7-day notice"],
)
def test_what_nobody_would_take_for_a_number_is_not_told(line):
    assert doubtful(f"فقرة تمهيدية كاملة.\n\n{line}\n\nفقرة أخرى كاملة.") == []


def test_a_line_that_was_not_understood_is_no_part_of_the_point_above_it():
    parts = parse("1. Goggles are worn.\nm) Windows are closed.\n2. Hands are washed.", "en").parts
    assert [part.body for part in parts] == [
        "Goggles are worn.",
        "m) Windows are closed.",
        "Hands are washed.",
    ]


def test_a_line_that_was_not_understood_is_not_the_title():
    assert parse("0. Wear goggles\nClose the windows.", "en").title == ""


@pytest.mark.parametrize("text", ["1. Pupils:\n    3) text.", "1. Pupils.\n\n# Parents\n\n3) text."])
def test_another_mark_indented_or_behind_a_heading_does_not_go_on_with_the_list(text):
    assert "point-3" not in [part.key for part in parse(text, "en").parts]


@pytest.mark.parametrize(
    ("text", "language", "is_foreign"),
    [
        ("Participation policy of the schools", "ar", True),
        ("سياسة المشاركة في المدارس", "en", True),
        ("Политика участия", "en", True),
        ("سياسة المشاركة (Participation policy)", "ar", False),
        ("سياسة المشاركة (Participation policy)", "en", False),
        ("12 345", "ar", False),
    ],
)
def test_a_text_is_foreign_when_two_letters_in_three_are_of_another_script(text, language, is_foreign):
    assert parse(text, language).is_foreign == is_foreign


@pytest.mark.parametrize("pytestmark", [pytest.param(None, marks=needs_shared)])
class TestRealTexts:
    def test_the_policy_keeps_its_numbers_and_its_paragraphs(self, pytestmark):
        imported = parse(read_text(SHARED / "003_356845bc9a9f03dc.txt"), "ar")
        assert [(part.line, part.kind, part.number, part.key) for part in imported.parts] == [
            (1, "section", "", "section-1"),
            (8, "section", "", "section-2"),
            (11, "point", "10", "point-10"),
            (12, "point", "11", "point-11"),
            (13, "section", "", "section-3"),
        ]

    def test_no_two_points_of_three_lists_share_an_address(self, pytestmark):
        points = parse(read_text(SHARED / "000_32666462c5094635.txt"), "ar").points
        assert [point.number for point in points] == [*"12345", *"12345", *"1234567"]
        assert len({point.key for point in points}) == len(points)

    def test_a_text_without_numbers_is_one_section(self, pytestmark):
        imported = parse(read_text(SHARED / "002_36d87ad5df8627b9.txt"), "ar")
        assert imported.title.startswith('"تعليمية أم القيوين"')
        assert [part.kind for part in imported.parts] == ["section"]
