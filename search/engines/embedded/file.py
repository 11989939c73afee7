"""The index as a file. `SEARCH_INDEX_PATH` is a link to the generation in use, so that a rebuilt one can take its place
while others read: a file put over another would inherit its write-ahead log."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import Stemmer
from django.conf import settings

from search.engines.base import EngineUnavailableError

# Raise the number whenever the same text would give other tokens, or the tables change: the index is built anew.
FINGERPRINT = f"3 {Stemmer.version()}"

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, path TEXT NOT NULL,
    title_ar TEXT NOT NULL, title_en TEXT NOT NULL, body_ar TEXT NOT NULL, body_en TEXT NOT NULL,
    reference TEXT NOT NULL, party TEXT NOT NULL, date TEXT, grams INTEGER NOT NULL
);
CREATE INDEX document_date ON document (date);
CREATE TABLE total (documents INTEGER NOT NULL, grams INTEGER NOT NULL);
INSERT INTO total VALUES (0, 0);
CREATE TRIGGER document_put AFTER INSERT ON document BEGIN
    UPDATE total SET documents = documents + 1, grams = grams + new.grams;
END;
CREATE TRIGGER document_taken_out AFTER DELETE ON document BEGIN
    UPDATE total SET documents = documents - 1, grams = grams - old.grams;
END;
CREATE TABLE facet (
    document INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (document, name)
) WITHOUT ROWID;
CREATE INDEX facet_value ON facet (name, value, document);
-- Tokens come analysed, with spaces between; bm25() is slow with any detail but "full".
CREATE VIRTUAL TABLE stems USING fts5 (title, body, tokenize = 'ascii', detail = full);
CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = 'ascii', detail = full);
CREATE VIRTUAL TABLE grams USING fts5 (text, tokenize = "ascii tokenchars '_'", detail = full);
CREATE VIRTUAL TABLE stem_vocabulary USING fts5vocab (stems, row);
CREATE TABLE frequency (gram TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID;
-- Words once each, as they are written somewhere, by their 3-grams: what typing errors are corrected to.
CREATE TABLE spelling (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, written TEXT NOT NULL);
CREATE VIRTUAL TABLE spelling_grams USING fts5 (text, tokenize = "ascii tokenchars '_'", detail = full);
CREATE VIRTUAL TABLE word_vocabulary USING fts5vocab (words, row);
"""

# What a question works with; they live in memory, and are empty between questions.
WORK_TABLES = """
CREATE TEMP TABLE matched (id INTEGER PRIMARY KEY, score REAL NOT NULL, by_stems INTEGER NOT NULL);
CREATE TEMP TABLE share (id INTEGER PRIMARY KEY, weight REAL NOT NULL);
CREATE TEMP TABLE narrowed (id INTEGER PRIMARY KEY, score REAL NOT NULL, by_stems INTEGER NOT NULL, date TEXT);
"""

_local = threading.local()


def connection() -> sqlite3.Connection:
    """This thread's own, opened again when a rebuilt index has taken the place of the one it knew."""
    link = Path(settings.SEARCH_INDEX_PATH)
    if not link.exists():
        _begin(link)
    identity = (os.getpid(), str(link), link.stat().st_ino)
    if getattr(_local, "identity", None) != identity:
        _local.connection, _local.identity = _open(link), identity
    return _local.connection


@contextmanager
def snapshot() -> Iterator[sqlite3.Connection]:
    """Several reads of one state."""
    try:
        index = connection()
        index.execute("BEGIN")
    except (sqlite3.Error, OSError) as error:
        raise EngineUnavailableError(str(error)) from error
    try:
        yield index
    except sqlite3.Error as error:
        raise EngineUnavailableError(str(error)) from error
    finally:
        index.rollback()


@contextmanager
def transaction(index: sqlite3.Connection) -> Iterator[None]:
    index.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        index.rollback()
        raise
    index.commit()


@contextmanager
def lock(*, wait: bool) -> Iterator[bool]:
    """Held by the process, so that it goes when the process dies; True where we have it."""
    link = Path(settings.SEARCH_INDEX_PATH)
    link.parent.mkdir(parents=True, exist_ok=True)
    with open(link.with_name(f"{link.name}.lock"), "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True


def new_generation() -> Path:
    link = Path(settings.SEARCH_INDEX_PATH)
    link.parent.mkdir(parents=True, exist_ok=True)
    return link.with_name(f"{link.name}.{uuid.uuid4().hex[:12]}")


def create(file: Path) -> sqlite3.Connection:
    index = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    index.executescript(f"PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; {TABLES}")
    return index


def empty_log(index: sqlite3.Connection) -> None:
    """What was written on the way. Where somebody reads at this moment it waits for the next time."""
    index.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def discard(file: Path) -> None:
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink(missing_ok=True)


def swap_in(file: Path) -> None:
    """From here on everybody reads `file`; whoever has the old generation open keeps it until the next question."""
    link = Path(settings.SEARCH_INDEX_PATH)
    old = {path for path in link.parent.glob(f"{link.name}.*") if path.suffix != ".lock"}
    _point(link, file)
    for path in old - {file}:
        path.unlink(missing_ok=True)


def _begin(link: Path) -> None:
    """An empty index, so that a question gets an answer until the real one is built."""
    file = new_generation()
    create(file).close()
    try:
        os.symlink(file.name, link)
    except FileExistsError:
        if not link.exists():  # it points at a file that was lost
            _point(link, file)
        else:
            file.unlink(missing_ok=True)


def _point(link: Path, file: Path) -> None:
    temporary = link.with_name(f".{file.name}.link")
    os.symlink(file.name, temporary)
    os.replace(temporary, link)


def _open(link: Path) -> sqlite3.Connection:
    # "rw": a generation that was taken away a moment ago must not come back as an empty file.
    uri = f"{link.resolve().as_uri()}?mode=rw"
    index = sqlite3.connect(uri, uri=True, timeout=20, isolation_level=None, check_same_thread=False)
    index.row_factory = sqlite3.Row
    # FULL: a job is taken away once it is in the index, and must be there after a power cut too.
    # secure_delete: what is taken out, an erased text too, is overwritten and not only given free.
    index.executescript(
        f"PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; {WORK_TABLES}"
    )
    return index
