"""The public list in pages: the same from either end."""

import pytest
from django.core.paginator import Paginator

from contributions.models import Contribution
from suggestions import queries
from suggestions.views.public import NearerEnd
from tests.rows import make_row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 6, 7])
def test_each_page_holds_the_same_counted_from_the_nearer_end(count):
    for _ in range(count):
        make_row(Contribution)
    keys = Contribution.objects.order_by("-pk").values_list("pk", flat=True)
    near, far = NearerEnd(keys, 2), Paginator(keys, 2)
    assert [list(page) for page in near] == [list(page) for page in far]


def test_the_last_page_is_counted_from_the_end(django_assert_num_queries):
    for _ in range(5):
        make_row(Contribution)
    pages = NearerEnd(Contribution.objects.order_by("pk").values_list("pk", flat=True), 2)
    assert pages.count
    with django_assert_num_queries(1) as asked:
        pages.page(3)
    assert "OFFSET" not in asked[0]["sql"]


def test_a_page_shows_the_newest_suggestions_first_with_their_comments(make_published, say, publish, neighbour):
    older, newer = make_published(), make_published()
    publish(say(older, neighbour).contribution)
    shown = queries.listed(queries.published(status="", category=""))
    assert [(each.pk, each.comment_count) for each in shown] == [(newer.pk, 0), (older.pk, 1)]
