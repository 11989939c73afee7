import re
from collections import Counter

import pytest

from directory.oman import units
from directory.oman.tables import rows, wilayats

SCHOOLS = [unit for unit in units() if unit.kind == "school"]


def test_oman_has_eleven_governorates_and_sixty_three_wilayats():
    assert (len({one.governorate for one in wilayats()}), len({one.key for one in wilayats()})) == (11, 63)


@pytest.mark.parametrize(
    ("governorate", "count"),
    [
        ("muscat", 6),
        ("dhofar", 10),
        ("musandam", 4),
        ("buraimi", 3),
        ("dakhliyah", 9),
        ("north_batinah", 6),
        ("south_batinah", 6),
        ("north_sharqiyah", 7),
        ("south_sharqiyah", 5),
        ("dhahirah", 3),
        ("wusta", 4),
    ],
)
def test_each_governorate_has_its_wilayats(governorate, count):
    assert sum(one.governorate == governorate for one in wilayats()) == count


def test_each_governorate_has_a_directorate_and_each_wilayat_an_office():
    kinds = Counter(unit.kind for unit in units())
    assert (kinds["directorate"], kinds["office"]) == (11, 63)


def test_there_are_about_a_thousand_schools():
    assert 950 <= len(SCHOOLS) <= 1100


def test_each_wilayat_has_a_school():
    assert {school.wilayat for school in SCHOOLS} == {one.key for one in wilayats()}


def test_no_two_schools_of_a_wilayat_share_a_name():
    assert max(Counter((school.wilayat, school.name_ar) for school in SCHOOLS).values()) == 1
    assert max(Counter((school.wilayat, school.name_en) for school in SCHOOLS).values()) == 1


def test_no_two_units_share_a_code():
    assert max(Counter(unit.code for unit in units()).values()) == 1


def test_the_schools_are_the_same_each_time():
    assert list(units()) == list(units())


def test_parents_come_before_their_children():
    seen = {""}
    for unit in units():
        assert unit.parent in seen
        seen.add(unit.code)


def test_a_school_for_girls_never_bears_a_mans_name():
    men = {row["name_ar"] for row in rows("names") if row["kind"] == "men"}
    girls = [school.name_ar for school in SCHOOLS if "للبنات" in school.name_ar]
    assert not [name for name in girls if re.sub(r"^مدرسة | للتعليم.*$", "", name) in men]


def test_every_village_lies_in_a_wilayat_that_exists():
    assert {row["wilayat"] for row in rows("places")} <= {one.key for one in wilayats()}


@pytest.mark.parametrize("table", ["departments", "wilayats", "places", "names"])
def test_arabic_names_are_written_in_arabic_only(table):
    assert all(re.fullmatch(r"[ء-ي ]+", row["name_ar"]) for row in rows(table))
