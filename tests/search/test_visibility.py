"""What was public a second ago and is no longer is never shown, drained or not."""

import pytest

from search.actions import drain
from search.models import IndexJob
from search.queries import Filters, search, similar


def test_what_is_held_is_not_shown_while_its_job_waits(make_notice, hold):
    hold(make_notice("الحافلات متأخرة"))
    assert IndexJob.objects.exists()
    assert search("الحافلات").hits == []


def test_what_is_held_is_not_counted_while_its_job_waits(make_notice, hold):
    make_notice("الحافلات هنا")
    hold(make_notice("الحافلات متأخرة"))
    found = search("الحافلات")
    assert (found.total, found.facets[0].options[0].count) == (1, 1)


def test_what_is_held_is_not_in_the_index_after_the_drain(make_notice, hold, index):
    group = make_notice("الحافلات متأخرة")
    hold(group)
    drain()
    group.name = "notice again"
    type(group).objects.filter(pk=group.pk).update(name="public without a signal")
    assert search("الحافلات").total == 0


def test_what_was_taken_away_without_a_signal_is_not_shown(make_notice):
    group = make_notice("الحافلات متأخرة")
    type(group).objects.filter(pk=group.pk).update(name="held by an update")
    assert search("الحافلات").hits == []


def test_what_is_held_is_not_similar_to_anything(make_notice, hold):
    make_notice("نقترح مظلات للطلبة")
    hold(make_notice("نقترح مظلات للطلبة"))
    assert len(similar("نقترح مظلات للطلبة")) == 1


def test_a_changed_text_is_shown_as_it_reads_now(make_notice, board):
    group = make_notice("الحافلات رقم هاتفي 99123456")
    board[group.pk]["body_ar"] = "الحافلات متأخرة"
    group.save()
    assert "99123456" not in search("الحافلات").hits[0].excerpt


def test_only_what_is_registered_is_shown(index, make_document, make_notice):
    index.write([make_document("الحافلات")])
    assert search("الحافلات").hits == []


@pytest.mark.parametrize("indexed", [True, False])
def test_a_page_asks_as_much_for_one_result_as_for_ten(
    make_notice, django_assert_num_queries, django_assert_max_num_queries, indexed
):
    make_notice("الحافلات", is_indexed=indexed)
    drain()
    with django_assert_max_num_queries(10) as one:
        search("الحافلات", filters=Filters())
    for _ in range(9):
        make_notice("الحافلات", is_indexed=True)
    with django_assert_num_queries(len(one)):
        assert len(search("الحافلات", filters=Filters()).hits) == 10
