"""The files that somebody attached: in the copy of their data, and let go when their time is over."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from contributions import actions, stored
from contributions.models import Attachment
from privacy.actions import apply_retention
from tests.made_files import picture, sent

COPY = "/ar/accounts/data/download.zip"


@pytest.fixture
def attach(make_contribution):
    def attached(by, name="ساحة.png"):
        key = uuid.uuid4()
        assert actions.upload([sent(name, picture("PNG"))], key=key, by=by) == []
        uploads = list(actions.uploads_of(by, key))
        return make_contribution(by, submission_key=key, uploads=uploads).attachments.get()

    return attached


@pytest.fixture
def copy_of(visit):
    """The archive that somebody downloads."""

    def downloaded(user):
        answer = visit(user).get(COPY)
        assert answer.status_code == 200
        return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))

    return downloaded


def test_the_copy_brings_the_files_with_the_data_that_names_them(copy_of, citizen, attach):
    attached, whole = attach(citizen), copy_of(citizen)
    (row,) = json.loads(whole.read("data.json"))["contributions"][0]["attachments"]
    with stored.opened(attached.stored_as) as file:
        assert whole.read(row["file"]) == file.read()
    assert "ساحة.png" in whole.read("data.html").decode()


def test_the_copy_brings_nobody_elses_files(copy_of, citizen, neighbour, attach):
    attach(neighbour)
    assert set(copy_of(citizen).namelist()) == {"data.json", "data.html"}


def test_the_copy_brings_no_file_with_a_virus(copy_of, citizen, attach):
    Attachment.objects.filter(pk=attach(citizen).pk).update(state="refused", scan="found")
    assert set(copy_of(citizen).namelist()) == {"data.json", "data.html"}


def test_a_file_whose_bytes_are_lost_spoils_no_copy(copy_of, citizen, attach):
    stored.discard(attach(citizen).stored_as)
    assert "data.json" in copy_of(citizen).namelist()


def test_no_cache_keeps_the_copy(visit, citizen):
    answer = visit(citizen).get(COPY)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith('attachment; filename="musharaka-')


def test_what_waits_with_a_draft_is_named(visit, citizen):
    actions.upload([sent("plan.png", picture("PNG"))], key=uuid.uuid4(), by=citizen)
    data = visit(citizen).get("/ar/accounts/data/download.json").json()
    assert [row["file_name"] for row in data["uploads"]] == ["plan.png"]


def test_files_of_what_was_withdrawn_go_after_their_days(citizen, attach, settings, monkeypatch):
    attached = attach(citizen)
    actions.withdraw(attached.contribution, by=citizen)
    assert apply_retention()["files"] == 0
    later = timezone.now() + timedelta(days=settings.PRIVACY_ATTACHMENT_DAYS, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert apply_retention()["files"] == 1
