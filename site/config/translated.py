"""`{% load i18n %}` as Django has it, but a sentence that stands in the template is looked up once for each language.

Django makes a lazy string of it for each request, joins and escapes it, and asks three catalogues: a frame of sixty
sentences took longer than the page in it. What a catalogue says does not change while a process runs.
"""

import re
from functools import cache

from django import template
from django.template import Context, Node
from django.template.base import Parser, Token
from django.templatetags import i18n
from django.utils.translation import get_language
from django.utils.translation import gettext as look_up

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)

SENTENCE = re.compile(r"""(?:trans|translate)\s+(?P<quote>["'])(?P<said>(?:(?!(?P=quote))[^\\])*)(?P=quote)""")


class Sentence(Node):
    child_nodelists = ()

    def __init__(self, said: str) -> None:
        self.said = said

    def render(self, context: Context) -> str:
        return _in_language(get_language(), self.said)


@cache
def _in_language(language: str | None, said: str) -> str:
    """`language` is the reader's, in which gettext answers."""
    return look_up(said.replace("%", "%%")).replace("%%", "%")


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """A sentence alone; what has `as`, `context` or a variable is Django's."""
    sentence = SENTENCE.fullmatch(token.contents.strip())
    return Sentence(sentence["said"]) if sentence else i18n.do_translate(parser, token)
