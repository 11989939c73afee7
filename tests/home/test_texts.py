"""The demo's texts: good Arabic typography, a translation for everything official, no sentence written twice."""

import re
from collections import Counter

import pytest

from home.demo.reading import names, parse, table, text

FOLDERS = ("policies", "consultations", "suggestions", "comments", "pages")
FILES = [*(name for folder in FOLDERS for name in names(folder)), "conclusions", "tickets", "reasons"]
ENTRIES = [(name, entry) for name in FILES for entry in text(name).walk()]
WRITTEN = [
    (name, words)
    for name, entry in ENTRIES
    for words in (
        entry.body,
        *(
            value
            for key, value in entry.fields.items()
            if key in {"ar", "en", "title", "summary_ar", "summary_en", "because"}
        ),
    )
    if words
]
PARAGRAPHS = [(name, line) for name, words in WRITTEN for line in words.splitlines() if line.strip()]
ARABIC = [(name, line) for name, line in PARAGRAPHS if re.search("[ء-ي]", line)]
ENGLISH = [(name, line) for name, line in PARAGRAPHS if not re.search("[ء-ي]", line)]


def sentences() -> list[str]:
    parts = (part.strip() for _, line in PARAGRAPHS for part in re.split(r"(?<=[.؟?!])\s", line))
    return [part for part in parts if len(part) > 40]


def test_no_two_texts_share_a_sentence():
    assert [sentence for sentence, times in Counter(sentences()).items() if times > 1] == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a Latin question mark", r"\?"),
        ("a Latin comma", r"[ء-ي]\s*,"),
        ("a Latin semicolon", r"[ء-ي]\s*;"),
        ("two spaces", r"  "),
        ("a space before punctuation", r"\s[،؛؟.]"),
        ("punctuation without a space after it", r"[،؛؟][^\s»)]"),
        ("straight quotation marks", r'"'),
        ("Arabic-Indic digits", r"[٠-٩]"),
        ("a stretched letter", "ـ"),
        ("presentation forms", "[ﭐ-﷿ﹰ-﻿]"),
        ("a range of numbers by a dash", r"\d\s*[-–]\s*\d"),
    ],
)
def test_arabic_lines_are_free_of(what, pattern):
    assert [line for _, line in ARABIC if re.search(pattern, line)] == [], what


@pytest.mark.parametrize("pattern", ["  ", r'"', r"\s[,;?.]", "[،؛؟]"])
def test_english_lines_are_well_set(pattern):
    assert [line for _, line in ENGLISH if re.search(pattern, line)] == []


def test_paragraphs_end_with_a_full_stop():
    bodies = [(name, entry.body) for name, entry in ENTRIES if entry.body and not name.startswith("pages/")]
    paragraphs = [line for _, body in bodies for line in body.splitlines() if line.strip() not in {"", "---"}]
    assert [line for line in paragraphs if not re.search(r"[.؟?]$", line)] == []


@pytest.mark.parametrize(
    "name", [*names("policies"), *names("consultations"), *names("pages"), "conclusions", "reasons"]
)
def test_official_texts_stand_in_both_languages(name):
    written = [entry for entry in text(name, depth=2 if name.startswith("pages") else 5).walk() if entry.body]
    assert [entry.key for entry in written if not re.search("[ء-ي]", entry.body_ar) or not entry.body_en] == []


def test_answers_stand_in_both_languages():
    answers = [entry for _, entry in ENTRIES if entry.key.startswith("answer") or entry.key in {"result", "stopped"}]
    assert answers
    assert [entry.body for entry in answers if not entry.body_en] == []


@pytest.mark.parametrize("name", names("consultations"))
def test_a_draft_has_nine_to_fourteen_clauses_in_three_chapters(name):
    chapters = text(name).children
    assert len(chapters) == 3
    assert 9 <= sum(len(chapter.children) for chapter in chapters) <= 14


def test_the_participation_policy_has_fourteen_points_in_order():
    points = [entry.key for entry in text("policies/participation").children if entry.key.isdigit()]
    assert points == [str(number) for number in range(1, 15)]


def test_there_are_at_least_twenty_five_suggestions():
    assert sum(len(text(name).children) for name in names("suggestions")) >= 25


def test_there_are_more_than_a_hundred_and_twenty_comments():
    assert sum(entry.key in {"comment", "reply"} for _, entry in ENTRIES) > 120


def test_every_voice_belongs_to_somebody():
    known = {row["key"] for name in ("people", "organisations", "staff") for row in table(name)}
    assert {entry["by"] for _, entry in ENTRIES if entry.get("by")} <= known


def test_no_two_people_share_a_name():
    people = [row["name"] for row in (*table("people"), *table("staff"))]
    assert len(people) == len(set(people))


def test_comments_on_drafts_stand_at_clauses_that_exist():
    for name in names("comments"):
        draft = text(name.replace("comments/", "consultations/"))
        clauses = {clause.key for chapter in draft.children for clause in chapter.children}
        assert {place.key for place in text(name).children} <= clauses


def test_deeper_headings_belong_to_the_body_when_asked():
    entry = parse("# a\n\n## b\nar: x\n\nfirst\n\n### c\n\nlast", depth=2)
    assert entry.children[0].body == "first\n\n### c\n\nlast"
