"""Two who act in the same second about a date of birth: the second finds what the first has done."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.actions import (
    ask_birth_date,
    change_profile,
    confirm_birth_date,
    dismiss_birth_date,
    end_role,
    erase_account,
    grant_role,
)
from accounts.models import BirthDateCorrection, Party, RoleGrant, User
from config.personal_data import Leaving
from contributions.actions import submit
from contributions.models import Contribution
from tests.at_once import ACTED, TOLD, at_once, one_then_other
from tests.conftest import voice_of
from workflow.models import Step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ADULT = date(1990, 5, 17)
CHILD = date.today() - timedelta(days=14 * 365)
REASON = "عُرضت البطاقة الشخصية عند الشباك."


@pytest.fixture
def colleague(make_user):
    return make_user("colleague@example.om", "مازن بن سعيد الحبسي", "administrator")


@pytest.fixture
def third(make_user):
    return make_user("third@example.om", "هلال بن سعيد الحبسي", "administrator")


def seen(user):
    return User.objects.get(pk=user.pk)


def own_party(user):
    return Party.objects.get(pk=voice_of(user).party_id)


def asks(user, by, born_on=CHILD):
    account, me = seen(user), seen(by)
    yield
    ask_birth_date(account, by=me, born_on=born_on, reason=REASON)


def confirms(asked, by, born_on=CHILD):
    found, me = BirthDateCorrection.objects.get(pk=asked.pk), seen(by)
    yield
    confirm_birth_date(found, by=me, born_on=born_on)


def dismisses(asked, by):
    found, me = BirthDateCorrection.objects.get(pk=asked.pk), seen(by)
    yield
    dismiss_birth_date(found, by=me)


def ends(grant, by):
    found, me = RoleGrant.objects.get(pk=grant.pk), seen(by)
    yield
    end_role(found, by=me)


def grants(user, by):
    account, me = seen(user), seen(by)
    yield
    grant_role(account, "moderator", by=me)


def erases(user):
    account = seen(user)
    yield
    erase_account(Leaving(user=account, addresses=(), at=timezone.now(), texts_go=False))


def sends(user, notice):
    me = seen(user)
    voice = voice_of(me)
    assert not voice.party.is_minor  # read before the correction
    yield
    submit(
        by=me,
        representation=voice,
        kind="answer",
        body="أقترح تظليل مواقف الحافلات.",
        language="ar",
        submission_key=uuid.uuid4(),
        consent_to=notice,
        guardian="mother@example.om",
    )


def saves(user, born_on):
    me = seen(user)
    yield
    said = {"name": me.first_name, "education_role": "parent", "governorate": "muscat", "language": "ar"}
    change_profile(me, by=me, born_on=born_on, **said)


@pytest.fixture
def asked(citizen, administrator):
    return ask_birth_date(citizen, by=administrator, born_on=CHILD, reason=REASON)


def test_of_two_who_ask_for_one_account_the_second_is_told(citizen, administrator, colleague):
    assert one_then_other(asks(citizen, administrator), asks(citizen, colleague)) == (ACTED, TOLD)
    assert BirthDateCorrection.objects.count() == 1


def test_of_two_who_confirm_the_second_is_told(asked, colleague, third):
    assert one_then_other(confirms(asked, colleague), confirms(asked, third)) == (ACTED, TOLD)
    assert Step.objects.filter(name="correct_birth_date").count() == 1


def test_what_was_dismissed_a_moment_before_is_not_confirmed(asked, citizen, colleague, third):
    assert one_then_other(dismisses(asked, third), confirms(asked, colleague)) == (ACTED, TOLD)
    assert own_party(citizen).born_on is None


def test_whose_role_ended_a_moment_before_confirms_nothing(asked, citizen, administrator, colleague):
    role = colleague.role_grants.get()
    assert one_then_other(ends(role, administrator), confirms(asked, colleague)) == (ACTED, TOLD)
    assert own_party(citizen).born_on is None


def test_an_account_that_was_erased_a_moment_before_gets_no_date(asked, citizen, colleague):
    assert one_then_other(erases(citizen), confirms(asked, colleague)) == (ACTED, TOLD)
    assert not Party.objects.filter(born_on=CHILD).exists()


def test_words_sent_a_moment_after_the_correction_wait_for_a_guardian(asked, citizen, colleague, notice):
    assert one_then_other(confirms(asked, colleague), sends(citizen, notice)) == (ACTED, ACTED)
    sent = Contribution.objects.get()
    assert (sent.moderation, sent.by_minor) == ("unconfirmed", True)


def test_words_sent_a_moment_before_the_correction_are_withdrawn_by_it(asked, citizen, colleague, notice):
    assert one_then_other(sends(citizen, notice), confirms(asked, colleague)) == (ACTED, ACTED)
    assert Contribution.objects.get().moderation == "withdrawn"


def test_a_role_is_granted_to_nobody_who_turned_out_a_minor_a_moment_before(asked, citizen, administrator, colleague):
    assert one_then_other(confirms(asked, colleague), grants(citizen, administrator)) == (ACTED, TOLD)
    assert not RoleGrant.objects.filter(user=citizen).exists()


def test_a_role_that_was_granted_a_moment_before_ends_with_the_correction(asked, citizen, administrator, colleague):
    assert one_then_other(grants(citizen, administrator), confirms(asked, colleague)) == (ACTED, ACTED)
    assert not RoleGrant.objects.not_over().filter(user=citizen).exists()


def test_details_saved_a_moment_after_the_correction_bring_no_majority_back(asked, citizen, colleague):
    assert one_then_other(confirms(asked, colleague), saves(citizen, ADULT)) == (ACTED, TOLD)
    assert own_party(citizen).born_on == CHILD


def test_whoever_is_first_all_who_decide_at_once_get_an_answer(asked, citizen, administrator, colleague, third):
    everybody = (confirms(asked, colleague), dismisses(asked, third), grants(citizen, administrator))
    assert set(at_once(*everybody)) <= {ACTED, TOLD}
    assert not BirthDateCorrection.objects.waiting().exists()
