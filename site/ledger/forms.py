"""Which checkpoints a proof is between: named by their size, in any digits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ledger.models import Checkpoint

LONGEST = 10**18


class CheckpointField(forms.IntegerField):
    """A size at which the log was signed; gives the checkpoint."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
            min_value=1,
            max_value=LONGEST,
            error_messages={
                "required": _("Write the size of a checkpoint, as the list shows it."),
                "invalid": _("Write the size of a checkpoint as a whole number."),
                "min_value": _("The smallest checkpoint has one entry."),
                "max_value": _("No checkpoint is as large as this. Take one from the list."),
            },
            **options,
        )

    def clean(self, value: Any) -> Checkpoint:
        size = super().clean(value)
        checkpoint = Checkpoint.objects.of_size(size)
        if checkpoint is None:
            raise forms.ValidationError(_("No checkpoint was signed at this size. Take one from the list."))
        return checkpoint


class InclusionForm(forms.Form):
    to = CheckpointField(label=_("To the checkpoint of this size"))

    def __init__(self, *args: Any, position: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.position = position

    def clean_to(self) -> Checkpoint:
        checkpoint = self.cleaned_data["to"]
        if checkpoint.size <= self.position:
            raise forms.ValidationError(_("This checkpoint was signed before the entry. Take a later one."))
        return checkpoint


class ConsistencyForm(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # As in the address; `from` cannot be the name of an attribute.
        self.fields["from"] = CheckpointField(label=_("From the checkpoint of this size"))
        self.fields["to"] = CheckpointField(label=_("To the checkpoint of this size"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "from" in data and "to" in data and data["from"].size > data["to"].size:
            self.add_error("from", _("The first checkpoint must be the smaller one."))
        return data


class RangeForm(forms.Form):
    """Positions from `from` up to and without `to`."""

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name in ("from", "to"):
            self.fields[name] = forms.IntegerField(min_value=0, max_value=LONGEST, required=False)
