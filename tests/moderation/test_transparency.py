"""The public figures of moderation: from the ledger alone, and without a name."""

import csv
import datetime as dt
import io

import pytest
from django.core.cache import cache
from django.utils import timezone

from contributions.actions import withdraw
from ledger import triggers
from ledger.actions import append
from ledger.models import LedgerEntry
from moderation import actions, charts
from moderation.figures import figures
from tests.moderation.conftest import GROUNDS


def this_month():
    return figures()["months"][0]


def test_each_decision_counts_in_its_month(held, make_contribution, citizen, moderator, reason):
    actions.publish(make_contribution(citizen), by=moderator)
    actions.remove(make_contribution(citizen), by=moderator, reason=reason)
    make_contribution(citizen)
    counts = this_month().counts
    assert [counts[name] for name in ("received", "published", "held", "removed")] == [4, 1, 1, 1]


def test_reasons_are_counted_by_their_code(held, make_contribution, citizen, moderator, reason):
    actions.remove(make_contribution(citizen), by=moderator, reason=reason)
    assert figures()["reasons"] == [("personal-data", 2)]


def test_appeals_are_counted_with_their_results(
    appealed, other_moderator, make_contribution, citizen, moderator, reason
):
    actions.grant_appeal(appealed, answer="أصبتَ.", by=other_moderator)
    second = make_contribution(citizen)
    actions.hold(second, by=moderator, reason=reason)
    actions.dismiss_appeal(
        actions.appeal(second, words=GROUNDS, by=citizen), answer="في النص رقم هاتف.", by=other_moderator
    )
    counts = this_month().counts
    assert [counts[name] for name in ("appealed", "granted", "dismissed")] == [2, 1, 1]


def test_an_appeal_that_succeeds_is_no_second_publication(appealed, other_moderator):
    actions.grant_appeal(appealed, answer="أصبتَ.", by=other_moderator)
    assert this_month().counts["published"] == 0


def test_waits_are_in_working_hours(make_contribution, citizen, moderator):
    monday = dt.datetime(2026, 11, 2, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=4)))
    for hours in (1, 2, 3):
        sent = make_contribution(citizen)
        actions.publish(sent, by=moderator)
        entries = LedgerEntry.objects.filter(subject=sent.reference)
        moments = {"submit": monday, "publish": monday + dt.timedelta(hours=hours)}
        _move(entries, moments)
    month = next(month for month in figures()["months"] if month.first == dt.date(2026, 11, 1))
    assert (month.median, round(month.ninetieth, 1)) == (2, 2.8)


def _move(entries, moments):
    with triggers.lifted():
        for step, moment in moments.items():
            entries.filter(kind=f"contributions.contribution.{step}").update(written_at=moment)


def test_months_before_the_first_contribution_are_not_shown(held):
    assert len(figures()["months"]) == 1


def test_without_a_decision_there_is_a_page_all_the_same(visit, db):
    assert visit().get("/ar/transparency/").status_code == 200


@pytest.mark.parametrize("language", ["ar", "en"])
def test_anybody_reads_the_figures(visit, held, language):
    page = visit().get(f"/{language}/transparency/").content.decode()
    assert ("بيانات شخصية" if language == "ar" else "Personal data") in page


def test_the_figures_name_nobody(visit, held, citizen, moderator):
    page = visit().get("/ar/transparency/").content.decode()
    assert citizen.first_name not in page
    assert moderator.first_name not in page
    assert held.reference not in page


def test_the_table_for_a_spreadsheet_says_the_same(visit, held):
    answer = visit().get("/ar/transparency/moderation.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[0]["month"], rows[0]["held"]) == (f"{timezone.localdate():%Y-%m}", "1")


def test_the_reasons_are_a_table_for_a_spreadsheet_too(visit, held):
    answer = visit().get("/en/transparency/reasons.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["month"], row["reason"], row["label_en"], row["times"]) for row in rows] == [
        (f"{timezone.localdate():%Y-%m}", "personal-data", "Personal data", "1")
    ]


def test_reasons_stand_in_their_month(visit, held, make_contribution, citizen, moderator, reason):
    aged("contributions.contribution.hold", days=62)
    actions.remove(make_contribution(citizen), by=moderator, reason=reason)
    newest, *_between, oldest = figures()["months"]
    assert (newest.reasons["personal-data"], oldest.reasons["personal-data"]) == (1, 1)
    table = visit().get("/en/transparency/").context["reasons"]
    assert [cell["text"] for cell in table["rows"][0]][:3] == ["Personal data", "2", "1"]


def test_what_lapsed_is_counted_too(held):
    append(kind="contributions.contribution.lapse", subject=held.reference, data={})
    assert this_month().counts["lapsed"] == 1


def test_bars_have_one_scale(make_contribution, citizen, moderator):
    actions.publish(make_contribution(citizen), by=moderator)
    make_contribution(citizen)
    [bar] = charts.decisions(figures()["months"])
    assert [(part.kind, part.width, part.is_thin) for part in bar.parts] == [
        ("came", "100.0", True),
        ("for", "50.0", False),
    ]


def test_a_month_in_which_nothing_was_decided_has_no_bar_of_times(make_contribution, citizen):
    make_contribution(citizen)
    assert charts.times(figures()["months"]) == []


def test_counting_costs_as_much_for_ten_as_for_one(
    visit, make_contribution, citizen, moderator, django_assert_max_num_queries
):
    costs = []
    for number in (1, 9):
        for _each in range(number):
            actions.publish(make_contribution(citizen), by=moderator)
        cache.clear()
        with django_assert_max_num_queries(12) as queries:
            visit().get("/ar/transparency/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def aged(kind, *, days):
    """As if it had been written so long ago."""
    with triggers.lifted():
        LedgerEntry.objects.filter(kind=kind).update(written_at=timezone.now() - dt.timedelta(days=days))


def test_what_waits_longer_than_was_promised_is_told(make_contribution, citizen):
    make_contribution(citizen)
    aged("contributions.contribution.submit", days=14)
    assert figures()["overdue"] == 1


@pytest.mark.parametrize("days", [0, 14])
def test_what_was_decided_waits_no_more_and_counts_as_late_where_it_was(make_contribution, citizen, moderator, days):
    actions.publish(make_contribution(citizen), by=moderator)
    aged("contributions.contribution.submit", days=days)
    assert figures()["overdue"] == 0
    assert this_month().late == (1 if days else 0)


def test_what_was_withdrawn_waits_no_more(make_contribution, citizen):
    withdraw(make_contribution(citizen), by=citizen)
    aged("contributions.contribution.submit", days=14)
    assert figures()["overdue"] == 0


def test_what_went_back_to_a_guardian_waits_for_no_moderator_until_it_is_confirmed_again(make_contribution, citizen):
    sent = make_contribution(citizen)
    aged("contributions.contribution.submit", days=20)
    append(kind="contributions.contribution.guardian_needed", subject=sent.reference, data={})
    aged("contributions.contribution.guardian_needed", days=19)
    assert figures()["overdue"] == 0
    append(kind="contributions.contribution.guardian_confirm_again", subject=sent.reference, data={})
    aged("contributions.contribution.guardian_confirm_again", days=14)
    cache.clear()
    assert figures()["overdue"] == 1


def test_the_page_says_what_waits_too_long(visit, make_contribution, citizen):
    make_contribution(citizen)
    aged("contributions.contribution.submit", days=14)
    assert "1 contribution waits" in visit().get("/en/transparency/").text
