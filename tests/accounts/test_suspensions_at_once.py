"""Two administrators who act on one another in the same second: one of them stays."""

import pytest

from accounts.actions import end_role, suspend
from accounts.models import RoleGrant, User
from tests.at_once import ACTED, TOLD, one_then_other

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def colleague(make_user):
    return make_user("colleague@example.om", "مازن بن سعيد الحبسي", "administrator")


def seen(user):
    return User.objects.get(pk=user.pk)


def suspends(user, by):
    account, me = seen(user), seen(by)
    yield
    suspend(account, by=me, reason="أرسل رسائل مسيئة.")


def ends(user, by):
    grant, me = RoleGrant.objects.get(user=user), seen(by)
    yield
    end_role(grant, by=me)


@pytest.mark.parametrize(("first", "second"), [(suspends, ends), (ends, suspends), (suspends, suspends), (ends, ends)])
def test_of_two_who_act_on_one_another_the_second_is_told(administrator, colleague, first, second):
    assert one_then_other(first(colleague, administrator), second(administrator, colleague)) == (ACTED, TOLD)
    administrator.refresh_from_db()
    assert not administrator.is_suspended
    assert RoleGrant.objects.not_over().filter(user=administrator).exists()
