"""`{% load i18n %}` as Django has it, but a sentence that stands in the template is looked up once for each language,
and so is one with values in it.

Django makes a lazy string of it for each request, joins and escapes it, and asks three catalogues: a frame of sixty
sentences took longer than the page in it. What a catalogue says does not change while a process runs.
"""

import re
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template import Context, Node
from django.template.base import Parser, Token, render_value_in_context
from django.templatetags import i18n
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as look_up

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)

# Numbers whose plural a process knows by heart.
COUNTS = 4096
SENTENCE = re.compile(r"""(?:trans|translate)\s+(?P<quote>["'])(?P<said>(?:(?!(?P=quote))[^\\])*)(?P=quote)""")


class Language(i18n.LanguageNode):
    """What stands between {% language "en" %} and its end is said in that language."""

    def render(self, context: Context) -> str:
        before, context.read_in = language_of(context), str(self.language.resolve(context))  # type: ignore[attr-defined]
        try:
            return super().render(context)
        finally:
            context.read_in = before  # type: ignore[attr-defined]


def language_of(context: Context) -> str | None:
    """The reader's: asked for once a page and not for each of its hundred sentences."""
    try:
        return context.read_in  # type: ignore[attr-defined]
    except AttributeError:
        context.read_in = get_language()  # type: ignore[attr-defined]
        return context.read_in  # type: ignore[attr-defined]


@register.tag
def language(parser: Parser, token: Token) -> Node:
    node = i18n.language(parser, token)
    return Language(node.nodelist, node.language)


class Sentence(Node):
    child_nodelists = ()

    def __init__(self, said: str) -> None:
        self.said = said

    def render(self, context: Context) -> str:
        return _in_language(language_of(context), self.said)


@cache
def _in_language(language: str | None, said: str) -> str:
    with override(language):
        return look_up(said.replace("%", "%%")).replace("%%", "%")


class Filled(i18n.BlockTranslateNode):
    """A sentence with values in it. Django puts the sentence together and looks it up for each request."""

    def __init__(self, node: i18n.BlockTranslateNode) -> None:
        self.__dict__.update(node.__dict__)
        self.one, names = self.render_token_list(self.singular)
        self.many, more = self.render_token_list(self.plural or [])
        self.names = {*names, *more}

    def render(self, context: Context, nested: bool = False) -> str:
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        language = language_of(context)
        said = look_up_once(language, self.one)
        if self.countervar and self.counter:
            with context.push(**values):
                count = values[self.countervar] = self.counter.resolve(context)
            if not isinstance(count, int):
                return super().render(context)
            said = counted(language, self.one, self.many, count)
        try:
            return said % {name: render_value_in_context(_value(name, values, context), context) for name in self.names}
        except (KeyError, ValueError):  # a translation with another value in it: Django says the English
            return super().render(context)


def _value(name: str, values: dict[str, Any], context: Context) -> Any:
    return values[name] if name in values else context.get(name, "")


@cache
def look_up_once(language: str | None, said: str) -> str:
    with override(language):
        return look_up(said)


@lru_cache(maxsize=COUNTS)
def counted(language: str | None, one: str, many: str, count: int) -> str:
    with override(language):
        return ngettext(one, many, count)


@register.tag("blocktranslate")
@register.tag("blocktrans")
def blocktranslate(parser: Parser, token: Token) -> Node:
    """What has `asvar` or `context` is Django's."""
    node = i18n.do_block_translate(parser, token)
    return node if node.asvar or node.message_context else Filled(node)


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """A sentence alone; what has `as`, `context` or a variable is Django's."""
    sentence = SENTENCE.fullmatch(token.contents.strip())
    return Sentence(sentence["said"]) if sentence else i18n.do_translate(parser, token)
