"""A hundred units in one list, in the order in which people look for them."""

import pytest
from django.utils import translation

from directory.models import Unit
from tickets.forms import UnitField

pytestmark = pytest.mark.django_db

UNITS = [
    ("a-office", "office", "dakhliyah", "مكتب نزوى", "Nizwa office"),
    ("b-office", "office", "dakhliyah", "مكتب إزكي", "Izki office"),
    ("c-office", "office", "dakhliyah", "مكتب أدم", "Adam office"),
    ("z-directorate", "directorate", "dakhliyah", "مديرية الداخلية", "Al Dakhiliyah directorate"),
    ("m-directorate", "directorate", "muscat", "مديرية مسقط", "Muscat directorate"),
    ("x-department", "department", "", "دائرة الإعلام", "Media"),
    ("y-department", "department", "", "دائرة المشتريات", "Buying"),
    ("moe", "ministry", "", "الوزارة", "The ministry"),
]


@pytest.fixture
def groups():
    for code, kind, governorate, arabic, english in UNITS:
        Unit.objects.create(code=code, kind=kind, governorate=governorate, name_ar=arabic, name_en=english)

    def read(language):
        with translation.override(language):
            _empty, *groups = UnitField().choices
            return {str(heading): [label for _value, label in choices] for heading, choices in groups}

    return read


def test_the_ministrys_own_come_first_and_the_governorates_in_the_order_of_the_state(groups):
    assert list(groups("en")) == ["The ministry and its departments", "Muscat", "Al Dakhiliyah"]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ar", ["مديرية الداخلية", "مكتب أدم", "مكتب إزكي", "مكتب نزوى"]),
        ("en", ["Al Dakhiliyah directorate", "Adam office", "Izki office", "Nizwa office"]),
    ],
)
def test_a_directorate_stands_before_its_offices_which_are_in_the_readers_order(groups, language, names):
    heading = {"ar": "الداخلية", "en": "Al Dakhiliyah"}[language]
    assert groups(language)[heading] == names


@pytest.mark.parametrize(
    ("language", "names"),
    [("ar", ["الوزارة", "دائرة الإعلام", "دائرة المشتريات"]), ("en", ["The ministry", "Buying", "Media"])],
)
def test_departments_are_in_the_readers_order(groups, language, names):
    assert next(iter(groups(language).values())) == names


def test_the_list_takes_one_query(groups, django_assert_num_queries):
    with django_assert_num_queries(1):
        groups("ar")
