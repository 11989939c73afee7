"""A moderator's decision: what, why, and what the author is told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contributions.forms import WordsField
from contributions.models import Contribution, Kind
from moderation.models import Reason
from moderation.narrowing import WHOLE, Narrowing, Part, belonging
from moderation.queries import PAGE_SIZE, seen_by
from policies.queries import participation_policy, version_in_force

MESSAGE_LENGTH = 1000
APPEAL_LENGTH = 3000


class ReasonField(forms.ModelChoiceField):
    """Each reason with the number of the point that it cites, in the policy in force."""

    # Needed for some decisions and not for others: to call it optional would mislead.
    is_sometimes_needed = True

    def __init__(self, **options: Any) -> None:
        said = {"required": _("Choose the point of the policy that this decision rests on.")}
        super().__init__(**{"queryset": Reason.objects.in_use(), "error_messages": said,
                            "label": _("Reason, by the participation policy"),
                            "empty_label": _("Choose a reason")} | options)  # fmt: skip

    def label_from_instance(self, reason: Any) -> str:
        number = self.numbers.get(reason.point_key)
        return (
            gettext("%(reason)s (point %(number)s)") % {"reason": reason, "number": number} if number else str(reason)
        )

    @cached_property
    def numbers(self) -> dict[str, str]:
        policy = participation_policy()
        version = version_in_force(policy) if policy else None
        return dict(version.points.values_list("key", "number")) if version else {}


class MessageField(WordsField):
    """What the author is told, where the reason's own words do not do."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Message to the author"),
            max_length=MESSAGE_LENGTH,
            rows=4,
            required=False,
            help_text=_("Left empty, the author gets the standard message of the reason."),
        )


class KeyedRadioSelect(forms.RadioSelect):
    """Each choice with the key that chooses it, by its place on the keyboard."""

    KEYS = {
        "publish": "KeyP",
        "publish_masked": "KeyC",
        "keep": "KeyP",
        "restore": "KeyP",
        "resume": "KeyP",
        "publish_amendment": "KeyN",
        "dismiss_reports": "KeyD",
        "refuse_amendment": "KeyF",
        "hold": "KeyH",
        "ask_change": "KeyE",
        "remove": "KeyR",
        "take_back": "KeyU",
        "grant": "KeyP",
        "dismiss": "KeyD",
    }

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        option["attrs"]["data-key"] = self.KEYS.get(str(value), "")
        return option


