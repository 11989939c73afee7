"""What a contributor sends: words, a stance, the name to speak in, consent, and the key of this one press."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.guardians import GuardianField
from accounts.models import Representation
from accounts.names import INVISIBLE
from contributions.asking import guardianless, known_guardian, refuse_asking
from contributions.attribution import is_of_minor
from contributions.errors import AskedTooOften, NotAgreed
from contributions.files.types import ENDINGS
from contributions.models import Stance
from policies.queries import privacy_notice

COMMENT_LENGTH = 4000

# Of what is not seen, joiners are part of correct Arabic-script spelling, and emoji need one.
_KEPT = {"\n", "\t", "\u200c", "\u200d"}


def clean_words(text: str) -> str:
    """The words as they are kept: NFC, Unix line ends, presentation forms folded, invisible characters dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(_folded(character) for character in text)
    text = unicodedata.normalize("NFC", text)
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in INVISIBLE).strip()


def _folded(character: str) -> str:
    # Arabic letters pasted from a PDF come as shapes (U+FB50…, U+FE70…), which no reader's font need have.
    is_shape = "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufeff"
    return unicodedata.normalize("NFKC", character) if is_shape else character


def language_of(text: str, *, otherwise: str) -> str:
    """ "ar" or "en", by the letters of the text; `otherwise` where it has none of either."""
    arabic = sum("\u0600" <= character <= "\u06ff" for character in text)
    latin = sum(character.isascii() and character.isalpha() for character in text)
    if arabic == latin:
        return otherwise
    return "ar" if arabic > latin else "en"


def with_limit(hint: Any, longest: int) -> str:
    told = ngettext("At most %(limit)d character.", "At most %(limit)d characters.", longest) % {"limit": longest}
    return f"{hint} {told}".strip()


class WordsField(forms.CharField):
    """Free text of a person. The limit is told beforehand, and too long with both numbers; the text is never cut."""

    def __init__(self, *, max_length: int, rows: int = 6, help_text: Any = "", **options: Any) -> None:
        widget = options.pop("widget", None) or forms.Textarea(attrs={"dir": "auto", "rows": rows})
        super().__init__(widget=widget, strip=True, help_text=lazy(with_limit, str)(help_text, max_length), **options)
        self.longest = max_length
        self.widget.attrs["data-longest"] = max_length

    def clean(self, value: Any) -> str:
        text = clean_words(value or "")
        if self.required and not text:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(text) > self.longest:
            raise forms.ValidationError(
                ngettext(
                    "This text is %(count)d character long; the limit is %(limit)d.",
                    "This text is %(count)d characters long; the limit is %(limit)d.",
                    len(text),
                )
                % {"count": len(text), "limit": self.longest},
                code="max_length",
            )
        return text


def _what_may_be_attached() -> str:
    most = settings.ATTACHMENTS_MOST
    told = ngettext(
        "At most %(most)d file of %(each)s MB: PDF, Word, Excel, PowerPoint, OpenDocument, a picture (JPEG, PNG, WebP) "
        "or plain text.",
        "At most %(most)d files, each of %(each)s MB and all of %(together)s MB: PDF, Word, Excel, PowerPoint, "
        "OpenDocument, pictures (JPEG, PNG, WebP) or plain text.",
        most,
    )
    sizes = {"each": settings.ATTACHMENT_MEGABYTES, "together": settings.ATTACHMENTS_MEGABYTES}
    kept = gettext("They are published with your text. Where a picture was taken is removed from it.")
    return f"{told % {'most': most, **sizes}} {kept}"


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.Field):
    """Where files are chosen. They are looked through as soon as they arrive and wait with the draft: what the form
    itself is given never holds any."""

    widget = FilesInput(attrs={"accept": ",".join(ENDINGS)})

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, help_text=lazy(_what_may_be_attached, str)(), **options)


def no_longer(voices: Sequence[Representation], value: str) -> str:
    """To whoever was removed from a body while they wrote, or whose body is verified no longer."""
    speaker = voices[0].user_id if voices and value.isdecimal() else None
    ended = Representation.objects.filter(user=speaker, pk=int(value[:18])).for_list().first() if speaker else None
    if ended is None:
        return gettext(
            "You no longer speak in this name, so nothing was sent. Your text is kept: choose another name, and agree "
            "again."
        )
    return gettext(
        "You no longer speak for “%(body)s”, so nothing was sent. Your text is kept: choose another name, and agree "
        "again."
    ) % {"body": f"\u2068{ended.party.name}\u2069"}


class VoiceField(forms.ModelChoiceField):
    """In whose name one speaks: one of those that the form was given, which nobody reads twice."""

    voices: Sequence[Representation] = ()

    def to_python(self, value: Any) -> Representation | None:
        if value in self.empty_values:
            return None
        found = next((voice for voice in self.voices if str(voice.pk) == str(value)), None)
        if found is None:
            raise forms.ValidationError(no_longer(self.voices, str(value)), code="invalid_choice")
        return found

    def label_from_instance(self, voice: Representation) -> str:  # type: ignore[override]
        return voice.party.name


