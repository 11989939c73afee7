"""What a discussion keeps of its published comments."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from contributions import queries
from contributions.actions import withdraw
from contributions.models import Discussion


def test_a_margin_quotes_the_newest_that_began_a_thread(make_comment, citizen, neighbour, publish, discussion):
    first = make_comment(citizen, body="الأول")
    publish(first.contribution)
    publish(make_comment(neighbour, body="رد", parent=first).contribution)
    assert queries.margins([discussion.pk])[discussion.pk].quotation.body == "الأول"


def test_what_is_taken_back_is_counted_and_quoted_no_more(make_comment, citizen, publish, discussion):
    for body in ("الأول", "الثاني"):
        publish(make_comment(citizen, body=body).contribution)
    withdraw(Discussion.objects.get(pk=discussion.pk).newest, by=citizen)
    margin = queries.margins([discussion.pk])[discussion.pk]
    assert (margin.tally.total, margin.quotation.body) == (1, "الأول")


def test_a_discussion_without_a_word_has_an_empty_margin(discussion):
    assert queries.margins([discussion.pk])[discussion.pk] == queries.Margin(queries.Tally(), None)


def test_wrong_tallies_are_put_right_by_counting_again(make_comment, citizen, publish, discussion):
    publish(make_comment(citizen, stance="for").contribution)
    Discussion.objects.filter(pk=discussion.pk).update(comment_count=7, in_favour=0, newest=None)
    said = StringIO()
    call_command("recount_comments", stdout=said)
    discussion.refresh_from_db()
    assert (discussion.comment_count, discussion.in_favour) == (1, 1)
    assert said.getvalue().startswith("1 discussion ")


def test_nothing_but_its_tally_changes_in_a_discussion(discussion):
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.filter(pk=discussion.pk).update(kind="other")
