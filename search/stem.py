"""From a normalised word to the form that its kin share: light10 with guards for Arabic, Snowball for English."""

import re
from functools import cache, lru_cache

import Stemmer

from search.normalise import words

# light10 (Larkey, Ballesteros and Connell), and what it leaves on real words: وبالمدارس, وللطلبة, مكتباتهم, خدماتنا.
PREFIXES = ("وبال", "فبال", "وكال", "وال", "بال", "كال", "فال", "ولل", "فلل", "ال", "لل", "و")
SUFFIXES = ("هما", "ها", "هم", "هن", "نا", "كم", "ان", "ات", "ون", "ين", "يه", "ه", "ي")

PRONOUNS = frozenset({"هما", "ها", "هم", "هن", "نا", "كم", "ه", "ي"})

# Words whose و is their own. Before four letters or more of any other word it is "and".
WITH_WAW = """
وزارة وزير وزراء وثيقة وثائق ولاية ولايات والي وطن وطني وطنية وسيلة وسائل وسائط وسيط وساطة واجب واجبات وجوب وجبة
وجبات وجود وجدان وحدة وحدات وحيد والد والدة والدين وظيفة وظائف وظيفي وقت وقتي وقائع وقاية وقائي وقود وقوع وقوف
واقع واقعة واقعي واقف وضع وضعية وضوح واضح وراثة وراثي وراء ورقة ورقي ورشة وارد واردات وارث وسطية واسع وصفة وصفي
وصول وصاية وصايا واصل واعد واعي وفاء وفاة وفيات وفود وفير وافد وافدين وافي وافر وكالة وكيل وكلاء ولاء ولادة وليد
واحة واحات وادي واجهة وجهة وجاهة وجيز وداع وديعة ودائع وزن وازن وازع وشاح وشيك ورود وردية وعود وعاء وقفية وفرة
وافق
"""

# The seat of a hamza changes with the case and with the writer: أبناؤنا أبنائنا أبناءنا, مسؤول مسئول.
HAMZAS = str.maketrans("ؤئ", "ءء")

# Where ة makes another word: a library is no office. Written ت before a pronoun, ات in the plural.
OWN_TA = re.compile("مكتب(?=ه$|ت|ات)")

# What must be left. Light10 leaves two letters: it makes الد of والد (father), and عم (uncle) of عمان (Oman).
LEFT = 3
LEFT_AFTER_WAW = 4

# Plurals that Snowball leaves apart from their singular, among the words of schools.
IRREGULAR = {"buses": "bus", "children": "child", "women": "woman", "men": "man", "curricula": "curriculum"}

_english = Stemmer.Stemmer("english", 0)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Of a word that `normalise` has seen."""
    if word.isascii():
        return IRREGULAR.get(word) or _english.stemWord(word)
    bare = without_prefix(word)
    if own := OWN_TA.match(bare):
        return f"{own.group()}ه"
    return _without_suffixes(bare).translate(HAMZAS)


def without_prefix(word: str) -> str:
    for prefix in PREFIXES:
        left = LEFT_AFTER_WAW if prefix == "و" else LEFT
        if word.startswith(prefix) and len(word) - len(prefix) >= left:
            return word if _has_own_waw(prefix, word) else word[len(prefix) :]
    return word


def _has_own_waw(prefix: str, word: str) -> bool:
    return prefix in {"و", "وال"} and _without_suffixes(word) in _own_waw()


@cache
def _own_waw() -> frozenset[str]:
    return frozenset(_without_suffixes(word) for word in words(WITH_WAW))


def _without_suffixes(word: str) -> str:
    """One pass in this order takes several: خدماتنا loses نا, then ات. Before a pronoun ة is written ت."""
    before_pronoun = False
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= LEFT:
            word = word[: -len(suffix)]
            before_pronoun = before_pronoun or suffix in PRONOUNS
    return word[:-1] if before_pronoun and word.endswith("ت") and len(word) > LEFT else word
