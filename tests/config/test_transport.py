"""The queue in a folder, which the embedded default works with."""

import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES

from config import celery

assert celery.app, "the transport is named where the application is made"
LONG = "كلام" * 200_000


@pytest.fixture
def channel(tmp_path: Path):
    folders = {name: str(tmp_path / name) for name in ("queue", "control", "processed")}
    for folder in folders.values():
        Path(folder).mkdir()
    options = {
        "data_folder_in": folders["queue"],
        "data_folder_out": folders["queue"],
        "control_folder": folders["control"],
        "processed_folder": folders["processed"],
        "store_processed": True,
    }
    with Connection("filesystem://", transport_options=options) as connection:
        yield connection.channel()


def taken(channel):
    try:
        return channel._get("celery")
    except Empty:
        return None


def test_the_queue_in_a_folder_is_our_own():
    assert TRANSPORT_ALIASES["filesystem"] == "config.transport:Transport"


def test_a_message_is_never_seen_half_written(channel):
    writer = threading.Thread(target=lambda: [channel._put("celery", {"body": LONG}) for _ in range(20)])
    writer.start()
    received = 0
    while writer.is_alive() or received < 20:
        message = taken(channel)
        received += message is not None and message["body"] == LONG
    assert taken(channel) is None


def test_a_queue_is_bound_once_and_found_again(channel):
    for _ in range(2):
        channel._queue_bind("celery", "celery", "", "celery")
    assert [row.queue for row in channel.get_table("celery")] == ["celery"]


def test_a_folder_that_is_full_or_gone_is_told_as_a_fault_of_the_queue(channel, tmp_path):
    (tmp_path / "queue").rmdir()
    with pytest.raises(ChannelError, match="could not be written"):
        channel._put("celery", {})
