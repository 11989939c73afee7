"""Two who decide about one body in the same second: the second finds what the first has done."""

import itertools
import uuid

import pytest

from accounts.actions import appoint_representative, verify_organisation, withdraw_verification
from accounts.models import Organisation, Party, Representation, Role, User
from contributions.actions import submit
from contributions.models import Contribution
from organisations import actions
from organisations.models import Admission, Invitation
from tests.at_once import ACTED, TOLD, at_once, one_then_other
from tests.pages import notice_in_force
from workflow.models import Step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def other_head(council, head, stranger, administrator):
    """Zayd, who administers the council beside Maryam."""
    return appoint_representative(stranger, council.party, by=administrator, is_administrator=True)


@pytest.fixture
def colleague(make_user):
    """A second administrator of the platform."""
    return make_user("colleague@example.om", "مازن بن سعيد الحبسي", Role.ADMINISTRATOR)


def seen(representation):
    return Representation.objects.select_related("party__organisation", "user").get(pk=representation.pk)


def leaves(representation):
    mine = seen(representation)
    yield
    actions.leave(mine, by=mine.user)


def steps_down(representation):
    mine = seen(representation)
    yield
    actions.unmake_administrator(mine, by=mine.user)


def removes(representation, by):
    theirs, me = seen(representation), User.objects.get(pk=by.pk)
    yield
    actions.remove(theirs, by=me, reason="انتهى عمله في المجلس.")


def administrators(council):
    return Representation.objects.filter(party=council.party).administering().count()


@pytest.mark.parametrize(("first", "second"), list(itertools.product([leaves, steps_down], repeat=2)))
def test_of_the_last_two_administrators_one_stays(council, head, other_head, member, first, second):
    assert one_then_other(first(head), second(other_head)) == (ACTED, TOLD)
    assert administrators(council) == 1


def test_of_two_administrators_who_leave_at_one_moment_one_stays(council, head, other_head, member):
    assert at_once(leaves(head), leaves(other_head)) == [ACTED, TOLD]
    assert administrators(council) == 1


def test_of_two_administrators_who_remove_each_other_one_stays(council, head, other_head, member):
    both = (removes(other_head, by=head.user), removes(head, by=other_head.user))
    assert one_then_other(*both) == (ACTED, TOLD)
    assert administrators(council) == 1


def test_nobody_leaves_whom_the_last_other_administrator_has_just_left_alone(council, head, other_head, member):
    assert one_then_other(removes(head, by=other_head.user), leaves(other_head)) == (ACTED, TOLD)
    assert administrators(council) == 1


# --- somebody is removed while they send -------------------------------------------------------------------


def sends(representation):
    mine, notice = seen(representation), notice_in_force()
    yield
    submit(
        by=mine.user,
        representation=mine,
        kind="answer",
        body="زمن الرحلة طويل على أطفال الصف الأول.",
        language="ar",
        submission_key=uuid.uuid4(),
        consent_to=notice,
    )


def unverifies(council, by):
    me, theirs = User.objects.get(pk=by.pk), Organisation.objects.get(pk=council.pk)
    yield
    withdraw_verification(theirs, by=me, reason="انتهى الترخيص.")


def test_whoever_was_removed_a_moment_before_sends_nothing(member, citizen, notice):
    assert one_then_other(removes(member, by=citizen), sends(member)) == (ACTED, TOLD)
    assert not Contribution.objects.exists()


def test_what_was_sent_a_moment_before_was_sent_while_they_spoke_for_it(member, citizen, notice):
    assert one_then_other(sends(member), removes(member, by=citizen)) == (ACTED, ACTED)
    member.refresh_from_db()
    assert Contribution.objects.get().submitted_at < member.ends_at


def test_a_body_that_lost_its_verification_a_moment_before_says_nothing(council, member, administrator, notice):
    assert one_then_other(unverifies(council, by=administrator), sends(member)) == (ACTED, TOLD)
    assert not Contribution.objects.exists()


# --- two officers ------------------------------------------------------------------------------------------


@pytest.fixture
def unverified(council, administrator):
    withdraw_verification(council, by=administrator, reason="انتهى الترخيص.")
    return council


def verifies(council, by):
    me, theirs = User.objects.get(pk=by.pk), Organisation.objects.get(pk=council.pk)
    yield
    verify_organisation(theirs, by=me, note="سجل رقم 3307")


def admits(admission, by):
    me, asked = User.objects.get(pk=by.pk), Admission.objects.get(pk=admission.pk)
    yield
    actions.admit(asked, by=me)


def refuses(admission, by):
    me, asked = User.objects.get(pk=by.pk), Admission.objects.get(pk=admission.pk)
    yield
    actions.refuse(asked, by=me, reason="الوثيقة لا تخص هذه الجمعية.")


def test_of_two_officers_who_verify_a_body_one_is_told(unverified, administrator, colleague):
    before = Step.objects.of(unverified).filter(name="verify").count()
    both = [verifies(unverified, by=each) for each in (administrator, colleague)]
    assert one_then_other(*both) == (ACTED, TOLD)
    assert Step.objects.of(unverified).filter(name="verify").count() == before + 1
    unverified.refresh_from_db()
    assert unverified.verified_by == administrator


def test_a_body_that_two_admit_at_once_is_there_once(admission, administrator, colleague):
    assert at_once(*(admits(admission, by=each) for each in (administrator, colleague))) == [ACTED, TOLD]
    assert Party.objects.filter(name=admission.name).count() == 1
    assert Representation.objects.filter(party__name=admission.name).count() == 1


@pytest.mark.parametrize(("first", "second"), [(admits, refuses), (refuses, admits)])
def test_what_one_admits_and_another_refuses_goes_by_the_first(admission, administrator, colleague, first, second):
    assert one_then_other(first(admission, by=administrator), second(admission, by=colleague)) == (ACTED, TOLD)
    assert Party.objects.filter(name=admission.name).exists() is (first is admits)


def accepts(invitation, by):
    me, asked = User.objects.get(pk=by.pk), Invitation.objects.get(pk=invitation.pk)
    yield
    actions.accept(asked, by=me)


def test_an_invitation_that_is_accepted_twice_at_once_makes_one_representative(council, invitation, stranger):
    assert at_once(accepts(invitation, by=stranger), accepts(invitation, by=stranger)) == [ACTED, TOLD]
    assert Representation.objects.filter(party=council.party, user=stranger).count() == 1
