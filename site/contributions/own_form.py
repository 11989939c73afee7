"""The form for one's own comment while nobody has written in it, without a template: widget by widget, Django takes
longer for it than for all that was said beside it. `components/comment_form.html` writes every other form, and the same
for this one; a test holds the two equal."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, cast

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contributions.article import attributed
from contributions.forms import CommentForm, WordsField
from contributions.models import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contributions.own_comment import OwnComment, Voice
    from policies.models import PolicyVersion

FIELDS = CommentForm.base_fields
BODY = cast(WordsField, FIELDS["body"])
# In the margin of a text a form stays small; it grows by hand.
ROWS = 3


def html_of(own: OwnComment, token: str) -> str:
    """`token`: against forged requests."""
    guard = f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">' if token else ""
    language = get_language() or "ar"
    # Whoever answers somebody takes no position on the clause by it.
    stance = "" if own.is_reply else _stance(language)
    return (
        '<section class="own-comment" id="comment-form">'
        f'<form method="post" action="{escape(own.action)}" class="form" novalidate>{guard}{_hidden(own.hidden)}'
        f"{_body(own.heading)}{stance}{_voices(own.voices, language)}{own.guardian}{_consent(language)}{_sending(own)}"
        "</form></section>"
    )


def _hidden(values: Mapping[str, str]) -> str:
    return "".join(_one_hidden(name, value) for name, value in values.items())


def _one_hidden(name: str, value: str) -> str:
    said = f' value="{escape(value)}"' if value else ""
    return f'<input type="hidden" name="{name}"{said} id="id_{name}">'


def _body(heading: str) -> str:
    return (
        f'<div class="field"><label for="id_body">{escape(heading)}</label>'
        f'<div class="hint" id="id_body_helptext">{BODY.help_text}</div>'
        f'<textarea name="body" cols="40" rows="{ROWS}" dir="auto" data-longest="{BODY.longest}" required'
        ' aria-describedby="id_body_helptext" id="id_body">\n</textarea></div>'
    )


@cache
def _stance(language: str) -> str:
    """`language` is the reader's, in which gettext answers."""
    choices = "".join(
        f'<div><label for="id_stance_{place}"><input type="radio" name="stance" value="{value}"'
        f' id="id_stance_{place}"> {escape(str(label))}</label></div>'
        for place, (value, label) in enumerate(Stance.choices)
    )
    legend = f'{escape(str(FIELDS["stance"].label))} <span class="optional">{escape(_("(optional)"))}</span>'
    return (
        f'<fieldset class="field" id="id_stance_group"><legend>{legend}</legend>'
        f'<div id="id_stance">{choices}</div></fieldset>'
    )


def _voices(voices: tuple[Voice, ...], language: str) -> str:
    """With one name nothing is asked."""
    heading = escape(_("It will be published as"))
    if len(voices) > 1:
        return (
            f'<fieldset class="field voices" id="id_voice"><legend>{heading}</legend>'
            f"{_choices(voices, language)}</fieldset>"
        )
    return "".join(
        f'<input type="hidden" name="voice" value="{voice.value}">'
        f'<div class="published-as"><p class="small"><b>{heading}</b></p>'
        f"{attributed(voice.contribution, language)}</div>"
        for voice in voices
    )


def _choices(voices: Iterable[Voice], language: str) -> str:
    return "".join(
        f'<div class="control-row"><input type="radio" name="voice" value="{voice.value}" id="id_voice_{place}"'
        f'{" checked" if voice.is_chosen else ""}> <label for="id_voice_{place}">'
        f"{attributed(voice.contribution, language)}</label></div>"
        for place, voice in enumerate(voices, 1)
    )


@cache
def _consent(language: str) -> str:
    """`language` is the reader's, in which gettext answers."""
    return (
        '<div class="field"><div class="control-row"><input type="checkbox" name="consent" required id="id_consent">'
        f' <label for="id_consent">{escape(str(FIELDS["consent"].label))}</label></div></div>'
    )


def _sending(own: OwnComment) -> str:
    submit = _("Send the reply") if own.is_reply else _("Send the comment")
    return (
        f'<p class="buttons"><button class="button" type="submit">{escape(submit)}</button></p>'
        f'<p class="least quiet">{escape(_("You get a reference number at once."))} {_notice(own.notice)}</p>'
    )


def _notice(notice: PolicyVersion | None) -> str:
    if notice is None:
        return f'<a href="/{get_language()}/policies/privacy/">{escape(_("Privacy notice"))}</a>'
    words = _("Privacy notice, version %(number)s") % {"number": notice.number}
    return f'<a href="/{get_language()}{escape(notice.path)}">{escape(words)}</a>'
