"""`make run`: from a fresh clone to a running demonstration on this machine.

Prepares what is missing, starts web, worker and clock, and stops all of them together.
"""

from __future__ import annotations

import errno
import fcntl
import functools
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tools import packages
from tools.machine import PYTHON, ROOT, Refusal, environment, refuse_full_disk, refuse_wrong_python, step, var_folder
from tools.supervisor import Child, Stopped, listen_for_the_end, together, watch

HOST = "127.0.0.1"
ANSWERS_WITHIN = 60  # seconds
CELERY = ["-m", "celery", "--workdir", "site", "-A", "config"]


def main() -> int:
    listen_for_the_end()
    try:
        run()
    except Stopped:
        print("\nStopped.")
    except Refusal as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\n{what_the_system_said(error)}", file=sys.stderr)
        return 1
    return 0


def what_the_system_said(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full. Free some space and start again; nothing that was stored is lost."
    return (
        f"The system refused: {error.strerror} ({error.filename}). See that this folder exists and may be written to."
    )


def run() -> None:
    refuse_wrong_python()
    port = chosen_port()
    refuse_taken_port(port)
    with only_one():
        packages.prepare()
        settings = environment(DEMO="1", SITE_URL=os.environ.get("SITE_URL", f"http://{HOST}:{port}"))
        prepare(settings)
        with together(starts(port, settings)) as children:
            with step("Starting web, worker and clock"):
                wait_until_it_answers(port, children)
            welcome(port)
            watch(children)


def chosen_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT is {text!r}: write a number between 1024 and 65535, for example make run PORT=8001")
    return int(text)


def refuse_taken_port(port: int) -> None:
    """Before the long preparation, not after it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Refusal(f"Port {port} needs special rights. Choose one above 1024: make run PORT=8001") from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise Refusal(
                f"Port {port} is in use. Stop what uses it, or choose another: make run PORT={another(port)}"
            ) from None


def another(port: int) -> int:
    return port + 1 if port < 65535 else 8000


@contextmanager
def only_one() -> Iterator[None]:
    """Two clocks and two workers on one folder would do everything twice."""
    folder = var_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "run.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(
                f"Musharaka is already running from {folder}. Stop it first, or give this one a folder of its own: "
                "make run VAR_DIR=/another/folder PORT=8001"
            ) from None
        yield


def prepare(settings: dict[str, str]) -> None:
    """Assets, messages, database and demonstration: one process, a line for each."""
    done = subprocess.run([PYTHON, "manage.py", "prepare"], cwd=ROOT, env=settings, check=False)
    if done.returncode:
        refuse_full_disk(packages.ROOM_TO_WORK)
        raise Refusal("The preparation failed; what is above says where. Nothing was started.")


def starts(port: int, settings: dict[str, str]) -> list:
    logs = var_folder() / "log"
    logs.mkdir(exist_ok=True)
    commands = {
        "web": ["-m", "gunicorn", "--chdir", "site", "config.wsgi", "--preload", f"--bind={HOST}:{port}", "--workers=2",
                "--threads=4", "--timeout=60", "--graceful-timeout=5"],
        "worker": [*CELERY, "worker", "--pool=threads", "--concurrency=4", "--loglevel=warning",
                   "--without-gossip", "--without-mingle", "--without-heartbeat"],
        "clock": [*CELERY, "beat", "--loglevel=warning", "--pidfile="],
    }  # fmt: skip
    return [
        functools.partial(Child, name, [str(PYTHON), *command], settings, logs) for name, command in commands.items()
    ]


def wait_until_it_answers(port: int, children: list[Child]) -> None:
    end = time.monotonic() + ANSWERS_WITHIN
    while time.monotonic() < end:
        for child in children:
            child.refuse_death()
        if answers(port):
            return
        time.sleep(0.2)
    raise Refusal(f"The web server did not answer within {ANSWERS_WITHIN} seconds: see {children[0].log}")


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2) as answer:  # noqa: S310
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def welcome(port: int) -> None:
    accounts = var_folder() / "demo-accounts.txt"
    home = f"http://{HOST}:{port}"
    print(f"""
Musharaka runs on this machine, for this machine only.

  {home}/ar/          العربية
  {home}/en/          English
  {home}/ar/mailbox/  the mails and text messages it sends
  {home}/admin/       the editors' desk
""")
    if accounts.exists():
        print(accounts.read_text(encoding="utf-8"))
    print("Ctrl-C stops everything.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
