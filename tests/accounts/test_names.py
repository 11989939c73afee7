import pytest
from django.core.exceptions import ValidationError

from accounts.forms import NameField
from accounts.names import initials


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("محمد بن سالم العبري", "م. ع."),
        ("شيخة بنت علي بن راشد الجساسية", "ش. ج."),
        ("Mohammed bin Salim Al Abri", "M. A."),
        ("نورة", "ن."),
    ],
)
def test_a_pupils_name_shrinks_to_two_initials(name, expected):
    assert initials(name) == expected


@pytest.mark.parametrize("name", ["مريم بنت خلفان العبرية", "Jean-Luc O’Brien", "نُورة الحارثيّة"])
def test_a_whole_name_is_accepted(name):
    assert NameField().clean(name) == name


@pytest.mark.parametrize("name", ["مريم", "مريم 99", "x\u202ey name", "Minister <b>", "", "a b", "مريم\u200fالعبرية"])
def test_what_is_no_whole_name_is_refused(name):
    with pytest.raises(ValidationError):
        NameField().clean(name)
