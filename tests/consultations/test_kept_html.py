"""The clauses of a draft stand beside it as HTML, and say what would be written now."""

import json

import pytest
from django.core.management import call_command

from config import markup
from consultations import frozen_html, kept_html
from consultations.actions.writing import write_html
from consultations.frozen_html import WrittenClause
from consultations.models import DraftHtml, DraftVersion
from tests.consultations.conftest import CLOSES, DURING, publish_page, revise

PATH = "consultations/transport/"


@pytest.fixture(autouse=True)
def another_process():
    """Each process knows its own hand, and what it has read already."""
    forget()
    yield
    forget()


def forget():
    for known in (kept_html.hand, kept_html._written, frozen_html._sentences):
        known.cache_clear()


@pytest.fixture
def second_version(consultation, page, editor, approver):
    revise(page, by=editor, clause="6", body_ar="لا تزيد مدة الرحلة على ستين دقيقة.")
    return publish_page(page, by=approver)


def clauses(client, language="ar"):
    page = client.get(f"/{language}/{PATH}").content.decode()
    return page.split('id="clauses"')[1].split("</main>")[0]


def keep(opening, rows):
    """As if the first clause had been written so."""
    for row in rows:
        clause = WrittenClause._make(json.loads(row.clauses)[0])
        row.clauses = kept_html.as_stored([clause._replace(opening=opening)])
        row.save()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("moment", [DURING, CLOSES])
def test_what_is_kept_says_what_would_be_written_now(
    language, moment, consultation, page, editor, approver, client, at
):
    revise(page, by=editor, clause="6", body_ar="لا تزيد مدة الرحلة على ستين دقيقة.")
    publish_page(page, by=approver)
    at(moment)
    kept = clauses(client, language)
    DraftHtml.objects.all().delete()
    forget()
    assert kept == clauses(client, language)


def test_what_is_kept_is_what_readers_get(consultation, client, at):
    at(DURING)
    keep("<p>kept</p>", DraftHtml.objects.filter(language="ar"))
    assert "<p>kept</p>" in clauses(client)
    assert "<p>kept</p>" not in clauses(client, "en")


def test_what_an_earlier_release_wrote_is_not_shown(consultation, client, at):
    at(DURING)
    keep("<p>of before</p>", DraftHtml.objects.all())
    DraftHtml.objects.update(hand="before")
    assert "<p>of before</p>" not in clauses(client)


def test_only_the_newest_version_is_kept_for_each_kind_of_reader(second_version):
    kept = DraftHtml.objects.values_list("version__number", "language", "is_open")
    assert sorted(kept) == [(2, "ar", False), (2, "ar", True), (2, "en", False), (2, "en", True)]


def test_a_clock_that_looked_before_a_newer_version_came_takes_nothing_of_it_away(second_version):
    write_html(DraftVersion.objects.get(number=1))
    assert set(DraftHtml.objects.values_list("version__number", flat=True)) == {2}


def test_a_page_links_to_where_it_stands(consultation, client, at):
    at(DURING)
    page = clauses(client)
    assert f'href="/ar/{PATH}clauses/clause-6/"' in page
    assert f'href="/en/{PATH}#clause-6"' in page
    assert not {frozen_html.HERE, frozen_html.THERE} & set(page)


def test_the_clock_writes_what_is_missing_once(consultation, capsys):
    DraftHtml.objects.update(hand="before")
    call_command("write_drafts")
    call_command("write_drafts")
    assert capsys.readouterr().out == "1 written\n"
    assert set(DraftHtml.objects.values_list("hand", flat=True)) == {kept_html.hand()}


def test_another_sentence_is_another_hand(monkeypatch):
    before = kept_html.hand()
    forget()
    monkeypatch.setattr(frozen_html, "_", lambda said: f"{said}!")
    assert kept_html.hand() != before


def test_other_markup_is_another_hand(monkeypatch):
    before = kept_html.hand()
    forget()
    monkeypatch.setattr(frozen_html, "paragraphs", lambda text: f"<p class='other'>{markup.escape(text)}</p>")
    assert kept_html.hand() != before
