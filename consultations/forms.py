from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from contributions.forms import WordsField

CONCLUSION_LENGTH = 8000


class ConclusionForm(forms.Form):
    """What the ministry says when it ends a consultation."""

    text_ar = WordsField(
        label=_("Text in Arabic"),
        max_length=CONCLUSION_LENGTH,
        rows=8,
        error_messages={"required": _("Write the Arabic text: it is the one that holds.")},
    )
    text_en = WordsField(label=_("Text in English"), max_length=CONCLUSION_LENGTH, rows=8, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["text_ar"].widget.attrs |= {"dir": "rtl", "lang": "ar"}
        self.fields["text_en"].widget.attrs |= {"dir": "ltr", "lang": "en"}
