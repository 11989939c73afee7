"""What the database lets happen to somebody's words: one erasure, and nothing else."""

import uuid
from datetime import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from contributions.models import Comment, Contribution, TextVersion
from contributions.protection import QUEUE
from tests.rows import make_comment, make_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def text() -> TextVersion:
    return make_row(TextVersion, contribution=make_row(Contribution), title="عنوان", body="نص المقترح", salt="5a" * 32)


def update(text: TextVersion, **changes: object) -> None:
    with transaction.atomic():
        TextVersion.objects.filter(pk=text.pk).update(**changes)


def erasure() -> dict[str, object]:
    return {"title": "", "body": "", "salt": "", "erased_at": timezone.now()}


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_erasure_blanks_the_words_and_says_when(text):
    update(text, **erasure())
    text.refresh_from_db()
    assert (text.title, text.body, text.salt, text.erased_at is None) == ("", "", "", False)


@pytest.mark.parametrize("field", ["title", "body", "salt"])
def test_an_erasure_leaves_nothing_behind(text, field):
    changes = erasure()
    del changes[field]
    with pytest.raises(IntegrityError):
        update(text, **changes)


def test_words_do_not_vanish_without_a_recorded_erasure(text):
    changes = erasure() | {"erased_at": None}
    with pytest.raises(IntegrityError):
        update(text, **changes)


@pytest.mark.parametrize(("field", "value"), [("number", 2), ("created_at", timezone.now()), ("id", 999_999)])
def test_an_erasure_changes_nothing_else(text, field, value):
    with pytest.raises(IntegrityError):
        update(text, **erasure(), **{field: value})


def test_an_erasure_does_not_move_a_text_to_another_contribution(text):
    with pytest.raises(IntegrityError):
        update(text, **erasure(), contribution=make_row(Contribution))


def test_an_erased_text_is_never_written_again(text):
    update(text, **erasure())
    with pytest.raises(IntegrityError):
        update(text, body="نص آخر")


def test_the_moment_of_an_erasure_never_moves(text):
    update(text, **erasure())
    with pytest.raises(IntegrityError):
        update(text, erased_at=timezone.now())


def test_words_cannot_be_rewritten(text):
    with pytest.raises(IntegrityError, match="contributions_textversion are frozen"):
        update(text, body="نص آخر")


SNAPSHOT = {
    "reference": "48219077356",
    "kind": "answer",
    "author_id": 999_999,
    "party_id": 999_999,
    "submission_key": uuid.UUID(int=7),
    "name": "اسم آخر",
    "name_proof": "identity",
    "party_kind": "official",
    "is_verified": True,
    "capacity": "officer",
    "education_role": "teacher",
    "governorate": "musandam",
    "on_behalf_by": "سواها",
    "by_minor": True,
    "attribution_salt": "7f" * 32,
    "attribution_erased_at": timezone.make_aware(datetime(2020, 1, 1)),
    "channel": "paper",
    "recorded_by_id": 999_999,
    "consent_to_id": 999_999,
    "language": "en",
    "about": "clause:other/1@1",
    "about_hash": "1" * 64,
    "submitted_at": timezone.make_aware(datetime(2020, 1, 1)),
}


@pytest.fixture
def contribution() -> Contribution:
    return make_row(Contribution, kind="comment", language="ar")


@pytest.mark.parametrize("column", SNAPSHOT)
def test_the_orm_rewrites_nothing_of_an_attribution(contribution, column):
    with pytest.raises(IntegrityError, match="keeps what it was made with"), transaction.atomic():
        Contribution.objects.filter(pk=contribution.pk).update(**{column: SNAPSHOT[column]})


@pytest.mark.parametrize("column", SNAPSHOT)
def test_raw_sql_rewrites_nothing_of_an_attribution(contribution, column):
    value = Contribution._meta.get_field(column.removesuffix("_id")).get_db_prep_value(SNAPSHOT[column], connection)
    with pytest.raises(IntegrityError, match="keeps what it was made with"):
        sql(f"UPDATE contributions_contribution SET {column} = %s WHERE id = %s", value, contribution.pk)


def test_whatever_is_no_state_of_a_contribution_is_in_its_snapshot():
    columns = {field.attname for field in Contribution._meta.local_concrete_fields}
    state = {"confirmed_at", "published_at", "amended_at", "moderation", "cited_point_id", "decision", "merged_into_id"}
    assert columns - {"id"} - state - set(QUEUE) == set(SNAPSHOT)


def test_a_contribution_that_changes_nothing_can_be_saved(contribution):
    contribution.decision = "under_study"
    contribution.save()
    contribution.refresh_from_db()
    assert contribution.decision == "under_study"


@pytest.mark.parametrize(("column", "value"), [("stance", "against"), ("discussion_id", 999_999)])
def test_a_comment_keeps_its_stance_and_its_place(column, value):
    comment = make_comment()
    with pytest.raises(IntegrityError, match="keeps what it was made with"), transaction.atomic():
        Comment.thread.filter(pk=comment.pk).update(**{column: value})


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("comment", "نص"),
        ("user_name", "سالم"),
        ("user_email", "salim@example.om"),
        ("user_url", "https://example.om/"),
        ("ip_address", "192.0.2.7"),
    ],
)
def test_the_comment_table_holds_no_words_and_no_author(column, value):
    comment = make_comment()
    with pytest.raises(IntegrityError, match="keeps its words and its author in the contribution"):
        sql(f"UPDATE django_comments SET {column} = %s WHERE id = %s", value, comment.pk)


def test_moderation_can_still_hide_a_comment():
    comment = make_comment()
    comment.is_public = False
    comment.save()
    comment.refresh_from_db()
    assert comment.is_public is False


@pytest.mark.parametrize(("table", "column"), [("django_site", "site_id"), ("django_content_type", "content_type_id")])
def test_what_comments_point_to_cannot_be_deleted(table, column):
    comment = make_comment()
    with pytest.raises(IntegrityError, match="comments point to this"):
        sql(f"DELETE FROM {table} WHERE id = %s", getattr(comment, column))


@pytest.mark.parametrize("model", [Site, ContentType])
def test_the_orm_takes_no_comments_along_with_what_they_point_to(model):
    comment = make_comment()
    parent = comment.site if model is Site else comment.content_type
    with pytest.raises(IntegrityError), transaction.atomic():
        parent.delete()


def test_a_site_without_comments_can_be_deleted():
    site = Site.objects.create(domain="other.example", name="other")
    site.delete()
    assert not Site.objects.filter(domain="other.example").exists()
