"""A hundred messages while worker and relay are killed with -9 and started again, counted at the receiving end."""

import asyncio
import itertools
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from messaging.models import OutboxMessage

ROOT = Path(__file__).parents[2]
MESSAGES = 100
KILL_AFTER = 15  # messages that have newly arrived
KILLING_TIME = 40  # seconds; on a machine that is busy with other things a start alone takes many
PATIENCE = 200


class Sink:
    """A mail server that takes its time, so that a kill finds messages in every stage."""

    def __init__(self):
        self.received = Counter()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  (the name aiosmtpd calls)
        await asyncio.sleep(0.05)
        self.received[message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 taken"


@pytest.fixture
def sink():
    handler = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        handler.port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def start(tmp_path, sink):
    """Starts a process in a group of its own, on the test database; none outlives the test."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "DEMO": "0",
        "SECRET_KEY": "only-for-tests-" + "0" * 32,
        "RECEIPT_KEY": "1f" * 32,
        "LEDGER_KEY": "2e" * 32,
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": _database_url(),
        "BROKER_URL": "filesystem://",
        "EMAIL_DELIVERY_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sink.port),
        "OUTBOX_LEASE_SECONDS": "3",
    }
    running = []
    log = (tmp_path / "log").open("w")

    def start_process(*command):
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        running.append(process)
        return process

    yield start_process
    for process in running:
        _kill(process)
    log.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_when_worker_and_relay_are_killed(make_message, sink, start):
    commands = {
        "worker": ["-m", "celery", "--workdir", "site", "-A", "config", "worker", "--pool=threads", "-c", "4"],
        "relay": ["tests/messaging/relay_for_ever.py"],
    }
    running = {name: start(*command) for name, command in commands.items()}
    expected = {make_message(number).pk for number in range(MESSAGES)}

    killed = _kill_now_and_then(running, sink, lambda name: start(*commands[name]))

    sent = OutboxMessage.objects.filter(state=OutboxMessage.State.SENT)
    assert set(sent.values_list("pk", flat=True)) == expected
    assert len(sink.received) == MESSAGES
    assert set(killed) == {"worker", "relay"}


def _kill_now_and_then(running, sink, start):
    """Until every message has gone out; says who was killed."""
    killed, arrived = Counter(), 0
    victims = itertools.cycle([["worker"], ["relay"], ["worker", "relay"]])
    begin = time.monotonic()
    while OutboxMessage.objects.unsent().exists() and time.monotonic() < begin + PATIENCE:
        if len(sink.received) >= arrived + KILL_AFTER and time.monotonic() < begin + KILLING_TIME:
            arrived = len(sink.received)
            for victim in next(victims):
                _kill(running[victim])
                running[victim] = start(victim)
                killed[victim] += 1
        time.sleep(0.02)
    return killed


def _kill(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _database_url():
    """The database of this test, as another process is told of it."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user = ":".join(filter(None, [database["USER"], database["PASSWORD"]]))
    return f"postgres://{user}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
