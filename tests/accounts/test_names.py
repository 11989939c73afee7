import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

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


@pytest.mark.parametrize(
    "name",
    [
        "مريم بنت خلفان العبرية",
        "Jean-Luc O’Brien",
        "نُورة الحارثيّة",
        "أبو بكر بن سالم الهاشمي",
        "وزير محمد خان",
        "سعيد بن علي الوزير",
        "سالم بن حمد المدير",
        "شيخة بنت علي الجساسية",
        "Umm Kulthum Al Said",
    ],
)
def test_a_whole_name_is_accepted(name):
    assert NameField().clean(name) == name


@pytest.mark.parametrize("name", ["مريم", "مريم 99", "x\u202ey name", "Minister <b>", "", "a b", "مريم\u200fالعبرية"])
def test_what_is_no_whole_name_is_refused(name):
    with pytest.raises(ValidationError):
        NameField().clean(name)


@pytest.mark.parametrize(
    "name",
    [
        "وزارة التربية والتعليم",
        "إدارة المنصّة",
        "Ministry of Education",
        "Site Administrator",
        "الإدارة العامة",
        "مكتب الوزير",
        "المدير العام للمناهج",
        "وكيل الوزارة",
    ],
)
def test_nobody_is_called_like_an_authority(name):
    with override("en"), pytest.raises(ValidationError, match="authority"):
        NameField().clean(name)


@pytest.mark.parametrize(
    "name", ["الدكتور سالم الهاشمي", "د. سالم الهاشمي", "Dr. Jane Smith", "الأستاذة منى العبرية", "الشيخ سالم الحارثي"]
)
def test_a_title_is_no_name(name):
    with override("en"), pytest.raises(ValidationError, match="titles"):
        NameField().clean(name)


@pytest.mark.parametrize("name", ["أبو أحمد", "Abu Ahmed", "أم سالم", "بنت عُمان"])
def test_a_nickname_is_no_whole_name(name):
    with override("en"), pytest.raises(ValidationError, match="whole name"):
        NameField().clean(name)
