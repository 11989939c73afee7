import uuid
from dataclasses import fields

import pytest
from django.db import IntegrityError, transaction
from django_comments_xtd.models import XtdComment

from contributions import queries
from contributions.actions import withdraw
from contributions.article import Article
from contributions.errors import DiscussionClosed, ParentGone
from contributions.models import Comment, Contribution, Discussion
from contributions.rows import CommentRow


def test_a_comment_has_a_contribution_and_is_not_public(make_comment, citizen):
    comment = make_comment(citizen)
    assert comment.contribution.moderation == "submitted"
    assert not comment.is_public


def test_a_comment_remembers_the_clause_as_it_read(make_comment, citizen, discussion):
    assert make_comment(citizen).contribution.about == f"clause:transport/6@{discussion.pk}"


def test_a_closed_discussion_receives_nothing(make_comment, citizen, clause):
    clause.is_open = False
    with pytest.raises(DiscussionClosed):
        make_comment(citizen)
    assert Contribution.objects.count() == 0


def test_a_second_press_after_closing_still_shows_the_first_comment(make_comment, citizen, clause):
    key = uuid.uuid4()
    first = make_comment(citizen, submission_key=key)
    clause.is_open = False
    assert make_comment(citizen, submission_key=key) == first


def test_publication_is_mirrored_in_the_comment(make_comment, citizen, publish):
    comment = make_comment(citizen)
    publish(comment.contribution)
    comment.refresh_from_db()
    assert comment.is_public


def test_a_reply_stands_under_its_parent(make_comment, citizen, neighbour, publish):
    parent = make_comment(citizen)
    publish(parent.contribution)
    reply = make_comment(neighbour, parent=parent)
    assert (reply.thread_id, reply.level) == (parent.thread_id, 1)


def test_a_reply_to_the_deepest_level_stands_beside_it(make_comment, citizen, publish):
    comment = None
    for _level in range(4):
        comment = make_comment(citizen, parent=comment)
        publish(comment.contribution)
    assert comment.level == 2


def test_a_reply_to_something_not_published_is_refused(make_comment, citizen, neighbour):
    with pytest.raises(ParentGone):
        make_comment(neighbour, parent=make_comment(citizen))


def test_a_reply_to_something_withdrawn_meanwhile_is_refused(make_comment, citizen, neighbour, publish):
    parent = make_comment(citizen)
    publish(parent.contribution)
    withdraw(parent.contribution, by=citizen)
    with pytest.raises(ParentGone):
        make_comment(neighbour, parent=parent)


def test_a_reply_across_discussions_is_refused(make_comment, citizen, publish):
    parent = make_comment(citizen)
    publish(parent.contribution)
    with pytest.raises(ParentGone):
        make_comment(citizen, parent=parent, discussion=Discussion.objects.create(kind="test"))


@pytest.mark.parametrize("column", ["comment", "user_name", "user_email", "user_url", "ip_address"])
def test_the_inherited_columns_stay_blank(make_comment, citizen, column):
    comment = make_comment(citizen)
    with pytest.raises(IntegrityError), transaction.atomic():
        XtdComment.norel_objects.filter(pk=comment.pk).update(**{column: "127.0.0.1"})


@pytest.mark.parametrize("ranked_from", [0, 50])
@pytest.mark.parametrize("count", [1, 10])
def test_threads_cost_the_same_queries_however_much_is_said(
    make_comment, citizen, discussion, publish, django_assert_num_queries, monkeypatch, count, ranked_from
):
    monkeypatch.setattr(queries, "NEED_NO_RANKING", ranked_from)
    for _each in range(count):
        parent = make_comment(citizen)
        publish(parent.contribution)
        publish(make_comment(citizen, parent=parent).contribution)
    with django_assert_num_queries(2):
        found = queries.threads([discussion])
    assert len(found[discussion.pk]) == count


def test_the_newest_threads_are_the_same_whether_little_or_much_was_said(
    make_comment, citizen, discussion, publish, monkeypatch
):
    for _thread in range(3):
        parent = make_comment(citizen)
        publish(parent.contribution)
        for _reply in range(3):
            publish(make_comment(citizen, parent=parent).contribution)

    def shown():
        found = queries.threads([discussion], shown=2, replies_shown=2)[discussion.pk]
        return [(thread.root, thread.replies, thread.hidden_replies) for thread in found]

    whole = shown()
    monkeypatch.setattr(queries, "NEED_NO_RANKING", 2)
    assert shown() == whole
    assert [(len(replies), hidden) for _root, replies, hidden in whole] == [(2, 1), (2, 1)]


def test_a_long_thread_shows_its_first_replies_and_counts_the_rest(make_comment, citizen, discussion, publish):
    parent = make_comment(citizen)
    publish(parent.contribution)
    for _each in range(5):
        publish(make_comment(citizen, parent=parent).contribution)
    thread = queries.threads([discussion], replies_shown=3)[discussion.pk][0]
    assert (len(thread.replies), thread.hidden_replies) == (3, 2)


def test_what_is_not_published_is_in_no_thread_and_no_tally(make_comment, citizen, discussion):
    make_comment(citizen)
    assert queries.threads([discussion])[discussion.pk] == []
    assert queries.margins([discussion.pk])[discussion.pk].tally.total == 0


def test_a_tally_counts_the_stances(make_comment, citizen, discussion, publish):
    for stance in ("for", "for", "against", ""):
        publish(make_comment(citizen, stance=stance).contribution)
    tally = queries.margins([discussion.pk])[discussion.pk].tally
    assert (tally.total, tally.in_favour, tally.against) == (4, 2, 1)


def test_comments_have_no_text_of_their_own(make_comment, citizen):
    make_comment(citizen)
    assert Comment.thread.get().comment == ""


def test_a_page_of_threads_holds_twenty_with_all_their_replies(make_comment, citizen, discussion, publish):
    parent = make_comment(citizen)
    publish(parent.contribution)
    publish(make_comment(citizen, parent=parent).contribution)
    for _each in range(20):
        publish(make_comment(citizen).contribution)
    first, second = (queries.thread_page(discussion, number) for number in ("1", "2"))
    assert len(first.object_list) == 20
    assert [len(thread.replies) for thread in second.object_list] == [1]


def test_a_plain_comment_has_nothing_but_what_its_kept_article_shows():
    """A new field of a row belongs into `Article`, or makes the row one that is written anew."""
    shown, kept = {each.name for each in fields(CommentRow)}, set(Article._fields)
    assert shown - kept == {"answer", "own"}
