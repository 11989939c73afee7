"""What was approved for a later moment and has become impossible holds nothing else up."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError
from wagtail.models import Revision

from consultations.models import Consultation
from messaging.models import OutboxMessage
from policies.actions.scheduling import publish_due
from tests.consultations.conftest import CLOSES, OPENS, fresh, publish_page, revise
from workflow.models import Step

LATER = CLOSES + timedelta(days=10)


@pytest.fixture
def stuck(consultation, page, editor, approver, at):
    """A longer opening time, approved to be announced after the closing: by then it is too late for it."""
    at(OPENS - timedelta(days=6))
    revise(page, by=editor, closes_at=CLOSES + timedelta(days=30), go_live_at=CLOSES + timedelta(days=1))
    publish_page(page, by=approver)
    return page


@pytest.fixture
def other(stuck, make_consultation_page, approver):
    """Another consultation, announced by the clock a day after that."""
    dates = {"opens_at": CLOSES + timedelta(days=20), "closes_at": CLOSES + timedelta(days=60)}
    other = make_consultation_page(slug="canteen", go_live_at=CLOSES + timedelta(days=2), **dates)
    publish_page(other, by=approver)
    return other


def tick(at):
    at(LATER)
    call_command("publish_scheduled")


def test_what_comes_later_goes_ahead(stuck, other, at):
    tick(at)
    assert Consultation.objects.filter(slug="canteen").exists()


@pytest.fixture
def broken(stuck, monkeypatch):
    """The database fails at one revision."""
    publish = Revision.publish

    def fails_with(error):
        def attempt(revision, *args, **options):
            if revision.object_id == str(stuck.pk):
                raise error
            return publish(revision, *args, **options)

        monkeypatch.setattr(Revision, "publish", attempt)

    return fails_with


def test_what_comes_later_goes_ahead_whatever_the_database_refuses(broken, other, at, caplog):
    broken(IntegrityError("refused"))
    tick(at)
    assert Consultation.objects.filter(slug="canteen").exists()
    assert [record.levelname for record in caplog.records if record.name == "policies.actions.scheduling"] == ["ERROR"]


@pytest.mark.parametrize(("error", "is_tried_again"), [(IntegrityError, False), (OperationalError, True)])
def test_only_a_passing_failure_is_tried_again(broken, stuck, at, error, is_tried_again):
    at(LATER)
    broken(error("refused"))
    publish_due()
    assert Revision.objects.exclude(approved_go_live_at=None).exists() is is_tried_again


def test_it_is_not_published_and_kept_as_a_draft(stuck, at):
    tick(at)
    assert Consultation.objects.get().closes_at == CLOSES
    assert fresh(stuck).get_latest_revision_as_object().closes_at == CLOSES + timedelta(days=30)


def test_it_is_not_tried_again(stuck, at):
    tick(at)
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_it_is_noted(stuck, at):
    tick(at)
    assert Step.objects.of(stuck).get(name="not_published").note


@pytest.mark.parametrize(("language", "said"), [("ar", "لم يُنشر"), ("en", "Not published")])
def test_its_editor_is_told_once_in_their_language(stuck, editor, at, language, said):
    editor.language = language
    editor.save()
    for _ in range(2):
        tick(at)
    mail = OutboxMessage.objects.get(cause__startswith="not_published:")
    assert (mail.recipient, said in mail.subject) == (f"user:{editor.pk}", True)
