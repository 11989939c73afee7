"""What a reader may ask: a text of reasonable length, dates in any digits."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search.normalise import normalise
from search.queries import DATE, RELEVANCE

LONGEST = 200
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class DayField(forms.DateField):
    """A date in Western or Arabic-Indic digits."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def to_python(self, value: Any) -> date | None:
        return super().to_python(normalise(value).strip() if isinstance(value, str) else value)


class SearchForm(forms.Form):
    q = forms.CharField(required=False, label=_("Search"))
    since = DayField(required=False, label=_("From"), error_messages={"invalid": _("This is not a date.")})
    until = DayField(required=False, label=_("To"), error_messages={"invalid": _("This is not a date.")})
    order = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django's own refusal of NUL speaks of "null characters"; ours, below, says what to do.
        self.fields["q"].validators.clear()

    def clean_q(self) -> str:
        text: str = self.cleaned_data["q"]
        if CONTROL.search(text):
            raise forms.ValidationError(_("The question holds a character that cannot be typed. Please retype it."))
        if len(text) > LONGEST:
            raise forms.ValidationError(_("The question is too long: please ask in at most 200 characters."))
        return text

    def clean_order(self) -> str:
        return DATE if self.cleaned_data["order"] == DATE else RELEVANCE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last day comes before the first one."))
        return cleaned
