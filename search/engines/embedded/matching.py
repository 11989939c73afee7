"""Which documents answer a question: filled into `matched`, a table of this connection, before any narrowing, so that
facets count what they would lead to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log

from search.question import Question, attached

# A document answers when it has this share of the question's words, weighed by how rare they are; where that does not
# give a few pages, less will do. Chosen on the public sets: below .2 nothing is gained.
SHARES = (0.6, 0.4, 0.2)
ENOUGH = 50

RAREST_GRAMS = 16
GRAM_CANDIDATES = 100
# Scoring all documents that share a common 3-gram would take most of the time of a question: the rarest are looked
# for until this many documents would have to be scored.
GRAM_BUDGET = 5000
# Of the weight of the question's 3-grams, what a document must have that shares none of its words.
GRAM_SHARE = 0.3

TITLE_WEIGHT = 2.0


def match(index: sqlite3.Connection, question: Question) -> bool:
    """Answers whether phrases were taken apart: beside other words, one that stands nowhere is just its words."""
    if question.phrases:
        _match_words(index, " AND ".join(_as_it_stands(phrase) for phrase in question.phrases))
        if question.is_only_phrases or index.execute("SELECT 1 FROM matched").fetchone():
            return False
    if question.stems:
        _match_stems(index, question)
        _match_grams(index, question.grams)
    elif not question.is_empty:
        _match_words(index, " AND ".join(_phrase([word]) for word in question.words))
    return bool(question.phrases)


def idf(documents: int, having: int) -> float:
    return log(1 + (documents - having + 0.5) / (having + 0.5))


def frequencies(index: sqlite3.Connection, grams: Iterable[str]) -> dict[str, int]:
    """In how many documents each is; what no document has is left out."""
    marks, values = _in(grams)
    rows = index.execute(f"SELECT gram, documents FROM frequency WHERE gram IN ({marks}) AND documents > 0", values)  # noqa: S608
    return dict(rows.fetchall())


def known_stems(index: sqlite3.Connection, stems: Iterable[str]) -> dict[str, int]:
    marks, values = _in(stems)
    return dict(index.execute(f"SELECT term, doc FROM stem_vocabulary WHERE term IN ({marks})", values).fetchall())  # noqa: S608


def size(index: sqlite3.Connection) -> int:
    return index.execute("SELECT documents FROM total").fetchone()[0]


def any_of(tokens: Iterable[str]) -> str:
    return " OR ".join(_phrase([token]) for token in tokens)


def _match_words(index: sqlite3.Connection, query: str) -> None:
    index.execute(
        "INSERT INTO matched SELECT rowid, -bm25(words, ?, 1.0), 1 FROM words WHERE words MATCH ?",
        (TITLE_WEIGHT, query),
    )


def _match_stems(index: sqlite3.Connection, question: Question) -> None:
    known = known_stems(index, question.stems)
    if not known:
        return
    index.execute(
        "INSERT INTO matched SELECT rowid, -bm25(stems, ?, 1.0), 1 FROM stems WHERE stems MATCH ?",
        (TITLE_WEIGHT, any_of(known)),
    )
    asked = {stem: having for stem, having in known.items() if stem not in question.guesses}
    if len(asked) > 1:
        _leave_out_the_weak(index, asked)


def _leave_out_the_weak(index: sqlite3.Connection, known: dict[str, int]) -> None:
    documents = size(index)
    weights = {stem: idf(documents, having) for stem, having in known.items()}
    whole = sum(weights.values())
    shares = " UNION ALL ".join("SELECT rowid AS id, ? AS weight FROM stems WHERE stems MATCH ?" for _ in weights)
    values = [value for stem, weight in weights.items() for value in (weight / whole, _phrase([stem]))]
    index.execute(f"INSERT INTO share SELECT id, sum(weight) FROM ({shares}) GROUP BY id", values)  # noqa: S608
    least = next((share for share in SHARES if _have(index, share) >= ENOUGH), SHARES[-1])
    index.execute("DELETE FROM matched WHERE id NOT IN (SELECT id FROM share WHERE weight >= ?)", (least - 1e-9,))


def _have(index: sqlite3.Connection, share: float) -> int:
    return index.execute("SELECT count(*) FROM share WHERE weight >= ?", (share - 1e-9,)).fetchone()[0]


def _match_grams(index: sqlite3.Connection, grams: Sequence[str]) -> None:
    """What no word of the question finds, but most of its letters: كتاب for كتب, or what is typed wrongly."""
    known = frequencies(index, grams)
    if not known:
        return
    documents = size(index)
    rarest = rarest_grams(known)
    candidates = index.execute(
        "SELECT rowid, text FROM grams WHERE grams MATCH ? ORDER BY rank LIMIT ?", (any_of(rarest), GRAM_CANDIDATES)
    ).fetchall()
    weights = {gram: idf(documents, known.get(gram, 0)) for gram in grams}
    least = GRAM_SHARE * sum(weights.values())
    alike = [row["rowid"] for row in candidates if _weight(row["text"], weights) >= least]
    index.executemany("INSERT OR IGNORE INTO matched VALUES (?, 0, 0)", [(number,) for number in alike])


def rarest_grams(known: dict[str, int]) -> list[str]:
    """At least one, however common."""
    by_rarity = sorted(known, key=lambda gram: known[gram])[:RAREST_GRAMS]
    scored = accumulate(known[gram] for gram in by_rarity)
    return [gram for gram, so_far in zip(by_rarity, scored, strict=True) if so_far <= GRAM_BUDGET] or by_rarity[:1]


def _weight(text: str, weights: dict[str, float]) -> float:
    return sum(weights[gram] for gram in weights.keys() & set(text.split()))


def _phrase(words: Iterable[str]) -> str:
    """Tokens have letters and digits only (and _ in 3-grams); the quotes keep AND and OR from being operators."""
    return '"{}"'.format(" ".join(words))


def _as_it_stands(phrase: Sequence[str]) -> str:
    beginnings = " OR ".join(_phrase([first, *phrase[1:]]) for first in attached(phrase[0]))
    return f"({beginnings})"


def _in(values: Iterable[str]) -> tuple[str, list[str]]:
    listed = list(values)
    return ", ".join("?" * len(listed)), listed
