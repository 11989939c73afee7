"""The two languages stand on one path: /ar/… and /en/… differ in nothing else."""

import re

from django.conf import settings
from django.utils import translation

PREFIX = re.compile(r"^/(ar|en)(?=[/?#]|$)")


def current_language() -> str:
    return "en" if (translation.get_language() or settings.LANGUAGE_CODE).startswith("en") else "ar"


def other_language() -> str:
    return "ar" if current_language() == "en" else "en"


def path_in(language: str, address: str) -> str:
    """The same address in that language, its query kept; what has no language of its own leads to the front page."""
    if not PREFIX.match(address):
        return f"/{language}/"
    return PREFIX.sub(f"/{language}", address, count=1)
