"""What a citizen proposes, and what an officer answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from consultations.models import Consultation
from contributions.forms import AmendForm, ContributionForm, FilesField, WordsField
from contributions.models import Decision
from contributions.references import parse_reference
from suggestions.models import Category, Suggestion, decision_label
from tickets.forms import HolderForm, UnitField

LONGEST_TITLE = 120
LONGEST_BODY = 5000
SHORTEST_BODY = 20
LONGEST_ANSWER = 4000
LONGEST_DUE = 250
LEFT_AS_IT_STOOD = _(
    "You changed the Arabic answer, and this English still says what stood here to begin with. "
    "Write in English what the Arabic says, or leave it empty: the Arabic is then shown."
)


class ConsultationField(forms.ModelChoiceField):
    def label_from_instance(self, consultation: Consultation) -> str:  # type: ignore[override]
        return str(consultation.title)


class SuggestionWords(forms.Form):
    """What a suggestion says."""

    title = WordsField(
        label=_("Title of the suggestion"),
        help_text=_("One sentence that says what you want to change."),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("Write a title for the suggestion.")},
    )
    body = WordsField(
        label=_("Text of the suggestion"),
        help_text=_("What happens today, what should happen instead, and whom it would help."),
        max_length=LONGEST_BODY,
        rows=8,
        error_messages={"required": _("Write the text of the suggestion.")},
    )

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        missing = SHORTEST_BODY - len(body)
        if missing > 0:
            raise forms.ValidationError(
                ngettext(
                    "The text is too short to be understood: write at least %(missing)d more character.",
                    "The text is too short to be understood: write at least %(missing)d more characters.",
                    missing,
                )
                % {"missing": missing}
            )
        return body


class AmendSuggestionForm(SuggestionWords, AmendForm):
    """Other words for a suggestion that was sent."""

    field_order = ["title", "body"]


class SuggestionForm(SuggestionWords, ContributionForm):
    """Written first, then shown as it will stand; the agreement is asked for on that second page."""

    category = forms.ModelChoiceField(
        Category.objects.filter(is_active=True),
        to_field_name="code",
        label=_("Subject"),
        empty_label=_("Choose a subject"),
        error_messages={
            "required": _("Choose the subject of the suggestion."),
            "invalid_choice": _("Choose one of the subjects in the list."),
        },
    )

    consultation = ConsultationField(
        Consultation.objects.none(),
        to_field_name="slug",
        required=False,
        label=_("Does it answer a consultation?"),
        empty_label=_("No, it stands on its own"),
        error_messages={
            "invalid_choice": _("This consultation is not open now. You can send the suggestion on its own.")
        },
    )

    attachments = FilesField(label=_("Files that go with it"))

    field_order = [
        "title",
        "body",
        "category",
        "consultation",
        "voice",
        "attachments",
        "consent",
        "submission_key",
        "notice",
    ]

    def __init__(self, *args: Any, asks_consent: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        # Asked at every request: whether a consultation is open depends on the second.
        open_now = Consultation.objects.public().open().for_list()
        self.fields["consultation"].queryset = open_now  # type: ignore[attr-defined]
        asked = (self.data if self.is_bound else self.initial).get("consultation")
        # One that closed meanwhile is told beside the field, so the field must be there.
        if not asked and not open_now.exists():
            self.fields["consultation"].widget = forms.HiddenInput()
        elif not self.is_bound and asked and not open_now.filter(slug=asked).exists():
            self.fields["consultation"].help_text = _takes_none(str(asked))
        # Files are chosen where the words are written, and agreed to with them.
        del self.fields["attachments" if asks_consent else "consent"]

    def tell_of_files(self, refused: Sequence[str], *, alone: bool) -> None:
        """Why files were not taken. `alone`: only that was asked, and what else is missing may still come."""
        for field in list(self.errors) if alone else []:
            del self.errors[field]
        for sentence in refused:
            self.add_error("attachments", sentence)


def _takes_none(slug: str) -> str:
    """To whoever came from a consultation that is not open, or from an address that somebody made up."""
    found = Consultation.objects.public().for_list().filter(slug=slug).first()
    if found is None:
        return str(_("The consultation that you came from was not found. You can send the suggestion on its own."))
    told = _("%(title)s takes no suggestions now. You can send yours on its own.")
    return format_html(str(told) % {"title": "<bdi>{}</bdi>"}, found.title)


class FilterForm(forms.Form):
    """What the public list shows. Nonsense in the address shows the whole list."""

    STATUSES = (
        Decision.NONE,
        Decision.UNDER_STUDY,
        Decision.ADOPTED,
        Decision.ADAPTED,
        Decision.IN_IMPLEMENTATION,
        Decision.IMPLEMENTED,
        Decision.NOTED,
        Decision.NOT_ADOPTED,
        Decision.REFERRED,
        Decision.STOPPED,
    )

    status = forms.ChoiceField(label=_("Status"), required=False)
    category = forms.ModelChoiceField(
        Category.objects.filter(is_active=True),
        to_field_name="code",
        required=False,
        label=_("Subject"),
        empty_label=_("All subjects"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        statuses = [("", _("All"))] + [(each, decision_label(each)) for each in self.STATUSES]
        self.fields["status"].choices = statuses  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """An answer that the public reads and the author receives."""

    answer_ar = WordsField(
        label=_("Public answer in Arabic"),
        help_text=_("The author receives it, and it stands on the suggestion's page."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "rtl", "lang": "ar"}),
        error_messages={"required": _("Write the answer in Arabic.")},
    )
    answer_en = WordsField(
        label=_("Public answer in English"),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr", "lang": "en"}),
    )


class UnitDecisionForm(DecisionForm):
    """A decision that names a unit: the one that studies it, or the one that it is referred to."""

    unit = UnitField(error_messages={"required": _("Choose a unit.")})

    field_order = ["unit", "answer_ar", "answer_en"]


class StudyForm(UnitDecisionForm):
    """Begins with an answer that fits most; the officer makes it fit."""

    BEGINS_AR = "يُدرَس المقترح الآن في الجهة المذكورة، وسيصلك القرار مع أسبابه."
    BEGINS_EN = "The unit named here is now studying this suggestion. You will receive the decision with its reasons."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_left = cleaned.get("answer_en") == self.BEGINS_EN
        if is_left and "answer_ar" in cleaned and cleaned["answer_ar"] != self.BEGINS_AR:
            self.add_error("answer_en", LEFT_AS_IT_STOOD)
        return cleaned


class MergeForm(forms.Form):
    """Which suggestion this one repeats."""

    into = forms.CharField(
        label=_("Reference of the suggestion that says the same"),
        help_text=_("Both are answered there. This page stays and says where it went; its author is told."),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Type the reference of the other suggestion.")},
    )

    def clean_into(self) -> Suggestion:
        reference = parse_reference(self.cleaned_data["into"])
        found = Suggestion.objects.published().for_list().filter(contribution__reference=reference).first()
        if reference is None or found is None:
            raise forms.ValidationError(_("No published suggestion has this reference. Check its eleven digits."))
        return found


class SeparateForm(forms.Form):
    """Why it was another matter after all."""

    reason = WordsField(
        label=_("Why does it stand on its own?"),
        help_text=_("Colleagues read this in the history; the public does not."),
        max_length=1000,
        rows=3,
        error_messages={"required": _("Write why it stands on its own.")},
    )


class AcceptForm(HolderForm, UnitDecisionForm):
    """Accepting opens a ticket in a unit, with a due time."""

    unit = UnitField(
        label=_("Unit that carries it out"),
        help_text=_("A ticket is opened there at once, and its number is sent to the author."),
        error_messages={"required": _("Choose the unit that carries it out.")},
    )
    working_days = forms.IntegerField(
        label=_("Working days to finish"),
        min_value=1,
        max_value=LONGEST_DUE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "size": 5}),
        error_messages={
            "required": _("Write in how many working days it is to be finished."),
            "invalid": _("Write the number of working days in digits."),
            "min_value": _("It is given at least one working day."),
            "max_value": _("It is given at most %(limit_value)s working days."),
        },
    )

    field_order = ["unit", "school", "school_code", "working_days", "answer_ar", "answer_en"]
