"""The bytes of what people attach, in a storage of their own, under names that say nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

PIECE = 256 * 1024


def storage() -> Storage:
    return storages["attachments"]


def put(content: bytes) -> str:
    """Returns under which name."""
    name = uuid.uuid4().hex
    return storage().save(f"{name[:2]}/{name}", ContentFile(content))


def opened(stored_as: str) -> File:
    return storage().open(stored_as, "rb")


def pieces(stored_as: str) -> Iterator[bytes]:
    with opened(stored_as) as file:
        yield from file.chunks(PIECE)


def is_there(stored_as: str) -> bool:
    return storage().exists(stored_as)


def discard(stored_as: str) -> None:
    """A second time it does nothing."""
    storage().delete(stored_as)


def all_names() -> Iterator[str]:
    """Every file in it. Nothing where nothing was ever kept."""
    try:
        folders, _files = storage().listdir("")
    except FileNotFoundError:
        return
    for folder in folders:
        yield from (f"{folder}/{name}" for name in storage().listdir(folder)[1])