class NumberedSelect(forms.Select):
    """Each choice with the digit that chooses it; the script finds it by this mark."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-digits": True})

    def create_option(
        self, name: str, value: Any, label: Any, selected: bool, index: int, *args: Any, **options: Any
    ) -> dict[str, Any]:
        numbered = f"{index} · {label}" if 1 <= index <= 9 else label
        return super().create_option(name, value, numbered, selected, index, *args, **options)


# What keeps words from the public, and so stands on a reason.
NEEDS_REASON = {"hold", "ask_change", "remove", "refuse_amendment"}


class DecisionForm(forms.Form):
    DECISIONS = [
        ("publish", _("Publish")),
        ("publish_masked", _("Publish with personal data covered")),
        ("keep", _("Leave it published")),
        ("restore", _("Publish again")),
        ("publish_amendment", _("Publish the new wording")),
        ("refuse_amendment", _("Leave the published wording as it is")),
        ("dismiss_reports", _("Leave it published; dismiss the reports")),
        ("resume", _("Take up again")),
        ("ask_change", _("Ask its author for a change")),
        ("hold", _("Hold back")),
        ("remove", _("Remove")),
        ("take_back", _("Undo the decision: back to the queue")),
    ]

    decision = forms.ChoiceField(label=_("Decision"), widget=KeyedRadioSelect)
    reason = ReasonField(
        required=False,
        widget=NumberedSelect(),
        help_text=_("Needed for whatever keeps words from the public; the other decisions need none."),
    )
    message = MessageField()

    def __init__(self, *args: Any, possible: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer(possible)
        self.fields["message"].widget.attrs["data-key"] = "KeyM"

    def offer(self, possible: list[str]) -> None:
        """Only these decisions can be chosen."""
        chosen = [choice for choice in self.DECISIONS if choice[0] in possible]
        self.fields["decision"].choices = chosen  # type: ignore[attr-defined]

    def keys(self) -> dict[str, str]:
        """The letter of each key that acts, and what it chooses."""
        choices = self.fields["decision"].choices  # type: ignore[attr-defined]
        return {KeyedRadioSelect.KEYS[value].removeprefix("Key"): str(label) for value, label in choices}

    def standard_messages(self, language: str) -> list[dict[str, Any]]:
        """What the author gets where nothing is written, by reason, in the language of their letters."""
        field: Any = self.fields["reason"]
        field.choices = list(
            iter(field.choices)
        )  # asked for once, without a count; the list to choose from is drawn of it
        reasons = [value.instance for value, _label in field.choices if value]
        return [{"reason": each, "message": each.message(language), "language": language} for each in reasons]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") in NEEDS_REASON and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose the point of the policy that this decision rests on."))
        return data


class SeveralForm(DecisionForm):
    """One decision for all that are ticked."""

    chosen = forms.ModelMultipleChoiceField(
        queryset=Contribution.objects.none(),
        to_field_name="reference",
        error_messages={"required": _("Tick what you want to decide on.")},
    )

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"].queryset = seen_by(by)  # type: ignore[attr-defined]

    def clean_chosen(self) -> list[Contribution]:
        chosen = list(self.cleaned_data["chosen"].for_list())
        if len(chosen) > PAGE_SIZE:
            raise forms.ValidationError(_("Decide on at most %(most)s at once.") % {"most": PAGE_SIZE})
        return chosen


class QueueForm(forms.Form):
    """What the queue shows."""

    view = forms.CharField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        label=_("Words, a name or a reference number"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *Kind.choices], required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("", _("All")), *settings.LANGUAGES], required=False)
    belongs_to = forms.ChoiceField(
        label=_("Consultation or category"), choices=lambda: [("", _("All")), *belonging()], required=False
    )
    late = forms.BooleanField(label=_("Late only"), required=False)
    with_files = forms.BooleanField(label=_("With files only"), required=False)
    with_hints = forms.BooleanField(label=_("With hints only"), required=False)

    @property
    def part(self) -> Part:
        """The whole queue where there is no such part."""
        if not self.is_valid():
            return WHOLE
        asked = dict(self.cleaned_data)
        return Part(asked.pop("view") or WHOLE.view, Narrowing(**asked))


class HandForm(forms.Form):
    """To whom a contribution is given."""

    to = forms.ModelChoiceField(
        label=_("Give it to"),
        empty_label=_("Choose a moderator"),
        queryset=User.objects.none(),
        widget=forms.Select(attrs={"data-key": "KeyA"}),
    )

    def __init__(self, *args: Any, moderators: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = moderators  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    """Why an author thinks that a decision was wrong."""

    words = WordsField(
        label=_("Why the decision should be reversed"),
        max_length=APPEAL_LENGTH,
        rows=7,
        help_text=_("Say which part of the reason does not hold, and why. Only you and the moderators read it."),
        error_messages={"required": _("Write why the decision should be reversed.")},
    )


class ReportForm(forms.Form):
    """By which point of the policy something published should not stand, in a reader's eyes."""

    reason = ReasonField(
        label=_("What is wrong with it"), error_messages={"required": _("Choose what is wrong with it.")}
    )
    note = WordsField(
        label=_("Where, and why"),
        max_length=MESSAGE_LENGTH,
        rows=4,
        required=False,
        help_text=_("Only the moderators read it."),
    )


class TakeOutForm(forms.Form):
    """By which point of the policy a file may not stand beside the words."""

    reason = ReasonField()
    message = MessageField()


class RulingForm(forms.Form):
    """What a moderator finds on an appeal, with the reason in writing."""

    RULINGS = [
        ("grant", _("Grant it: the contribution is published")),
        ("dismiss", _("Dismiss it: the decision stands")),
    ]

    ruling = forms.ChoiceField(label=_("Ruling"), choices=RULINGS, widget=KeyedRadioSelect)
    answer = WordsField(
        label=_("Answer to the author"),
        max_length=APPEAL_LENGTH,
        rows=5,
        help_text=_("In the author's language. It is sent with the ruling."),
        error_messages={"required": _("A ruling on an appeal gives its reason in writing.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].widget.attrs["data-key"] = "KeyM"
