"""A virus scanner for tests: clamd's INSTREAM over a real socket, as clamd speaks it."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.made_files import EICAR


class Scanner:
    """`manner`: "clamd" (finds EICAR, refuses what is longer than `longest`), "silent", "cut off", "nonsense"."""

    def __init__(self, path: Path, *, manner: str = "clamd", longest: int = 25 * 1024 * 1024) -> None:
        self.path, self.manner, self.longest = path, manner, longest
        self.asked: list[bytes] = []
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.line.bind(str(path))
        self.line.listen()
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.over.set()
        with contextlib.suppress(OSError):
            self.line.shutdown(socket.SHUT_RDWR)
        self.line.close()
        self.thread.join(5)

    def _serve(self) -> None:
        while not self.over.is_set():
            try:
                caller, _address = self.line.accept()
            except OSError:
                return
            with caller, contextlib.suppress(OSError):
                self._answer(caller)

    def _answer(self, caller: socket.socket) -> None:
        if self.manner == "cut off":
            caller.recv(4)
            return
        if _exactly(caller, 10) != b"zINSTREAM\0":
            caller.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := struct.unpack("!I", _exactly(caller, 4))[0]:
            if len(content) + length > self.longest:
                caller.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
            content += _exactly(caller, length)
        self.asked.append(content)
        self._tell(caller, content)

    def _tell(self, caller: socket.socket, content: bytes) -> None:
        if self.manner == "silent":
            self.over.wait(5)
        elif self.manner == "half":
            caller.sendall(b"stream: O")
        elif self.manner == "nonsense":
            caller.sendall(b"COMMAND READ TIMED OUT\0")
        elif EICAR.encode() in content:
            caller.sendall(b"stream: Eicar-Test-")
            caller.sendall(b"Signature FOUND\0")
        else:
            caller.sendall(b"stream: OK\0")


def _exactly(caller: socket.socket, length: int) -> bytes:
    read = b""
    while len(read) < length:
        piece = caller.recv(length - len(read))
        if not piece:
            raise ConnectionError
        read += piece
    return read


@contextlib.contextmanager
def scanner(path: Path, **how: object) -> Iterator[Scanner]:
    made = Scanner(path, **how)  # type: ignore[arg-type]
    try:
        yield made
    finally:
        made.stop()