class ContributionForm(forms.Form):
    """What every contribution sends besides its words."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    # The version that was shown: nobody agrees to one that they have not seen.
    notice = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    voice = VoiceField(queryset=Representation.objects.none(), label=_("Publish in the name of"), empty_label=None)
    consent = forms.BooleanField(
        label=_("I agree that my text is published under this name, as the privacy notice says."),
        error_messages={"required": _("Your agreement is needed before this can be published under your name.")},
    )

    def __init__(self, *args: Any, voices: list[Representation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.voices = voices
        field = self.fields["voice"]
        field.queryset = Representation.objects.filter(pk__in=[voice.pk for voice in voices]).for_list()  # type: ignore[attr-defined]
        field.voices = voices  # type: ignore[attr-defined]
        field.initial = voices[0].pk if voices else None
        self.fields["submission_key"].initial = uuid.uuid4
        self.notice_in_force = privacy_notice()
        self.initial = {**self.initial, "notice": self._notice_key}
        self._offer_another_voice()
        if len(voices) == 1 and not self.lost_voice:
            field.widget = forms.HiddenInput()
        self._ask_for_guardian()

    def _offer_another_voice(self) -> None:
        """Where the one that was chosen is gone: the page comes back with the first that is left, and asks anew for
        the consent, which was given for another name."""
        picked = str(self.data.get(self.add_prefix("voice"), "")) if self.is_bound else ""
        self.lost_voice = bool(picked) and all(str(voice.pk) != picked for voice in self.voices)

    def _ask_for_guardian(self) -> None:
        """Of a minor who has given none yet; from then on the account knows whom to ask."""
        speaker = guardianless(self.voices)
        if speaker is not None:
            self.fields["guardian"] = GuardianField(user=speaker)
            order = [name for name in self.fields if name not in ("guardian", "consent")]
            self.order_fields([*order, "guardian", "consent"])

    @property
    def _notice_key(self) -> str:
        return str(self.notice_in_force.pk) if self.notice_in_force else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._refuse_asking_too_often(cleaned)
        if self.lost_voice:
            self._put(voice=str(self.voices[0].pk) if self.voices else "", consent="")
        elif cleaned.get("consent") and self.notice_in_force is None:
            self.add_error("consent", str(NotAgreed()))
        elif cleaned.get("consent") and cleaned.get("notice") != self._notice_key:
            self._put(notice=self._notice_key, consent="")
            self.add_error(
                "consent", _("The privacy notice has changed since you opened this page. Please agree again.")
            )
        return cleaned

    def _refuse_asking_too_often(self, cleaned: dict[str, Any]) -> None:
        """Said on the page, and not only by the action."""
        if not self.voices or not is_of_minor(self.voices[0]):
            return
        try:
            refuse_asking(self.voices[0].user, self.guardian_address)
        except AskedTooOften as refusal:
            self.add_error(None, str(refusal))

    @property
    def guardian_address(self) -> str:
        """Of a form that was filled in: where a minor's guardian is asked; empty for everybody else."""
        return self.cleaned_data.get("guardian") or self.known_guardian

    @property
    def known_guardian(self) -> str:
        return known_guardian(self.voices)

    def _put(self, **values: str) -> None:
        """What the form shows when it comes back, in place of what was sent."""
        self.data = dict(self.data.items()) | values

    @property
    def chosen_voice(self) -> Representation | None:
        """The voice picked so far, also in a form that is not valid yet."""
        picked = str(self["voice"].value() or "")
        return next(
            (voice for voice in self.voices if str(voice.pk) == picked), self.voices[0] if self.voices else None
        )


class CommentForm(ContributionForm):
    body = WordsField(
        label=_("Your comment"),
        max_length=COMMENT_LENGTH,
        rows=5,
        error_messages={"required": _("Write your comment before sending it.")},
    )
    stance = forms.ChoiceField(
        label=_("Your position"), choices=Stance.choices, required=False, widget=forms.RadioSelect
    )
    parent = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    field_order = ["body", "stance", "voice", "consent", "submission_key", "notice", "parent"]

    def stands_alone(self) -> None:
        """What it answered is gone: sent again, it is a comment of its own."""
        self._put(parent="")


class AmendForm(forms.Form):
    """Other words for what was sent, in the language in which it stands."""

    body = WordsField(
        label=_("Text"),
        max_length=COMMENT_LENGTH,
        rows=8,
        error_messages={"required": _("Write the text. To take it back altogether, withdraw it.")},
    )

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.language = language

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        body = cleaned.get("body", "")
        if body and language_of(body, otherwise=self.language) != self.language:
            told = (
                _("Keep to Arabic, in which you sent it.")
                if self.language == "ar"
                else _("Keep to English, in which you sent it.")
            )
            self.add_error("body", told)
        return cleaned
