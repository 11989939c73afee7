"""Finding a school by what somebody writes of it: its code, or part of its name in either language."""

from __future__ import annotations

import unicodedata

from directory.models import Unit
from search.normalise import normalise


def schools_named(text: str) -> list[Unit]:
    """Its code or its whole name names one; otherwise every school in whose names all these words stand."""
    schools = Unit.objects.active().schools()
    code = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text.strip())
    by_code = list(schools.filter(code__iexact=code))
    if by_code:
        return by_code
    asked = normalise(text)
    named = [(normalise(school.name_ar), normalise(school.name_en), school) for school in schools.order_by("code")]
    exact = [school for arabic, english, school in named if asked and asked in {arabic, english}]
    words = asked.split()
    return exact or [
        school for arabic, english, school in named if words and all(word in f"{arabic} {english}" for word in words)
    ]
