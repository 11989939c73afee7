from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.actions import change_profile
from accounts.models import Party
from workflow.models import Step

ADDRESS = "/ar/accounts/profile/"
TYPED = {
    "name": "مريم بنت خلفان العبرية",
    "education_role": "teacher",
    "governorate": "dhofar",
    "language": "en",
}


def own_party(user):
    return Party.objects.get(representations__user=user)


@pytest.mark.parametrize(("who", "status_code"), [("anonymous", 302), ("citizen", 200), ("moderator", 200)])
def test_whoever_is_signed_in_reads_their_own_details(who, status_code, people, visit, db):
    assert visit(people(who)).get(ADDRESS).status_code == status_code


def test_a_citizen_changes_role_governorate_and_language(citizen, visit):
    visit(citizen).post(ADDRESS, TYPED)
    citizen.refresh_from_db()
    assert (own_party(citizen).education_role, own_party(citizen).governorate) == ("teacher", "dhofar")
    assert citizen.language == "en"


def test_a_new_name_is_that_of_the_account_too(citizen, visit):
    visit(citizen).post(ADDRESS, TYPED | {"name": "مريم العبرية"})
    citizen.refresh_from_db()
    assert (citizen.first_name, own_party(citizen).name) == ("مريم العبرية", "مريم العبرية")


def test_what_was_sent_keeps_the_name_it_was_sent_with(citizen, visit, make_contribution):
    sent = make_contribution(citizen)
    visit(citizen).post(ADDRESS, TYPED | {"name": "مريم العبرية"})
    sent.refresh_from_db()
    assert (sent.name, sent.education_role) == ("مريم بنت خلفان العبرية", "parent")


def test_the_page_says_that_what_was_sent_stays(citizen, visit):
    assert "ما أرسلته من قبل يبقى كما كان" in visit(citizen).get(ADDRESS).content.decode()


def test_the_ledger_says_which_facts_changed_and_never_what_they_are(citizen):
    change_profile(citizen, by=citizen, **TYPED | {"name": "مريم العبرية"})
    step = Step.objects.of(own_party(citizen)).get()
    assert (step.entry.data["name"], step.entry.data["governorate"]) == ("changed", "changed")


def test_saving_without_a_change_records_no_step(citizen, visit):
    unchanged = TYPED | {"education_role": "parent", "governorate": "muscat", "language": "ar"}
    visit(citizen).post(ADDRESS, unchanged)
    assert not Step.objects.of(own_party(citizen)).exists()


def test_a_wrong_name_is_told_and_the_rest_is_kept(citizen, visit):
    answer = visit(citizen).post(ADDRESS, TYPED | {"name": "مريم"})
    assert answer.status_code == 422
    assert answer.context["form"]["governorate"].value() == "dhofar"
    assert own_party(citizen).governorate == "muscat"


def test_nobody_changes_the_details_of_somebody_else(citizen, administrator):
    with pytest.raises(PermissionDenied):
        change_profile(citizen, by=administrator, name="م ن", education_role="", governorate="", language="ar")


def test_the_menu_of_the_account_leads_there(citizen, visit):
    assert f'href="{ADDRESS}"' in visit(citizen).get("/ar/contributions/mine/").content.decode()


def test_a_date_of_birth_is_given_in_the_details(citizen, visit):
    visit(citizen).post(ADDRESS, TYPED | {"born_on": "1990-05-17"})
    assert own_party(citizen).born_on == date(1990, 5, 17)
    assert "1990" not in Step.objects.of(own_party(citizen)).get().entry.body


@pytest.mark.parametrize("born_on", ["2090-01-01", "1850-01-01", "17/05/1990", "2001-02-30"])
def test_a_day_on_which_nobody_was_born_is_refused_and_kept(citizen, visit, born_on):
    answer = visit(citizen).post(ADDRESS, TYPED | {"born_on": born_on})
    assert answer.status_code == 422
    assert answer.context["form"]["born_on"].value() == born_on
    assert own_party(citizen).born_on is None


@pytest.mark.parametrize("born_on", ["", "1990-01-01"])
def test_nobody_comes_of_age_by_typing_another_date(citizen, visit, born_on):
    young = timezone.localdate() - timedelta(days=16 * 365)
    Party.objects.update(born_on=young)
    assert visit(citizen).post(ADDRESS, TYPED | {"born_on": born_on}).status_code == 422
    assert own_party(citizen).born_on == young


def test_whoever_stops_being_a_pupil_says_when_they_were_born(pupil, visit):
    said = TYPED | {"name": pupil.first_name}
    assert visit(pupil).post(ADDRESS, said).status_code == 422
    visit(pupil).post(ADDRESS, said | {"born_on": "1990-05-17"})
    assert not own_party(pupil).is_minor


def test_a_minor_changes_the_guardians_address(pupil, visit):
    said = TYPED | {"name": pupil.first_name, "education_role": "pupil", "guardian_address": "Aunt@example.om"}
    visit(pupil).post(ADDRESS, said)
    pupil.refresh_from_db()
    assert pupil.guardian_address == "aunt@example.om"


def test_a_minors_own_address_is_no_guardians(pupil, visit):
    said = TYPED | {"name": pupil.first_name, "education_role": "pupil", "guardian_address": pupil.email}
    assert visit(pupil).post(ADDRESS, said).status_code == 422


def test_only_minors_are_asked_for_a_guardian(citizen, pupil, visit):
    asked = ["guardian_address" in visit(who).get(ADDRESS).text for who in (citizen, pupil)]
    assert asked == [False, True]
