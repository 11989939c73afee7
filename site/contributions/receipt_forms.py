"""What somebody brings who wants a receipt verified: its file, or its reference and signature."""

from __future__ import annotations

import json
import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from contributions.references import parse_reference
from guard.traps import Trapped

LARGEST = 256 * 1024
SIGNATURE = re.compile(r"[0-9a-fA-F]{128}")


class VerifyForm(Trapped):
    file = forms.FileField(
        label=_("The file of the receipt"),
        help_text=_("The JSON file that its author saved. Without it, give the number and the signature below."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )
    reference = forms.CharField(
        label=_("Reference number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )
    signature = forms.CharField(
        label=_("Signature"),
        help_text=_("128 digits, 0 to 9 and a to f, as they stand on the receipt. Spaces and line ends do not matter."),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"dir": "ltr", "rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():  # one way or the other is needed: none of them is optional
            field.is_sometimes_needed = True  # type: ignore[attr-defined]

    def clean_file(self) -> dict[str, Any] | None:
        file = self.cleaned_data["file"]
        return _receipt_in(file) if file else None

    def clean_reference(self) -> str:
        typed = self.cleaned_data["reference"]
        reference = parse_reference(typed) if typed else ""
        if reference is None:
            raise forms.ValidationError(_("This is no reference number: check its eleven digits on the receipt."))
        return reference

    def clean_signature(self) -> str:
        signature = re.sub(r"\s", "", self.cleaned_data["signature"])
        if signature and not SIGNATURE.fullmatch(signature):
            raise forms.ValidationError(_("This is no whole signature: it has 128 digits, 0 to 9 and a to f."))
        return signature.lower()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors or data.get("file"):
            return data
        if not data["reference"] and not data["signature"]:
            self.add_error("file", _("Choose the file of a receipt, or write its reference and its signature below."))
        elif not data["reference"]:
            self.add_error("reference", _("Write the reference number too."))
        elif not data["signature"]:
            self.add_error("signature", _("Write the signature too: the reference alone proves nothing."))
        return data


def _receipt_in(file: UploadedFile) -> dict[str, Any]:
    if (file.size or 0) > LARGEST:
        raise forms.ValidationError(_("This file is too large to be a receipt."))
    received = file.read()
    if received.startswith(b"%PDF"):
        raise forms.ValidationError(_("This is a receipt as it is printed. Write its number and its signature below."))
    try:
        receipt = json.loads(received.decode("utf-8-sig"))
        json.dumps(receipt, ensure_ascii=False).encode()  # half a character can be written in JSON, and not in UTF-8
    except (ValueError, RecursionError):
        raise forms.ValidationError(_("This file is no receipt: it is not JSON, or it was cut.")) from None
    parts = ("statement", "signature", "key_id")
    if not isinstance(receipt, dict) or not all(isinstance(receipt.get(part), str) for part in parts):
        raise forms.ValidationError(_("This file is no receipt: it has no statement, signature or key."))
    return receipt
