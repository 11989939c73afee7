"""Roles in the back office: who grants and ends them, and what comes and goes with one."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.users.models import UserProfile

from accounts.actions import end_role, grant_role
from accounts.models import Role, RoleGrant
from accounts.permissions import has_role
from workflow.errors import IllegalStep
from workflow.models import Step


@pytest.fixture
def other_administrator(make_user):
    return make_user("badriya@example.om", "بدرية بنت سالم الشيدية", Role.ADMINISTRATOR)


def grant_of(user, role):
    return RoleGrant.objects.current().get(user=user, role=role)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_wagtails_admin_speaks_the_language_of_whoever_gets_a_role(make_user, language):
    user = make_user("new@example.om", "شيخة بنت علي الغافرية", Role.EDITOR, language=language)
    assert UserProfile.objects.get(user=user).preferred_language == language


def test_a_language_chosen_there_stays(make_user):
    user = make_user("new@example.om", "شيخة بنت علي الغافرية", Role.EDITOR, language="ar")
    UserProfile.objects.filter(user=user).update(preferred_language="en")
    grant_role(user, Role.APPROVER, by=None)
    assert UserProfile.objects.get(user=user).preferred_language == "en"


def test_a_grant_without_a_grantor_is_the_operators(citizen):
    grant = grant_role(citizen, Role.MODERATOR, by=None)
    assert '"by":"operator"' in Step.objects.of(grant).get().entry.body


def test_the_reason_of_a_grant_is_kept_with_its_step(citizen, administrator):
    grant = grant_role(citizen, Role.MODERATOR, by=administrator, note="تعيين جديد")
    step = Step.objects.of(grant).get()
    assert (step.by, step.note) == (administrator, "تعيين جديد")
    assert "تعيين" not in step.entry.body


def test_a_role_that_somebody_has_is_not_granted_again(moderator, administrator):
    with pytest.raises(IllegalStep):
        grant_role(moderator, Role.MODERATOR, by=administrator)
    assert moderator.role_grants.count() == 1


def test_a_role_ends_at_once_for_whoever_holds_it(moderator, administrator):
    grant = moderator.role_grants.get()
    assert has_role(grant.user, Role.MODERATOR)
    end_role(grant, by=administrator, note="انتقل إلى عمل آخر")
    assert not RoleGrant.objects.current().filter(user=moderator).exists()
    assert Step.objects.of(grant).last().note == "انتقل إلى عمل آخر"


def test_a_role_that_has_ended_does_not_end_again(moderator, administrator):
    grant = moderator.role_grants.get()
    end_role(grant, by=administrator)
    with pytest.raises(IllegalStep):
        end_role(grant, by=administrator)
    assert Step.objects.of(grant).filter(name="end").count() == 1


def test_the_rights_in_the_admin_stay_while_another_grant_of_the_role_stands(approver, administrator):
    second = RoleGrant.objects.create(user=approver, role=Role.APPROVER)
    end_role(second, by=administrator)
    assert approver.groups.filter(name="approver").exists()
    end_role(grant_of(approver, Role.APPROVER), by=administrator)
    assert not approver.groups.filter(name="approver").exists()


def test_the_last_administrator_stays(administrator):
    with pytest.raises(IllegalStep):
        end_role(grant_of(administrator, Role.ADMINISTRATOR), by=administrator)
    assert grant_of(administrator, Role.ADMINISTRATOR)


def test_nobody_ends_their_own_right_to_grant_roles(administrator, other_administrator):
    with pytest.raises(IllegalStep):
        end_role(grant_of(administrator, Role.ADMINISTRATOR), by=administrator)
    end_role(grant_of(administrator, Role.ADMINISTRATOR), by=other_administrator)
    assert not RoleGrant.objects.current().filter(user=administrator).exists()


def test_of_two_administrators_who_end_one_another_one_stays(administrator, other_administrator):
    assert has_role(other_administrator, Role.ADMINISTRATOR)  # as a page that was opened before remembers it
    first = grant_of(administrator, Role.ADMINISTRATOR)
    end_role(grant_of(other_administrator, Role.ADMINISTRATOR), by=administrator)
    with pytest.raises(PermissionDenied):
        end_role(first, by=other_administrator)
