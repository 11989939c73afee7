"""Whether a text is of the language that it was said to be."""

from __future__ import annotations

import re

# The letters of each language that a document may be imported in.
LETTERS = {
    "ar": re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "en": re.compile("[A-Za-z\u00c0-\u024f]"),
}


def is_foreign(text: str, language: str) -> bool:
    """Names, addresses and translations of another script stand in any text: two letters in three are too many."""
    letters = sum(1 for letter in text if letter.isalpha())
    return language in LETTERS and 3 * len(LETTERS[language].findall(text)) < letters
