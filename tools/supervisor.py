"""Keeps a few processes together: when one ends, or when it is told to stop, all of them stop."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tools.machine import ROOT, Refusal

PATIENCE = 8  # seconds in which a child may finish what it has in hand
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1


class Stopped(BaseException):
    """Somebody pressed Ctrl-C, or told us to end."""


class Child:
    """A process in a group of its own, so that Ctrl-C reaches us and not it, and its own children go with it."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], logs: Path) -> None:
        self.name = name
        self.log = logs / f"{name}.log"
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  (no thread of ours is running yet)
            )

    def refuse_death(self) -> None:
        if self.process.poll() is not None:
            end = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
            raise Refusal(f"{self.name} ended by itself ({self.process.returncode}). The end of {self.log}:\n\n{end}")

    def signal(self, number: int) -> None:
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return

    def wait_until(self, end: float) -> None:
        try:
            self.process.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            return


@contextmanager
def together(starts: list[Callable[[], Child]]) -> Iterator[list[Child]]:
    """Start them one after another; whatever happens then, none is left behind."""
    children: list[Child] = []
    try:
        for start in starts:
            children.append(start())
        yield children
    finally:
        stop(children)


def stop(children: list[Child]) -> None:
    """Ask all at once, wait a little, then end them: the last to start is the first to go."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # an impatient second Ctrl-C changes nothing
    if children:
        print("\nStopping …", flush=True)
    for child in reversed(children):
        child.signal(signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    for child in children:
        child.wait_until(end)
    for child in children:
        child.signal(signal.SIGKILL)  # the whole group: also what a child left behind
        child.process.wait()


def watch(children: list[Child]) -> None:
    """Until one ends or we are told to."""
    while True:
        for child in children:
            child.refuse_death()
        time.sleep(0.5)


def listen_for_the_end() -> None:
    for number in SIGNALS:
        signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _die_with_parent() -> None:
    """Where the system can (Linux): if we are killed outright, our children are told to end."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
