"""The bytes of what people send, under names that say nothing; `of` is the storage: each kind has one of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

PIECE = 256 * 1024


ATTACHMENTS = "attachments"


def storage(of: str = ATTACHMENTS) -> Storage:
    return storages[of]


def put(content: bytes, *, of: str = ATTACHMENTS) -> str:
    """Returns under which name."""
    name = uuid.uuid4().hex
    return storage(of).save(f"{name[:2]}/{name}", ContentFile(content))


def opened(stored_as: str, *, of: str = ATTACHMENTS) -> File:
    return storage(of).open(stored_as, "rb")


def pieces(stored_as: str, *, of: str = ATTACHMENTS) -> Iterator[bytes]:
    with opened(stored_as, of=of) as file:
        yield from file.chunks(PIECE)


def is_there(stored_as: str, *, of: str = ATTACHMENTS) -> bool:
    return storage(of).exists(stored_as)


def discard(stored_as: str, *, of: str = ATTACHMENTS) -> None:
    """A second time it does nothing."""
    storage(of).delete(stored_as)


def all_names(*, of: str = ATTACHMENTS) -> Iterator[str]:
    """Every file in it. Nothing where nothing was ever kept."""
    try:
        folders, _files = storage(of).listdir("")
    except FileNotFoundError:
        return
    for folder in folders:
        yield from (f"{folder}/{name}" for name in storage(of).listdir(folder)[1])
