"""What somebody typed, said back to them when their step came too late."""

from django import forms
from django.template.loader import render_to_string

from directory.models import Unit


class Typed(forms.Form):
    unit = forms.ModelChoiceField(queryset=Unit.objects.all())
    decision = forms.ChoiceField(choices=[("accept", "Accept it"), ("decline", "Do not")])
    answer = forms.CharField()


def test_a_choice_is_said_back_in_its_words_and_never_by_its_key(db):
    labs = Unit.objects.create(code="t-labs", kind="department", name_ar="المختبرات", name_en="Laboratories")
    form = Typed({"unit": str(labs.pk), "decision": "accept", "answer": "Soon."})
    form.is_valid()
    said = render_to_string("components/refusal.html", {"refusal": "Too late.", "form": form})
    assert str(labs) in said
    assert "Accept it" in said
    assert f"<p>{labs.pk}</p>" not in said
