"""Arabic and English side by side in Wagtail's forms; policies and consultations share them."""

from __future__ import annotations

from typing import Any

from django.forms import HiddenInput, TextInput
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

ARABIC = {"lang": "ar", "dir": "rtl"}
ENGLISH = {"lang": "en", "dir": "ltr"}


def line_pair(name: str) -> Panel:
    """One line in each language."""
    return _pair(name, TextInput)


def text_pair(name: str, heading: str | Promise) -> Panel:
    """A text in each language, under a heading of its own."""
    return MultiFieldPanel([_pair(name, AdminAutoHeightTextInput)], heading=heading)


def _pair(name: str, widget: type[TextInput]) -> FieldRowPanel:
    return FieldRowPanel(
        [
            FieldPanel(f"{name}_ar", widget=widget(attrs=ARABIC)),
            FieldPanel(f"{name}_en", widget=widget(attrs=ENGLISH)),
        ]
    )


def title_pair() -> Panel:
    return FieldRowPanel(
        [
            TitleFieldPanel("title", heading=_("Title in Arabic"), widget=TextInput(attrs=ARABIC)),
            FieldPanel("title_en", widget=TextInput(attrs=ENGLISH)),
        ],
        heading=_("Title"),
    )


def parts_panel(heading: str | Promise, label: str | Promise, **kwargs: Any) -> Panel:
    """The sections and numbered items of a text."""
    return InlinePanel(
        "parts",
        heading=heading,
        label=label,
        panels=[
            FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
            line_pair("heading"),
            _pair("body", AdminAutoHeightTextInput),
            FieldPanel("uid", widget=HiddenInput, classname="w-hidden"),
            FieldPanel("key", widget=HiddenInput, classname="w-hidden"),
        ],
        **kwargs,
    )
