"""The search page, without a script."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

SEARCH = "/ar/search/"


@pytest.fixture
def ask(client):
    """The page's HTML for these parameters."""

    def get(q=None, *, path=SEARCH, **asked):
        response = client.get(path, ({"q": q} if q is not None else {}) | asked)
        assert response.status_code == 200
        return response.content.decode()

    return get


def link(html, text):
    """What the link with this text leads to, as parameters."""
    [address] = re.findall(rf'<a [^>]*href="([^"]*)"[^>]*>(?:(?!</a>).)*{re.escape(text)}', html, re.S)
    return parse_qs(urlsplit(unescape(address)).query)


def test_a_text_is_found_and_the_found_word_is_marked(make_notice, ask):
    make_notice("تتأخر الحَافِلات صباحًا")
    assert "تتأخر <mark>الحَافِلات</mark> صباحًا" in ask("حافلة")


def test_a_text_cannot_bring_its_own_html(make_notice, ask):
    make_notice("<script>alert(1)</script> الحافلات <b>", title_ar='<img src="x">الحافلات', party="<i>x</i>")
    html = ask("الحافلات")
    assert not re.search(r"<script>alert|<img src=\"x|<i>x", html)


def test_the_question_is_repeated_escaped(make_notice, ask):
    assert "&lt;script&gt;" in ask("<script>")


def test_a_result_leads_to_its_page_in_the_readers_language(make_notice, ask):
    group = make_notice("Buses are late", title_en="Buses")
    assert f'href="/en/notices/{group.pk}/"' in ask("bus", path="/en/search/")


def test_english_stands_in_for_a_missing_language(make_notice, ask):
    make_notice("الحافلات متأخرة", title_ar="الحافلات")
    assert "الحافلات" in ask("حافلة", path="/en/search/")


@pytest.mark.parametrize(
    ("q", "message"),
    [
        ("", "اكتب ما تبحث عنه"),
        ("   ", "اكتب ما تبحث عنه"),
        ("؟!…", "اكتب ما تبحث عنه"),
        ("ب" * 10_000, "200"),
        ("حافلة\x00", "رمز"),
        ("حافلة\x1b", "رمز"),
        ("قشطجفغ", "لا نص منشورًا"),
    ],
)
def test_a_question_that_cannot_be_asked_gets_a_sentence(make_notice, ask, q, message):
    make_notice("الحافلات متأخرة")
    assert message in ask(q)


def test_what_was_typed_is_kept_when_it_is_too_long(make_notice, ask):
    assert f'value="{"ب" * 300}"' in ask("ب" * 300)


def test_the_page_invites_before_anything_is_asked(board, ask):
    html = ask()
    assert 'class="errors"' not in html


@pytest.mark.parametrize("page", ["0", "-1", "x", "10" + "0" * 40, "٢", "²", "", "1e9", "\x00"])
def test_any_page_number_gives_a_page(make_notice, ask, page):
    make_notice("الحافلات متأخرة")
    assert "<mark>الحافلات</mark>" in ask("حافلة", page=page)


@pytest.mark.parametrize(
    "odd", [{"kind": "\x00"}, {"kind": "x" * 5000}, {"kind": ["a"] * 500}, {"order": "'"}, {"x": "y"}]
)
def test_odd_filters_do_no_harm(make_notice, ask, odd):
    make_notice("الحافلات متأخرة")
    assert 'name="q"' in ask("حافلة", **odd)


def test_a_filter_narrows_and_is_taken_off_by_its_chip(make_notice, ask):
    make_notice("الحافلات هنا", facets={"governorate": "muscat"})
    make_notice("الحافلات هناك", facets={"governorate": "dhofar"})
    html = ask("حافلة", governorate="muscat")
    assert html.count('class="result"') == 1
    assert link(html, "مسقط") == {"q": ["حافلة"]}


def test_an_applied_filter_is_ticked(make_notice, ask):
    make_notice("الحافلات هنا", facets={"governorate": "muscat"})
    assert 'name="governorate" value="muscat" checked' in ask("حافلة", governorate="muscat")


def test_days_may_be_typed_in_arabic_digits(make_notice, ask):
    make_notice("الحافلات أمس", date=date(2026, 3, 1))
    make_notice("الحافلات اليوم", date=date(2026, 3, 2))
    assert ask("حافلة", since="٢٠٢٦-٠٣-٠٢").count('class="result"') == 1


@pytest.mark.parametrize(
    "days", [{"since": "أمس"}, {"since": "2026-13-45"}, {"since": "2026-03-02", "until": "2026-03-01"}]
)
def test_days_that_are_none_are_said_beside_their_field(make_notice, ask, days):
    make_notice("الحافلات أمس")
    assert 'class="field has-error"' in ask("حافلة", **days)


def test_the_order_is_a_link(make_notice, ask):
    make_notice("الحافلات أمس")
    make_notice("الحافلات اليوم")
    assert link(ask("حافلة"), "الأحدث") == {"q": ["حافلة"], "order": ["date"]}


def test_the_very_words_are_one_link_away(make_notice, ask):
    make_notice("الحافلات المدرسية")
    assert link(ask("حافلة المدرسة"), "حرفيًّا") == {"q": ['"حافلة المدرسة"']}


def test_the_forms_that_were_found_are_named(make_notice, ask):
    make_notice("الحافلات هنا وحافلتنا هناك")
    assert re.search("الحافلات.*وحافلتنا", ask("حافلة").split("شمل البحث")[1].split("</p>")[0])


def test_what_is_only_spelt_alike_is_told_to_be_no_more(make_notice, ask):
    make_notice("The economy of a whole college, collected by its people", title_en="Economy")
    told = "No text has these words."
    assert told in ask("école", path="/en/search/")
    assert told not in ask("college", path="/en/search/")


def test_a_typing_error_is_searched_as_what_was_meant(make_notice, ask):
    make_notice("المدرسة بعيدة")
    html = ask("المدرصة")
    assert "<mark>المدرسة</mark>" in html
    assert link(html, "المدرسة</bdi></a>"[:7]) == {"q": ["المدرسة"]}


@pytest.mark.parametrize("typed", ["48219077356", "4821 907 7356", "٤٨٢١ ٩٠٧ ٧٣٥٦"])
def test_a_reference_leads_straight_to_its_page(board, client, typed):
    assert client.get("/en/search/", {"q": typed}).headers["Location"] == "/en/notices/1/"


def test_an_unknown_reference_leads_to_the_look_up_of_tickets(board, ask):
    assert "لا شيء منشور بهذا الرقم" in ask("11111111111")


def test_pages_follow_with_the_question_and_its_filters(make_notice, board, ask):
    for _ in range(21):
        make_notice("الحافلات", is_indexed=False, facets={"governorate": "muscat"})
    make_notice("الحافلات")
    html = ask("حافلة", governorate="muscat")
    assert link(html, "الصفحة التالية") == {"q": ["حافلة"], "governorate": ["muscat"], "page": ["2"]}


def test_the_page_is_only_read(board, client):
    assert client.post(SEARCH, {"q": "حافلة"}).status_code == 405


def test_an_index_that_cannot_be_read_is_said(board, client, settings, tmp_path):
    (tmp_path / "none").write_text("a file where a folder should be")
    settings.SEARCH_INDEX_PATH = tmp_path / "none" / "search.sqlite3"
    response = client.get(SEARCH, {"q": "حافلة"})
    assert response.status_code == 503
    assert "يتعذر البحث" in response.content.decode()
