"""A disposition in the reader's language."""

from django import template
from django.utils.translation import get_language

from contributions.models import Disposition
from suggestions.models import decision_label

register = template.Library()


@register.filter
def answer(disposition: Disposition) -> str:
    """In English where somebody wrote it in English; the Arabic is the answer that counts."""
    return disposition.answer_en if answer_language(disposition) == "en" else disposition.answer_ar


@register.filter
def answer_language(disposition: Disposition) -> str:
    reads_arabic = (get_language() or "ar").startswith("ar")
    return "ar" if reads_arabic or not disposition.answer_en else "en"


@register.filter
def decision_word(disposition: Disposition) -> str:
    return decision_label(disposition.decision)
