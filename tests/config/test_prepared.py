"""A prepared query finds what the same query finds that is written anew each time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from config.prepared import prepared

pytestmark = pytest.mark.django_db


def kinds(labels: list[int], app: str) -> QuerySet[ContentType]:
    return ContentType.objects.filter(pk__in=labels, app_label=app).order_by("pk")


def some(app: str) -> list[int]:
    return list(ContentType.objects.filter(app_label=app).order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize("app", ["contributions", "auth"])
def test_it_finds_the_same_rows_for_each_value(app):
    ask = prepared(kinds)
    assert ask(some("auth"), "auth")
    assert ask(some(app), app) == list(kinds(some(app), app))


def test_it_finds_the_same_rows_for_each_length_of_a_list():
    ask, known = prepared(kinds), some("contributions")
    assert [len(ask(known[:length], "contributions")) for length in range(4)] == [0, 1, 2, 3]


def test_it_asks_the_database_each_time():
    ask, known = prepared(kinds), some("auth")
    ask(known, "auth")
    with CaptureQueriesContext(connection) as captured:
        ask(known, "auth")
    assert len(captured) == 1


def test_it_loads_what_is_beside_a_row_in_the_same_query():
    @prepared
    def of(pk: int) -> QuerySet[Permission]:
        return Permission.objects.select_related("content_type").filter(pk=pk)

    first, second = Permission.objects.order_by("pk")[:2]
    of(first.pk)
    with CaptureQueriesContext(connection) as captured:
        assert of(second.pk)[0].content_type == ContentType.objects.get(pk=second.content_type_id)
    assert len(captured) == 2


def test_it_knows_a_moment_from_another(citizen):
    @prepared
    def joined_before(moment: datetime) -> QuerySet[User]:
        return User.objects.filter(date_joined__lt=moment)

    joined = citizen.date_joined
    assert [len(joined_before(joined + timedelta(seconds=late))) for late in (-1, 1, 0)] == [0, 1, 0]


def test_it_refuses_a_value_that_the_query_changes_first():
    @prepared
    def like(app: str) -> QuerySet[ContentType]:
        return ContentType.objects.filter(app_label__contains=app)

    with pytest.raises(ValueError, match="changes its values"):
        like("auth")


@pytest.mark.postgres
def test_postgresql_keeps_the_plan_of_what_is_asked_often():
    ask, known = prepared(kinds), some("auth")
    for _ in range(4):
        ask(known, "auth")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%django_content_type%'")
        assert cursor.fetchone()[0] == 1


@pytest.mark.postgres
def test_postgresql_plans_it_for_all_values_at_once():
    ask, known = prepared(kinds), some("auth")
    for _ in range(4):
        ask(known, "auth")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements")
        generic, custom = cursor.fetchone()
    assert generic > 0
    assert custom == 0
