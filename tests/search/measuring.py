"""Public sets of Arabic questions and texts, how well they are answered, and the ways in which people spoil spelling.

The sets lie beside the repository (see `docs/search.md`) and are never shipped.
"""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable, Sequence
from math import log2
from typing import Any

from django.conf import settings

from search.documents import SearchDocument
from search.engines.base import Engine, Narrowing
from search.queries import understood

DATA = settings.ROOT.parent / "shared" / "data" / "search"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
Spoil = Callable[[str], str]


def load(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text())


def build(engine: Engine, texts: dict[str, str]) -> None:
    engine.rebuild(SearchDocument(key=f"set:{key}", kind="text", path=key, body_ar=text) for key, text in texts.items())


def measured(engine: Engine, name: str, *, spoil: Spoil = str, every: int = 1) -> dict[str, float]:
    """Mean nDCG@10, Recall@5 and Recall@100 over every n-th question, asked as the search page asks it."""
    data = load(name)
    questions = list(data["queries"].items())[::every]
    answers = [(_ranked(engine, key, spoil(text)), data["qrels"][key]) for key, text in questions]
    return {
        "nDCG@10": _mean([ndcg(ranked, relevant) for ranked, relevant in answers]),
        "Recall@5": _mean([recall(ranked[:5], relevant) for ranked, relevant in answers]),
        "Recall@100": _mean([recall(ranked[:100], relevant) for ranked, relevant in answers]),
    }


def _ranked(engine: Engine, own: str, text: str) -> list[str]:
    question, _ = understood(text)
    found = engine.find(question, Narrowing(), order="relevance", page=1, size=101)
    return [document.path for document in found.documents if document.path != own]


def ndcg(ranked: Sequence[str], relevant: dict[str, int], depth: int = 10) -> float:
    gained = sum((2 ** relevant.get(key, 0) - 1) / log2(place + 2) for place, key in enumerate(ranked[:depth]))
    ideal = sorted(relevant.values(), reverse=True)[:depth]
    return gained / sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(ideal))


def recall(ranked: Sequence[str], relevant: dict[str, int]) -> float:
    return len(relevant.keys() & set(ranked)) / len(relevant)


def average_precision(scored: Sequence[tuple[float, int]]) -> float:
    hits, precisions = 0, []
    for place, (_, is_relevant) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        if is_relevant:
            hits += 1
            precisions.append(hits / place)
    return _mean(precisions)


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)


def typos() -> Spoil:
    """In one word of five, of four letters or more: a letter lost, replaced, put in, or changed with its neighbour."""
    chance = random.Random(1)

    def slip(word: str) -> str:
        place = chance.randrange(len(word) - 1)
        before, letter, after = word[:place], word[place], word[place + 1 :]
        other = chance.choice(LETTERS)
        return before + chance.choice([after, other + after, other + letter + after, after[0] + letter + after[1:]])

    def spoil(text: str) -> str:
        return " ".join(slip(word) if len(word) > 3 and chance.random() < 0.2 else word for word in text.split())

    return spoil


def persian(text: str) -> str:
    return text.translate(str.maketrans("يكىه", "یکیہ"))


def vowelled(text: str) -> str:
    """A fatha after every letter, a tatweel inside words, a dagger alef before their end."""
    spoilt = "".join(f"{letter}\u064e" if "ء" <= letter <= "ي" else letter for letter in text)
    return spoilt.replace("ل\u064e", "ل\u064e\u0640").replace("م\u064e", "م\u064e\u0670")


def other_hamzas(text: str) -> str:
    return text.translate(str.maketrans("أإآةى", "اااهي"))


def invisible(text: str) -> str:
    return "\u200f" + text.replace("ا", "ا\u200d").replace("و", "و\u200c") + "\u200e"


def from_a_pdf(text: str) -> str:
    """Letters as the forms that a PDF file gives out."""
    return "".join(_FORMS.get(letter, letter) for letter in text)


def _forms() -> dict[str, str]:
    forms = {}
    for point in range(0xFE80, 0xFEF5):
        letter = unicodedata.normalize("NFKC", chr(point))
        if len(letter) == 1:
            forms[letter] = chr(point)
    return forms


_FORMS = _forms()
