"""The transport that needs no server: kombu's queue in a folder, with every file appearing whole.

Kombu's own makes a message's file first and writes it then. A worker that looks in between takes an empty message,
ends at once, and the message is lost.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **options: Any) -> None:  # type: ignore[override]  # as kombu has it
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        _write_whole(Path(self.data_folder_out) / name, dumps(payload))

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        row = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        table = self.get_table(exchange)
        if row not in table:
            _write_whole(self._exchange_file(exchange), dumps([row, *table]))


class Transport(filesystem.Transport):
    Channel = Channel


def _write_whole(file: Path, text: str) -> None:
    """Under a name that nobody looks for, until all of it is there."""
    unfinished = file.with_name(f".{uuid4()}")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(file)
    except OSError as error:
        raise ChannelError(f"{file} could not be written") from error
