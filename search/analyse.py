"""Text to tokens, at index time and at query time alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from search.normalise import WRITTEN_WORD, of_written, without_marks, words
from search.stem import stem
from search.stop_words import STOP_WORDS


@dataclass(frozen=True)
class Analysis:
    """`words` has every word in its place, for phrases; `stems` and `grams` leave stop words out."""

    words: list[str]
    stems: list[str]
    grams: list[str]


def analyse(text: str) -> Analysis:
    every = words(text)
    content = telling(every)
    return Analysis(every, [stem(word) for word in content], [gram for word in content for gram in grams(word)])


def telling(every: Iterable[str]) -> list[str]:
    return [word for word in every if word not in STOP_WORDS]


@lru_cache(maxsize=100_000)
def grams(word: str) -> tuple[str, ...]:
    """Runs of three letters, the ends of the word counted: _مد مدر درس رسه سه_. They bridge typing errors, hamzas
    and broken plurals, which no stemmer does."""
    bounded = f"_{word}_"
    return tuple(bounded[start : start + 3] for start in range(len(bounded) - 2))


@lru_cache(maxsize=100_000)
def stems_of_written(written: str) -> frozenset[str]:
    return frozenset(stem(word) for word in telling(of_written(written)))


def spellings(text: str) -> dict[str, str]:
    """The telling words of a text, each with a way in which it is written there: what corrections are made of."""
    every = {of_written(written): written for written in WRITTEN_WORD.findall(text)}
    return {
        found[0]: without_marks(written)
        for found, written in every.items()
        if len(found) == 1 and len(found[0]) > 3 and not found[0].isdecimal() and found[0] not in STOP_WORDS
    }
