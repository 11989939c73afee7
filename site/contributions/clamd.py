"""Asking clamd whether there is a virus in something: its INSTREAM command, over its socket or by TCP.

zINSTREAM\\0, then pieces, each after its length in four bytes, then a length of nothing
stream: OK\\0 · stream: <name of the virus> FOUND\\0 · INSTREAM size limit exceeded. ERROR\\0
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from contextlib import closing, suppress

from django.conf import settings

LONGEST_ANSWER = 4096
CLEAN, TOO_LARGE = "stream: OK", "size limit exceeded"


class ScannerSilent(Exception):  # noqa: N818
    """It gave no answer, or none that can be understood. Later it may."""


class TooLargeToScan(Exception):  # noqa: N818
    """It takes no file of this size."""


def scan(pieces: Iterable[bytes]) -> str:
    """The name of the virus; empty where there is none."""
    try:
        with closing(_connected()) as line:
            # Whoever sends too much is answered before the end, and then cut off: the answer is there all the same.
            with suppress(BrokenPipeError, ConnectionResetError):
                _send(line, pieces)
            return _understood(_answer(line))
    except OSError as error:  # refused, reset, timed out, no such socket
        raise ScannerSilent(str(error)) from error


def _connected() -> socket.socket:
    address = settings.CLAMD
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(settings.CLAMD_SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=settings.CLAMD_SECONDS)


def _send(line: socket.socket, pieces: Iterable[bytes]) -> None:
    line.sendall(b"zINSTREAM\0")
    for piece in pieces:
        if piece:  # a length of nothing is the end
            line.sendall(struct.pack("!I", len(piece)) + piece)
    line.sendall(struct.pack("!I", 0))


def _answer(line: socket.socket) -> str:
    """Up to its NUL. Without one it was cut off half-way, and says nothing."""
    answer = b""
    while not answer.endswith(b"\0"):
        piece = line.recv(LONGEST_ANSWER)
        if not piece or len(answer) > LONGEST_ANSWER:
            raise ScannerSilent(f"cut off after {answer!r}")
        answer += piece
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _understood(answer: str) -> str:
    if answer == CLEAN:
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if TOO_LARGE in answer:
        raise TooLargeToScan
    raise ScannerSilent(answer)
