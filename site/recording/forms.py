"""What a clerk asks and types: who it is, how they agreed, how they are reached, and the words."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import LONGEST_NAME, NameField
from accounts.guardians import LONGEST_ADDRESS, clean_address
from accounts.models import EducationRole, Governorate, Party
from consultations.models import Consultation
from contributions.actions import CHANNELS, Word, refuse_recording
from contributions.behalf import Behalf
from contributions.errors import NotReceived
from contributions.forms import COMMENT_LENGTH, WordsField, clean_words, with_limit
from contributions.models import Recording, Stance
from messaging import sms
from policies.queries import privacy_notice
from suggestions.forms import ConsultationField, SuggestionWords
from suggestions.models import Category

if TYPE_CHECKING:
    from accounts.models import User

CHOOSE = ("", _("Choose from the list"))
LANGUAGES = [("ar", "العربية"), ("en", "English")]


def _radios(label: Any, choices: Any, error: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": error}, **options
    )


class AddressField(forms.CharField):
    """An e-mail address, or a mobile number where text messages are sent."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
        super().__init__(required=False, max_length=LONGEST_ADDRESS, widget=widget, **options)

    def clean(self, value: Any) -> str:
        return clean_address(super().clean(value))


class OrganisationSearch(forms.Form):
    """A body that is registered and verified, by a part of its name."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("Write a part of the organisation's name.")},
    )


class BehalfForm(forms.Form):
    """How it came, who agreed to what, and where the answer goes."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    # The version that was read out or handed over.
    notice = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    channel = forms.ChoiceField(
        label=_("How it came"), error_messages={"required": _("Choose how it came.")}, choices=[]
    )
    address = AddressField(
        label=_("Address for the answer"),
    )
    language = _radios(_("Language of messages to them"), LANGUAGES, _("Choose the language of messages to them."))
    consent = _radios(_("How they agreed"), Recording.Consent.choices, _("Choose how they agreed."))
    consented_on = forms.DateField(
        label=_("Agreed on"),
        help_text=_("Only if it was before today, such as the date of the letter."),
        required=False,
        error_messages={"invalid": _("Write a date that the calendar has, as year-month-day.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    agreed = forms.BooleanField(
        label=_("They agreed that their text is published under this name, as the privacy notice says."),
        error_messages={"required": _("Without their agreement nothing is recorded in their name.")},
    )

    def __init__(self, *args: Any, by: User, organisation: Party | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by, self.organisation = by, organisation
        self.fields["channel"].choices = [CHOOSE, *((each.value, each.label) for each in CHANNELS)]  # type: ignore[attr-defined]
        self.fields["submission_key"].initial = uuid.uuid4
        self.fields["language"].initial = "ar"
        self.fields["address"].help_text = _told_of_address()
        self.notice_in_force = privacy_notice()
        self.initial = {**self.initial, "notice": self._notice_key}
        self._ask_who(organisation)

    def _ask_who(self, organisation: Party | None) -> None:
        asked = ORGANISATION if organisation else INDIVIDUAL
        for name, make in asked.items():
            self.fields[name] = make()
        order = ["channel", *asked, *getattr(self, "words", ()), "address", "language", "consent", "consented_on"]
        self.order_fields([*order, "agreed"])

    @property
    def _notice_key(self) -> str:
        return str(self.notice_in_force.pk) if self.notice_in_force else ""

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_position(self) -> str:
        return clean_words(self.cleaned_data["position"])

    def clean_consented_on(self) -> date:
        """Today, unless something else was written."""
        today = timezone.localdate()
        given: date = self.cleaned_data["consented_on"] or today
        if given > today:
            raise forms.ValidationError(_("This date is still to come."))
        if given < today - timedelta(days=settings.RECORDING_CONSENT_DAYS):
            raise forms.ValidationError(
                _("This is more than %(days)d days ago. Ask them to agree anew.")
                % {"days": settings.RECORDING_CONSENT_DAYS}
            )
        return given

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("agreed") and (self.notice_in_force is None or cleaned.get("notice") != self._notice_key):
            self.data = dict(self.data.items()) | {"notice": self._notice_key, "agreed": ""}
            self.add_error(
                "agreed", _("The privacy notice has changed since you opened this page. Read it to them and ask again.")
            )
        if self._is_minor(cleaned) and "guardian" in cleaned and not cleaned["guardian"]:
            self.add_error("guardian", _("Write the address of a parent or guardian, who confirms the text."))
        if not self.errors:
            self._refuse(cleaned)
        return cleaned

    def _refuse(self, cleaned: dict[str, Any]) -> None:
        try:
            refuse_recording(self.behalf_of(cleaned), by=self.by)
        except NotReceived as refusal:
            self.add_error(None, str(refusal))

    @staticmethod
    def _is_minor(cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("is_minor")) or cleaned.get("education_role") == EducationRole.PUPIL

    def behalf_of(self, data: dict[str, Any]) -> Behalf:
        is_minor = self.organisation is None and self._is_minor(data)
        return Behalf(
            channel=data["channel"],
            name=data["name"],
            consent=data["consent"],
            consented_on=data["consented_on"],
            language=data["language"],
            education_role=data.get("education_role", ""),
            governorate=data.get("governorate", ""),
            identity=data.get("identity", ""),
            is_minor=is_minor,
            guardian=data["guardian"] if is_minor else "",
            organisation=self.organisation,
            title=data.get("position", ""),
            address=data["address"],
        )


def _told_of_address() -> Any:
    without = _("Without it nobody can send them the answer: then print the receipt with the code, and hand it over.")
    if sms.is_on():
        return _("An e-mail address or a mobile number. %(without)s") % {"without": without}
    return _("An e-mail address. %(without)s") % {"without": without}


INDIVIDUAL = {
    "name": lambda: NameField(
        label=_("Their full name"),
        help_text=_("As on their identity card. The text is published under it; pupils appear as initials."),
        error_messages={"required": _("Write their full name.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    ),
    "identity": lambda: _radios(
        _("How the name is known"), Recording.Identity.choices, _("Choose how the name is known.")
    ),
    "education_role": lambda: forms.ChoiceField(
        label=_("Their role in education"),
        choices=[CHOOSE, *EducationRole.choices],
        error_messages={"required": _("Choose their role in education.")},
    ),
    "governorate": lambda: forms.ChoiceField(
        label=_("Their governorate"),
        choices=[CHOOSE, *Governorate.choices],
        error_messages={"required": _("Choose their governorate.")},
    ),
    "is_minor": lambda: forms.BooleanField(label=_("They are under eighteen"), required=False),
    "guardian": lambda: AddressField(
        label=_("Address of their parent or guardian"),
        help_text=_(
            "Of a pupil or somebody under eighteen. The parent or guardian gets the text with a code, and decides "
            "whether it may be published."
        ),
    ),
}
ORGANISATION = {
    "name": lambda: NameField(
        label=_("Full name of the person who speaks for it"),
        error_messages={"required": _("Write the full name of the person who speaks for it.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    ),
    "position": lambda: forms.CharField(
        label=_("Their position there"),
        max_length=120,
        error_messages={"required": _("Write the position that they have there.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    ),
}


class RecordSuggestionForm(SuggestionWords, BehalfForm):
    words = ("title", "body", "category", "consultation")

    category = forms.ModelChoiceField(
        Category.objects.filter(is_active=True),
        to_field_name="code",
        label=_("Subject"),
        empty_label=_("Choose a subject"),
        error_messages={"required": _("Choose the subject of the suggestion.")},
    )
    consultation = ConsultationField(
        Consultation.objects.none(),
        to_field_name="slug",
        required=False,
        label=_("Does it answer a consultation?"),
        empty_label=_("No, it stands on its own"),
        error_messages={"invalid_choice": _("This consultation is not open now.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        open_now = Consultation.objects.public().open().for_list()
        self.fields["consultation"].queryset = open_now  # type: ignore[attr-defined]
        self.fields["body"].help_text = exactly(self.fields["body"].longest)  # type: ignore[attr-defined]


class RecordCommentForm(BehalfForm):
    words = ("body", "stance")

    body = WordsField(
        label=_("Their comment"),
        max_length=COMMENT_LENGTH,
        rows=6,
        error_messages={"required": _("Write what they said.")},
    )
    stance = forms.ChoiceField(
        label=_("Their position"), choices=Stance.choices, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].help_text = exactly(self.fields["body"].longest)  # type: ignore[attr-defined]


def exactly(longest: int) -> str:
    told = _("Exactly as they gave it, in their own words: nothing left out, added or made smoother.")
    return with_limit(told, longest)


class WithdrawForm(forms.Form):
    reason = _radios(_("Why is it withdrawn?"), Word.choices, _("Choose why it is withdrawn."))


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label=_("They asked for it, and I made sure that it is them."),
        error_messages={"required": _("Make sure that it is them who ask.")},
    )


class ReferenceForm(forms.Form):
    """A suggestion to comment on, or a recording, by its reference."""

    reference = forms.CharField(
        label=_("Reference number"),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Type the reference.")},
    )
