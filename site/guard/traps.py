"""What a robot does and a person does not: fill in every field, and send a form as soon as it is there.

For forms that need no account. Whoever is caught is asked to press once more, with all that they typed: a password
manager may have filled in the field that nobody sees.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

LURE, STAMP = "website", "opened"
# One form that was read once serves a robot for no longer.
LONGEST = 24 * 60 * 60
_signer = Signer(salt="guard.traps")

HASTY = _("This came faster than people type. Nothing was sent: please press once more.")
LURED = _("A field that people do not see was filled in. It is empty again: please press once more.")


def stamp(data: Mapping[str, Any] | None = None) -> str:
    """When the form was opened: as it says itself, where that can be believed."""
    given = (data or {}).get(STAMP, "")
    return given if _seconds_open(given) is not None else _signer.sign(str(time.time()))


def fault(data: Mapping[str, Any]) -> str:
    if not settings.GUARDED:
        return ""
    if data.get(LURE):
        return str(LURED)
    seconds, least = _seconds_open(data.get(STAMP, "")), settings.FORM_MINIMUM_SECONDS
    return str(HASTY) if least and (seconds is None or seconds < least) else ""


def _seconds_open(given: str) -> float | None:
    """None where nobody can tell, or where it is too long ago."""
    try:
        opened = float(_signer.unsign(given))
    except (BadSignature, ValueError):
        return None
    seconds = time.time() - opened
    return seconds if 0 <= seconds <= LONGEST else None


class Trapped(forms.Form):
    """Beside a form: `{% trap form %}` in its template prints what is looked at here."""

    # Not where the form is filled in by an address that somebody follows.
    is_trapped = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if said := self.is_trapped and fault(self.data):
            raise forms.ValidationError(said, code="trapped")
        return cleaned
