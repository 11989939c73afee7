"""What a reader typed, taken apart: the words that tell something, what they wrote in quotes, and their 3-grams."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from search.analyse import Analysis, analyse, telling
from search.normalise import WRITTEN_WORD, words

# What Arabic writes as one with the word after it: and, so, by, for, like, and "the", which لـ swallows.
ATTACHED = ("", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل", "فلل")

QUOTED = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”|„([^“”]*)[“”]')


@dataclass(frozen=True)
class Question:
    """`words` in order; `phrases` must stand in a text one after the other; `guesses` are stems of corrections."""

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    grams: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    guesses: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not self.words

    @property
    def exact_words(self) -> frozenset[str]:
        """Words to mark as they stand: those in quotes and, where a question has nothing else, stop words."""
        quoted = {word for phrase in self.phrases for word in (*attached(phrase[0]), *phrase[1:])}
        return frozenset(quoted) if self.stems else frozenset(self.words)

    @property
    def is_only_phrases(self) -> bool:
        return len(self.words) == sum(len(phrase) for phrase in self.phrases)

    def also(self, corrections: dict[str, str]) -> Question:
        """The same question with the words that nothing contains corrected."""
        corrected = analyse(" ".join(corrections.values()))
        return replace(
            self,
            stems=_distinct((*self.stems, *corrected.stems)),
            grams=_distinct((*self.grams, *corrected.grams)),
            guesses=frozenset(corrected.stems) - frozenset(self.stems),
        )


def ask(text: str) -> Question:
    found: Analysis = analyse(text)
    quoted = ("".join(match.groups(default="")) for match in QUOTED.finditer(text))
    phrases = tuple(tuple(words(phrase)) for phrase in quoted if words(phrase))
    return Question(text, tuple(found.words), _distinct(found.stems), _distinct(found.grams), phrases)


def attached(word: str) -> list[str]:
    """The word with whatever Arabic writes before it in one: how a phrase may begin and still stand as it is."""
    if word.isascii():
        return [word]
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    return [f"{prefix}{bare}" for prefix in ATTACHED]


def literally(text: str) -> str:
    """The question that asks for the very words."""
    return f'"{unquoted(text)}"'


def unquoted(text: str) -> str:
    """The same words, none of them in quotes."""
    return " ".join(re.sub(r'["«»“”„]', " ", text).split())


def corrected(text: str, corrections: dict[str, str]) -> str:
    """The text as the reader typed it, with its unknown words replaced."""

    def instead(match: re.Match[str]) -> str:
        return corrections.get("".join(words(match.group())), match.group())

    return WRITTEN_WORD.sub(instead, text)


def telling_words(question: Question) -> list[str]:
    return telling(question.words)


def _distinct(tokens: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))
