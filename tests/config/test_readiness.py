from datetime import timedelta

import pytest
from celery import current_app
from django.db import OperationalError
from django.utils import timezone

from config import readiness
from config.models import Heartbeat
from config.readiness import what_is_wrong
from ledger.actions import append
from search.actions import rebuild
from search.models import IndexJob

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alive():
    Heartbeat.objects.create(name="worker", at=timezone.now())
    rebuild()


def test_an_installation_that_works_is_ready(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "wrong": {}})


def test_a_process_that_runs_is_alive_whatever_else_is_wrong(client, monkeypatch, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def test_what_is_wrong_is_named_and_answered_with_503(client):
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=2))
    answer = client.get("/readyz")
    assert (answer.status_code, list(answer.json()["wrong"])) == (503, ["worker"])


def test_a_worker_that_never_gave_a_sign_of_life_is_missed():
    Heartbeat.objects.all().delete()
    assert "worker" in what_is_wrong()


def test_entries_that_wait_long_to_be_sealed_are_noticed(monkeypatch):
    append(kind="test.waits", subject="test:1", data={})
    at_once = what_is_wrong()
    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert ("ledger" in at_once, "ledger" in what_is_wrong()) == (False, True)


def test_an_index_that_is_far_behind_is_noticed():
    IndexJob.objects.create(key="x", model="x", object_pk=1, at=timezone.now() - timedelta(minutes=5))
    assert "search" in what_is_wrong()


def test_an_index_that_is_lost_is_noticed(settings, tmp_path):
    settings.SEARCH_INDEX_PATH = tmp_path / "gone.sqlite3"
    assert "search" in what_is_wrong()


def test_a_disk_that_takes_nothing_is_noticed(settings, tmp_path):
    settings.VAR = tmp_path / "gone"
    assert "disk" in what_is_wrong()


def test_a_broker_that_cannot_be_written_to_is_noticed(settings, tmp_path):
    settings.BROKER_FOLDER = tmp_path / "gone"
    assert "broker" in what_is_wrong()


def test_a_broker_that_refuses_is_noticed_without_its_address(settings, monkeypatch):
    settings.CELERY_BROKER_URL = "redis://user:password@127.0.0.1:1/0"
    monkeypatch.setattr(current_app.conf, "broker_write_url", settings.CELERY_BROKER_URL)
    assert "password" not in what_is_wrong()["broker"]


def test_pending_migrations_are_noticed(monkeypatch):
    monkeypatch.setattr(readiness, "_seen_applied", [])
    monkeypatch.setattr(readiness.MigrationExecutor, "migration_plan", lambda executor, targets: ["one"])
    assert "migrations" in what_is_wrong()


def test_a_database_that_is_down_is_an_answer_and_not_an_error(monkeypatch):
    def refuse():
        raise OperationalError("could not connect to server at 10.0.0.1")

    monkeypatch.setitem(readiness.PARTS, "database", refuse)
    assert what_is_wrong()["database"] == "It does not answer (OperationalError)."
