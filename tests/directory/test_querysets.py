import pytest
from django.utils.translation import override

from directory.actions import add_units
from directory.models import Unit
from directory.oman import units

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry():
    add_units(units(), by=None)
    return Unit.objects.get(code="ministry")


def test_descendants_reach_down_to_the_school(ministry):
    assert Unit.objects.descendants(ministry).count() == Unit.objects.count() - 1


def test_descendants_of_a_directorate_stay_in_its_governorate(ministry):
    below = Unit.objects.descendants(Unit.objects.get(code="directorate-dhofar"))
    assert set(below.values_list("governorate", flat=True)) == {"dhofar"}


def test_a_school_has_no_descendants(ministry):
    assert not Unit.objects.descendants(Unit.objects.schools().first()).exists()


def test_the_ladder_climbs_from_school_to_ministry(ministry):
    school = Unit.objects.schools().in_wilayat("nizwa").first()
    assert [unit.kind for unit in Unit.objects.ladder(school)] == ["school", "office", "directorate", "ministry"]


def test_the_ladder_is_one_query(ministry, django_assert_num_queries):
    school = Unit.objects.schools().first()
    with django_assert_num_queries(1):
        Unit.objects.ladder(school)


def test_a_governorate_has_only_its_own_schools(ministry):
    schools = Unit.objects.schools().in_governorate("wusta")
    assert set(schools.values_list("wilayat", flat=True)) == {"haima", "mahout", "duqm", "jazir"}


@pytest.mark.parametrize(("language", "name"), [("ar", "نزوى"), ("en", "Nizwa")])
def test_a_wilayat_is_named_in_the_readers_language(ministry, language, name):
    with override(language):
        assert Unit.objects.get(code="office-nizwa").wilayat_name == name


def test_a_list_of_units_costs_the_same_for_one_and_for_ten(ministry, django_assert_num_queries):
    for count in (1, 10):
        with django_assert_num_queries(1):
            [str(unit.parent) for unit in Unit.objects.schools().for_list()[:count]]
