"""Publishing a consultation sets its dates and freezes its draft; clauses keep their address and their discussion."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from consultations.models import ClauseKey, ClauseVersion, Consultation, DraftVersion
from contributions import kinds
from deadlines.models import Deadline
from tests.consultations.conftest import CLOSES, DURING, OPENS, fresh, publish_page, revise
from workflow.errors import IllegalStep
from workflow.models import Step


def test_publishing_announces_the_consultation_with_its_dates(consultation):
    assert (consultation.opens_at, consultation.closes_at, consultation.stage) == (OPENS, CLOSES, "none")


def test_the_announcement_is_a_recorded_step(consultation, approver):
    assert Step.objects.of(consultation).get().by == approver


def test_a_first_publication_looks_for_its_row_before_it_locks(page, approver):
    with CaptureQueriesContext(connection) as captured:
        publish_page(page, by=approver)
    about = [query["sql"] for query in captured if '"consultations_consultation"' in query["sql"]]
    made = next(at for at, sql in enumerate(about) if sql.startswith("INSERT"))
    assert about[made + 1].startswith("SELECT")


def test_every_clause_is_frozen_with_its_chapter(consultation):
    clauses = ClauseVersion.objects.filter(kind="clause").values_list("key", "chapter_ar", "chapter_en")
    assert list(clauses) == [
        ("clause-5", "المسافة والزمن", "Distance and time"),
        ("clause-6", "المسافة والزمن", "Distance and time"),
    ]


def test_a_clause_keeps_its_discussion_across_versions(consultation, page, editor, approver):
    before = ClauseKey.objects.get(key="clause-6").discussion_id
    revise(page, by=editor, clause="6", number="7", body_ar="لا تزيد مدة الرحلة على ستين دقيقة.")
    publish_page(page, by=approver)
    clause = ClauseVersion.objects.get(version__number=2, number="7")
    assert (clause.key, clause.clause_key.discussion_id) == ("clause-6", before)


def test_the_same_text_makes_no_version(consultation, page, editor, approver):
    revise(page, by=editor)
    publish_page(page, by=approver)
    assert DraftVersion.objects.count() == 1


def test_the_outcome_is_owed_sixty_days_after_the_closing(consultation):
    assert Deadline.objects.open().of(consultation).get().due_at == CLOSES + timedelta(days=60)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE consultations_clauseversion SET body_ar = 'x'",
        "DELETE FROM consultations_clausekey",
        "DELETE FROM consultations_consultation",
        "DELETE FROM consultations_draftversion",
    ],
)
def test_the_database_refuses_to_change_what_was_published(consultation, change):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_dates_may_change_freely_before_the_opening(consultation, page, editor, approver):
    revise(page, by=editor, closes_at=CLOSES + timedelta(days=3))
    publish_page(page, by=approver)
    consultation.refresh_from_db()
    assert (consultation.closes_at, consultation.extensions.count()) == (CLOSES + timedelta(days=3), 0)


def test_a_later_closing_after_the_opening_needs_a_public_reason(consultation, page, at):
    at(DURING)
    draft = fresh(page)
    draft.closes_at = CLOSES + timedelta(days=7)
    with pytest.raises(Exception, match="change_reason_ar"):
        draft.full_clean()


def test_an_extension_stands_with_its_reason_and_its_step(consultation, page, editor, approver, at):
    at(DURING)
    later = CLOSES + timedelta(days=7)
    revise(page, by=editor, closes_at=later, change_reason_ar="طلبت المدارس مهلة.", change_reason_en="Schools asked.")
    publish_page(page, by=approver)
    extension = consultation.extensions.get()
    assert (extension.closed_at_before, extension.closes_at, extension.reason_ar) == (
        CLOSES,
        later,
        "طلبت المدارس مهلة.",
    )
    assert (extension.step.name, extension.step.by) == ("change_dates", approver)


def test_an_extension_moves_the_promised_outcome(consultation, page, editor, approver, at):
    at(DURING)
    later = CLOSES + timedelta(days=7)
    revise(page, by=editor, closes_at=later, change_reason_ar="طلبت المدارس مهلة.")
    publish_page(page, by=approver)
    assert Deadline.objects.open().of(consultation).get().due_at == later + timedelta(days=60)


def test_one_reason_does_not_serve_for_a_second_change(consultation, page, editor, approver, at):
    at(DURING)
    revise(page, by=editor, closes_at=CLOSES + timedelta(days=7), change_reason_ar="طلبت المدارس مهلة.")
    publish_page(page, by=approver)
    draft = fresh(page).get_latest_revision_as_object()
    draft.closes_at = CLOSES + timedelta(days=9)
    with pytest.raises(Exception, match="change_reason_ar"):
        draft.full_clean()


@pytest.mark.parametrize(
    ("field", "value"), [("opens_at", OPENS + timedelta(days=1)), ("closes_at", DURING - timedelta(days=1))]
)
def test_what_is_promised_stays_once_it_has_opened(consultation, page, at, field, value):
    at(DURING)
    draft = fresh(page)
    draft.change_reason_ar = "سبب"
    setattr(draft, field, value)
    with pytest.raises(Exception, match=field):
        draft.full_clean()


def test_a_closed_consultation_is_not_opened_again(consultation, page, editor, approver, at):
    at(DURING)
    revise(page, by=editor, closes_at=CLOSES + timedelta(days=7), change_reason_ar="سبب")
    at(CLOSES)
    with pytest.raises(IllegalStep):
        publish_page(page, by=approver)
    assert Consultation.objects.get().closes_at == CLOSES


@pytest.mark.parametrize(("days", "is_refused"), [(14, True), (15, False)])
def test_a_consultation_is_open_for_at_least_fifteen_days(make_consultation_page, at, days, is_refused):
    at(OPENS - timedelta(days=7))
    page = make_consultation_page()
    page.closes_at = OPENS + timedelta(days=days)
    if is_refused:
        with pytest.raises(Exception, match="closes_at"):
            page.full_clean()
    else:
        page.full_clean()


def test_without_a_closing_date_it_is_open_for_twenty_one_days(make_consultation_page, at):
    at(OPENS - timedelta(days=7))
    assert make_consultation_page(closes_at=None).closes_at == CLOSES


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (OPENS - timedelta(seconds=1), False),
        (OPENS, True),
        (CLOSES - timedelta(seconds=1), True),
        (CLOSES, False),
        (CLOSES + timedelta(seconds=1), False),
    ],
)
def test_a_clause_can_be_discussed_while_the_consultation_is_open(consultation, at, moment, is_open):
    at(moment)
    discussion = ClauseKey.objects.get(key="clause-6").discussion
    assert kinds.subject_of(discussion).is_open is is_open


def test_a_clause_that_was_dropped_can_be_read_and_not_discussed(consultation, page, editor, approver, at):
    at(DURING)
    draft = fresh(page).get_latest_revision_as_object()
    draft.parts = [part for part in draft.parts.all() if part.number != "6"]
    draft.save_revision(user=editor)
    publish_page(page, by=approver)
    subject = kinds.subject_of(ClauseKey.objects.get(key="clause-6").discussion)
    assert (subject.is_open, subject.text) == (False, "لا تزيد مدة الرحلة على خمس وأربعين دقيقة.")


def test_a_withdrawn_consultation_takes_no_comments(consultation, page, at):
    at(DURING)
    fresh(page).unpublish()
    assert not kinds.subject_of(ClauseKey.objects.get(key="clause-6").discussion).is_open


def test_what_is_spoken_about_names_the_version_and_its_hash(consultation, at):
    clause = ClauseVersion.objects.get(key="clause-6")
    subject = kinds.subject_of(clause.clause_key.discussion)
    assert (subject.path, subject.about) == ("/consultations/transport/#clause-6", "clause:transport/clause-6@1")
    assert subject.about_hash == clause.hash
