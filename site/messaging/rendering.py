"""Turns a template and plain values into the words of a message."""

import re
from typing import NamedTuple

from django.conf import settings
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils import translation

from messaging.models import Channel

FOLDER = "messages"
# Line breaks and other control characters; a header that holds one could start another header.
CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
# A number as it is read out, in the words of a letter: where a line ends it stays whole.
GROUPED = re.compile(r"\b\d{4} \d{3} \d{4}\b(?![^<]*>)")
WHOLE = r'<span style="white-space:nowrap">\g<0></span>'
SUBJECT_LENGTH = 200


class Words(NamedTuple):
    subject: str
    text: str
    html: str


def render(template: str, context: dict, *, language: str, channel: str) -> Words:
    """The words in the recipient's language, whatever language the present request is in."""
    with translation.override(language):
        values = _frame(language) | _twin(str(context.get("link", ""))) | context
        if channel == Channel.SMS:
            return Words("", _plain(f"{template}.sms.txt", values), "")
        return Words(
            subject=one_line(_plain(f"{template}.subject.txt", values))[:SUBJECT_LENGTH],
            text=_plain(f"{template}.txt", values),
            html=GROUPED.sub(WHOLE, render_to_string(f"{FOLDER}/{template}.html", values)),
        )


def _twin(link: str) -> dict[str, str]:
    """The page that the message is about, in the other language: who reads a mail may not be who set its language."""
    for language, other, words in (("ar", "en", "Read in English"), ("en", "ar", "اقرأها بالعربية")):
        begin = f"{settings.SITE_URL.rstrip('/')}/{language}/"
        if link.startswith(begin):
            return {
                "other_link": link.replace(f"/{language}/", f"/{other}/", 1),
                "other_language": other,
                "other_words": words,
            }
    return {}


def one_line(text: str) -> str:
    """Without line breaks and doubled spaces: fit for a header."""
    return " ".join(CONTROL.sub(" ", text).split())


def _plain(name: str, values: dict) -> str:
    """Plain text is not HTML: an apostrophe stays one."""
    template = engines["django"].engine.get_template(f"{FOLDER}/{name}")  # type: ignore[attr-defined]
    return template.render(Context(values, autoescape=False)).strip() + "\n"


def _frame(language: str) -> dict[str, str]:
    """What every message shows around its own words."""
    arabic = language.startswith("ar")
    return {
        "language": language,
        "direction": "rtl" if arabic else "ltr",
        "ministry_name": settings.MINISTRY_NAME_AR if arabic else settings.MINISTRY_NAME_EN,
        "site_url": settings.SITE_URL.rstrip("/"),
    }
