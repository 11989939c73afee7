"""The reader's own text with the found words marked: never the analysed one, always escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analyse import stems_of_written
from search.normalise import WRITTEN_WORD, of_written, without_marks
from search.question import Question

LENGTH = 34  # words in an excerpt
LEAD = 5  # words before the first found one


@dataclass(frozen=True)
class Word:
    """Where a word stands in the text, and which of the question's words it is, if any."""

    start: int
    end: int
    found: frozenset[str]


def marked(text: str, question: Question) -> SafeString:
    return _marked(text, _words(text, question))


def excerpt(bodies: Sequence[str], question: Question) -> SafeString:
    """From the first of these texts that has a found word, the place that has the most of them."""
    for body in bodies:
        words = _words(body, question)
        if any(word.found for word in words):
            return _cut(body, words, _best_start(words))
    body = next((body for body in bodies if body), "")
    return _cut(body, _words(body, question), 0)


def forms(texts: Sequence[str], question: Question, *, limit: int = 8) -> list[str]:
    """How the question's words are written in these texts, the commonest first."""
    written = Counter(
        without_marks(text[word.start : word.end]) for text in texts for word in _words(text, question) if word.found
    )
    return [form for form, _ in written.most_common(limit)]


def _words(text: str, question: Question) -> list[Word]:
    stems, exact = frozenset(question.stems), question.exact_words
    found = []
    for match in WRITTEN_WORD.finditer(text):
        written = match.group()
        its_own = (stems & stems_of_written(written)) | exact.intersection(of_written(written))
        found.append(Word(match.start(), match.end(), its_own))
    return found


def _best_start(words: Sequence[Word]) -> int:
    """The most different words count first, then how many there are, then what comes first."""
    starts = [number for number, word in enumerate(words) if word.found]
    return max(starts, key=lambda start: (*_worth(words[start : start + LENGTH - LEAD]), -start))


def _worth(words: Sequence[Word]) -> tuple[int, int]:
    found = [word.found for word in words if word.found]
    return len(frozenset().union(*found)), len(found)


def _cut(text: str, words: Sequence[Word], start: int) -> SafeString:
    first = max(0, start - LEAD)
    chosen = words[first : first + LENGTH]
    if not chosen:
        return escape(text[:200])
    begins, ends = (chosen[0].start if first else 0), (chosen[-1].end if first + LENGTH < len(words) else len(text))
    before, after = ("…" if first else ""), ("…" if ends < len(text) else "")
    return mark_safe(before + _marked(text, chosen, begins, ends) + after)  # noqa: S308


def _marked(text: str, words: Sequence[Word], begins: int = 0, ends: int | None = None) -> SafeString:
    parts, at = [], begins
    for word in words:
        if word.found:
            parts += [escape(text[at : word.start]), f"<mark>{escape(text[word.start : word.end])}</mark>"]
            at = word.end
    parts.append(escape(text[at:ends]))
    # "first-aid" was found as two words and is read as one.
    return mark_safe("".join(parts).replace("</mark>-<mark>", "-"))  # noqa: S308  (every part above is escaped)
