"""A suggestion that is accepted may be carried out by a school: found by its code or name, without a list of all."""

import pytest

from directory.models import Unit
from tickets.models import Ticket
from tickets.schools import schools_named

pytestmark = pytest.mark.django_db

WORDS = {"working_days": "20", "answer_ar": "مقبول."}


@pytest.fixture
def make_school(db):
    def make(code, name_ar, name_en, **fields):
        return Unit.objects.create(code=code, kind="school", name_ar=name_ar, name_en=name_en, **fields)

    return make


@pytest.fixture
def khalil(make_school):
    return make_school("s-0101-1", "مدرسة الخليل بن أحمد للتعليم الأساسي", "Al Khalil bin Ahmed School")


@pytest.fixture
def khalil_of_sur(make_school):
    return make_school("s-0902-4", "مدرسة الخليل بصور", "Al Khalil School of Sur")


@pytest.fixture
def accept(visit, under_study, policy_officer):
    def accepted(**data):
        path = f"/en/office/suggestions/{under_study.reference}/accept/"
        return visit(policy_officer).post(path, WORDS | data)

    return accepted


@pytest.mark.parametrize(
    "written", ["s-0101-1", "S-٠١٠١-١", "الخليل بن احمد", "khalil ahmed", "مدرسة الخليل بن أحمد للتعليم الأساسي"]
)
def test_a_school_is_found_by_code_and_by_either_name(khalil, khalil_of_sur, written):
    assert schools_named(written) == [khalil]


def test_a_school_that_closed_is_not_found(make_school):
    make_school("s-1", "مدرسة قديمة", "Old School", is_active=False)
    assert schools_named("قديمة") == []


def test_the_ticket_is_opened_in_the_school(accept, khalil):
    accept(school="الخليل بن أحمد")
    assert Ticket.objects.get().unit == khalil


def test_a_school_stands_in_place_of_the_unit(accept, khalil, labs):
    accept(unit=labs.pk, school="s-0101-1")
    assert Ticket.objects.get().unit == khalil


def test_several_schools_are_offered_to_choose_from(accept, khalil, khalil_of_sur):
    response = accept(school="الخليل")
    shown = response.content.decode()
    assert (response.status_code, Ticket.objects.count()) == (422, 0)
    assert all(f'value="{school.code}"' in shown for school in (khalil, khalil_of_sur))


def test_the_one_that_was_chosen_carries_it_out(accept, khalil, khalil_of_sur):
    accept(school="الخليل", school_code=khalil_of_sur.code)
    assert Ticket.objects.get().unit == khalil_of_sur


def test_too_many_schools_are_counted_not_listed(accept, make_school):
    for number in range(13):
        make_school(f"s-{number}", f"مدرسة النور {number}", f"Al Noor School {number}")
    assert "13 schools have these words" in accept(school="النور").content.decode()


def test_an_unknown_school_is_told_beside_the_field_and_the_rest_is_kept(accept):
    response = accept(school="لا وجود لها")
    shown = response.content.decode()
    assert (response.status_code, "No school has this code" in shown, "لا وجود لها" in shown) == (422, True, True)


def test_without_a_school_a_unit_is_needed(accept):
    assert "Choose the unit that carries it out." in accept().content.decode()


def test_the_form_does_not_list_every_school(visit, under_study, policy_officer, khalil):
    shown = visit(policy_officer).get(f"/en/office/suggestions/{under_study.reference}/").content.decode()
    assert khalil.name_en not in shown
