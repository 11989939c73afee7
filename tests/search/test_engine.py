"""What the engine finds, narrows, counts and orders."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines import engine
from search.engines.base import Narrowing
from search.question import ask


@pytest.fixture
def find(index):
    def find(text, *, order="relevance", page=1, size=20, **narrowing):
        return index.find(ask(text), Narrowing(**narrowing), order=order, page=page, size=size)

    return find


def bodies(found):
    return [document.body_ar or document.body_en for document in found.documents]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("تُنقل الطالبات إلى المدرسة في حافلات آمنة", "حافله"),
        ("تُنقل الطالبات إلى المدرسة في حافلات آمنة", "الطالبة"),
        ("رُفع الطلب إلى المستشفى", "مستشفي"),
        ("في العام ٢٠٢٦", "2026"),
        ("يُشرف عليه مسؤول واحد", "مسئول"),
        ("Buses are late every morning", "bus"),
        ("نُشر كتاب المعلم", "كُتب المعلمين"),
    ],
)
def test_a_text_is_found_by_another_spelling_or_form(written, find, text, question):
    written(text, "لا شيء هنا عن ذلك")
    assert bodies(find(question)) == [text]


def test_what_has_more_of_the_question_comes_first(written, find):
    written("الحافلات متأخرة", "الحافلات المدرسية متأخرة صباحا", "المدرسة بعيدة")
    assert bodies(find("تأخر الحافلات المدرسية صباحا"))[0] == "الحافلات المدرسية متأخرة صباحا"


def test_a_title_weighs_more_than_a_body(index, make_document, find):
    other = [make_document(f"نص رقم {number} عن شيء آخر") for number in range(8)]
    index.write([make_document("المواصلات مهمة جدا"), make_document("نص قصير هنا", title_ar="المواصلات"), *other])
    assert find("المواصلات").documents[0].title_ar == "المواصلات"


def test_a_phrase_stands_as_it_is_but_for_its_spelling(written, find):
    written("مجلس أولياء الأمور في المدرسة", "أولياء أمور الطلبة ومجلس الإدارة")
    assert bodies(find('"أولياء الامور"')) == ["مجلس أولياء الأمور في المدرسة"]


@pytest.mark.parametrize("written_as", ["للدكتور هو", "والدكتور هو", "دكتور هو", "الدكتور هو"])
def test_a_phrase_may_begin_with_what_is_written_in_one_with_it(written, find, written_as):
    written(f"نُشر {written_as} أمس", "هو الدكتور")
    assert find('"الدكتور هو"').total == 1


def test_a_phrase_that_stands_nowhere_is_its_words_where_there_are_others(written, find):
    written("المسرح الأثري في بولونيا", "الملاعب")
    found = find('أين "مسرح بولونيا" الأثري')
    assert (found.total, found.is_apart) == (1, True)


def test_a_phrase_alone_is_never_taken_apart(written, find):
    written("المسرح الأثري في بولونيا")
    assert find('"مسرح بولونيا"').total == 0


def test_a_phrase_never_spans_title_and_body(index, make_document, find):
    index.write([make_document("الأمور كلها", title_ar="إلى أولياء")])
    assert find('"أولياء الأمور"').total == 0


def test_a_phrase_of_stop_words_is_found(written, find):
    written("نسألكم من نحن وماذا نريد", "نحن هنا من زمن")
    assert find('"من نحن"').total == find("من نحن").total - 1 == 1


@pytest.mark.parametrize(
    "question", ['"', "AND OR NOT", "NEAR(a b)", "title:x", "a*", "^مدرسة", "مدرسة) OR (1", "؟", "'; --"]
)
def test_operators_of_the_database_mean_nothing(written, find, question):
    written("مدرسة")
    assert find(question).total <= 1


def test_nonsense_finds_nothing(written, find):
    written("تُنقل الطالبات إلى المدرسة في حافلات آمنة", "المناهج الجديدة للعام القادم")
    assert find("قشطجفغ").total == 0


def test_an_empty_index_answers(find):
    assert find("مدرسة").total == 0


def test_a_new_text_takes_the_place_of_the_old_one(index, make_document, find):
    first = make_document("الحافلات متأخرة")
    index.write([first])
    index.write([make_document("الملاعب صغيرة", key=first.key)])
    assert (find("الحافلات").total, find("الملاعب").total) == (0, 1)


def test_what_is_gone_is_not_found_in_any_way(index, written, find):
    [document] = written("الحافلات متأخرة")
    index.write([], gone=[document.key])
    assert (find("الحافلات").total, find('"الحافلات"').total, index.corrections(ask("الحافلاط"))) == (0, 0, {})


def test_facets_add_up_and_values_of_one_are_alternatives(index, make_document, find):
    for decision, governorate in [("adopted", "muscat"), ("adopted", "dhofar"), ("noted", "muscat")]:
        index.write([make_document("الحافلات", facets={"decision": decision, "governorate": governorate})])
    both = {"decision": frozenset({"adopted", "noted"}), "governorate": frozenset({"muscat"})}
    assert find("الحافلات", facets=both).total == 2


def test_each_count_is_what_it_leads_to(index, make_document, find):
    values = [("adopted", "muscat"), ("adopted", "dhofar"), ("noted", "muscat"), ("", "wusta")]
    for decision, governorate in values:
        index.write([make_document("الحافلات", facets={"decision": decision, "governorate": governorate})])
    chosen = {"decision": frozenset({"adopted"})}
    for name, counted in find("الحافلات", facets=chosen).counts.items():
        for value, count in counted.items():
            assert count == find("الحافلات", facets=chosen | {name: frozenset({value})}).total > 0


@pytest.mark.parametrize(
    ("since", "until", "total"),
    [
        (None, None, 3),
        (date(2026, 3, 2), None, 1),
        (date(2026, 3, 1), date(2026, 3, 1), 1),
        (None, date(2026, 2, 1), 0),
    ],
)
def test_days_are_counted_in(index, make_document, find, since, until, total):
    for day in (date(2026, 3, 1), date(2026, 3, 2), None):
        index.write([make_document("الحافلات", date=day)])
    assert find("الحافلات", since=since, until=until).total == total


def test_the_newest_comes_first_and_what_has_no_date_last(index, make_document, find):
    for day in (date(2026, 3, 1), None, date(2026, 3, 2)):
        index.write([make_document("الحافلات", date=day)])
    assert [each.date for each in find("الحافلات", order="date").documents] == [
        date(2026, 3, 2),
        date(2026, 3, 1),
        None,
    ]


@pytest.mark.parametrize("order", ["relevance", "date"])
def test_pages_hold_everything_once(written, find, order):
    written(*[f"الحافلات رقم {number}" for number in range(330)])
    keys = [each.key for page in range(1, 5) for each in find("الحافلات", order=order, page=page, size=100).documents]
    assert len(keys) == len(set(keys)) == 330


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (10**40, 2)])
def test_a_page_that_is_not_there_is_the_nearest(written, find, asked, given):
    written("الحافلات أولا", "الحافلات ثانيا", "الحافلات ثالثا")
    assert find("الحافلات", page=asked, size=2).page == given


def test_what_may_not_be_shown_is_not_counted(written, find):
    first, _ = written("الحافلات أولا", "الحافلات ثانيا")
    found = find("الحافلات", without=frozenset({first.key}))
    assert (found.total, found.counts["kind"]) == (1, {"notice": 1})


def test_an_engine_that_is_not_known_is_refused_with_a_sentence(settings):
    settings.SEARCH_ENGINE = "typesense"
    with pytest.raises(ImproperlyConfigured, match="embedded"):
        engine()
