"""A role from one day to another: held to the second, whether the clock has run or not, and its holder is told."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions import change_last_day, end_role, grant_role, suspend
from accounts.models import Role, RoleGrant, User
from accounts.permissions import has_role
from accounts.scopes import Scope
from messaging.models import OutboxMessage
from policies.actions import ensure_workflow
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def days():
    today = timezone.localdate()
    return lambda number: today + timedelta(days=number)


@pytest.fixture
def other_administrator(make_user):
    return make_user("badriya@example.om", "بدرية بنت سالم الشيدية", Role.ADMINISTRATOR)


@pytest.fixture
def later(monkeypatch):
    """Some days on."""
    now = timezone.now

    def move(number, **more):
        monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=number, **more))

    return move


def fresh(user):
    return User.objects.get(pk=user.pk)


def letters(user):
    causes = OutboxMessage.objects.filter(recipient=f"user:{user.pk}").order_by("pk").values_list("cause", flat=True)
    return [cause.split(":")[2] for cause in causes if cause.startswith("role:")]


def steps(grant):
    return list(Step.objects.of(grant).values_list("name", flat=True))


def test_a_role_begins_with_its_first_day(citizen, administrator, days, later):
    grant = grant_role(citizen, Role.MODERATOR, by=administrator, first_day=days(3))
    assert not has_role(fresh(citizen), Role.MODERATOR)
    assert timezone.localtime(grant.starts_at).strftime("%H:%M:%S") == "00:00:00"
    later(3)
    assert has_role(fresh(citizen), Role.MODERATOR)


def test_a_role_is_held_to_the_last_second_of_its_last_day(citizen, administrator, days, monkeypatch):
    grant = grant_role(citizen, Role.MODERATOR, by=administrator, last_day=days(3))
    assert grant.last_day == days(3)
    monkeypatch.setattr(timezone, "now", lambda: grant.ends_at - timedelta(seconds=1))
    assert has_role(fresh(citizen), Role.MODERATOR)
    monkeypatch.setattr(timezone, "now", lambda: grant.ends_at)
    assert not has_role(fresh(citizen), Role.MODERATOR)


@pytest.mark.parametrize(("first", "last"), [(-1, None), (None, -1), (5, 4)])
def test_days_that_have_passed_or_stand_the_wrong_way_round_are_refused(citizen, administrator, days, first, last):
    period = {name: None if day is None else days(day) for name, day in (("first_day", first), ("last_day", last))}
    with pytest.raises(IllegalStep):
        grant_role(citizen, Role.MODERATOR, by=administrator, **period)
    assert not citizen.role_grants.exists()


def test_the_same_role_is_not_held_twice_at_a_time(citizen, administrator, days):
    grant_role(citizen, Role.MODERATOR, by=administrator, last_day=days(10))
    for period in ({}, {"first_day": days(10)}):
        with pytest.raises(IllegalStep):
            grant_role(citizen, Role.MODERATOR, by=administrator, **period)
    grant_role(citizen, Role.MODERATOR, by=administrator, first_day=days(11))
    assert citizen.role_grants.count() == 2


def test_the_same_role_is_held_for_two_things_at_a_time(citizen, administrator):
    for code in ("curricula", "buildings"):
        grant_role(citizen, Role.MODERATOR, by=administrator, scope=Scope("category", code))
    assert citizen.role_grants.count() == 2


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        ("administrator", "category:curricula"),
        ("editor", "category:curricula"),
        ("moderator", "unit:media"),
        ("ticket_officer", "category:curricula"),
        ("moderator", "category:nowhere"),
        ("moderator", "moon:crater"),
    ],
)
def test_a_role_is_limited_only_to_what_it_can_be_limited_to_and_is_there(citizen, administrator, role, scope):
    with pytest.raises(IllegalStep):
        grant_role(citizen, role, by=administrator, scope=Scope.read(scope))


def test_the_database_has_no_limited_administrator(citizen):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=citizen, role="administrator", scope_kind="category", scope_code="curricula")


def test_nobody_grants_themself_a_role(administrator):
    with pytest.raises(IllegalStep):
        grant_role(administrator, Role.MODERATOR, by=administrator)


@pytest.mark.parametrize("who", ["moderator", "policy_officer", "editor", "citizen"])
def test_only_an_administrator_changes_a_last_day(people, neighbour, days, who):
    grant = grant_role(neighbour, Role.EDITOR, by=None)
    with pytest.raises(PermissionDenied):
        change_last_day(grant, days(3), by=people(who))


def test_nothing_is_granted_to_a_suspended_account(citizen, administrator):
    suspend(citizen, by=administrator, reason="تحقيق")
    with pytest.raises(IllegalStep):
        grant_role(fresh(citizen), Role.MODERATOR, by=administrator)


def test_the_ledger_has_codes_and_days_only(citizen, administrator, days):
    grant = grant_role(
        citizen, Role.MODERATOR, by=administrator, scope=Scope("category", "curricula"), last_day=days(9), note="تعيين"
    )
    body = Step.objects.of(grant).get().entry.body
    assert f'"category":"curricula","last_day":"{days(9)}"' in body.replace(": ", ":").replace(", ", ",")
    assert citizen.first_name not in body
    assert "تعيين" not in body


def test_a_longer_time_is_a_step_and_told(citizen, administrator, days):
    grant = grant_role(citizen, Role.MODERATOR, by=administrator, last_day=days(3))
    change_last_day(grant, days(30), by=administrator, note="تمديد")
    grant.refresh_from_db()
    assert (grant.last_day, steps(grant)) == (days(30), ["grant", "change_last_day"])
    assert letters(citizen) == ["granted", "changed"]


@pytest.mark.parametrize("number", [3, -1])
def test_a_last_day_that_it_has_already_or_that_has_passed_is_refused(citizen, administrator, days, number):
    grant = grant_role(citizen, Role.MODERATOR, by=administrator, last_day=days(3))
    with pytest.raises(IllegalStep):
        change_last_day(grant, days(number), by=administrator)


def test_it_is_not_prolonged_into_the_next_grant_of_the_same(citizen, administrator, days):
    grant = grant_role(citizen, Role.MODERATOR, by=administrator, last_day=days(3))
    grant_role(citizen, Role.MODERATOR, by=administrator, first_day=days(10))
    with pytest.raises(IllegalStep):
        change_last_day(grant, days(10), by=administrator)
    change_last_day(grant, days(9), by=administrator)


def test_what_has_ended_is_not_prolonged(citizen, administrator, days, later):
    grant = grant_role(citizen, Role.MODERATOR, by=administrator, last_day=days(3))
    later(4)
    with pytest.raises(IllegalStep):
        change_last_day(grant, days(30), by=administrator)


def test_nobody_prolongs_their_own_role(administrator, other_administrator, days):
    with pytest.raises(IllegalStep):
        change_last_day(administrator.role_grants.get(), days(3), by=administrator)


def test_one_administrator_without_a_last_day_remains(administrator, other_administrator, make_user, days):
    third = make_user("third@example.om", "خميس بن راشد الجابري")
    limited = grant_role(third, Role.ADMINISTRATOR, by=administrator, last_day=days(9))
    change_last_day(other_administrator.role_grants.get(), days(9), by=administrator)
    for act in (lambda grant: change_last_day(grant, days(9), by=third), lambda grant: end_role(grant, by=third)):
        with pytest.raises(IllegalStep):
            act(administrator.role_grants.get())
    end_role(limited, by=administrator)


def test_a_role_that_was_to_begin_can_be_ended_before(citizen, administrator, days, later):
    grant = grant_role(citizen, Role.MODERATOR, by=administrator, first_day=days(3))
    end_role(grant, by=administrator)
    later(4)
    assert not has_role(fresh(citizen), Role.MODERATOR)


def test_the_clock_records_the_end_and_tells_it_once(citizen, administrator, days, later):
    grant = grant_role(citizen, Role.MODERATOR, by=administrator, last_day=days(30))
    later(31)
    for _ in range(2):
        call_command("follow_roles")
    assert steps(grant) == ["grant", "expire"]
    assert letters(citizen) == ["granted", "ended"]


def test_whose_role_ends_soon_is_told_once_for_each_end(citizen, administrator, days, later, settings):
    grant = grant_role(citizen, Role.MODERATOR, by=administrator, last_day=days(30))
    call_command("follow_roles")
    assert letters(citizen) == ["granted"]
    later(30 - settings.ROLE_ENDING_DAYS + 1)
    for _ in range(2):
        call_command("follow_roles")
    assert letters(citizen) == ["granted", "ending"]
    change_last_day(grant, timezone.localdate() + timedelta(days=60), by=administrator)
    call_command("follow_roles")
    assert letters(citizen) == ["granted", "ending", "changed"]


def test_whoever_gets_a_role_for_few_days_is_not_warned_of_its_end(citizen, administrator, days):
    grant_role(citizen, Role.MODERATOR, by=administrator, last_day=days(2))
    call_command("follow_roles")
    assert letters(citizen) == ["granted"]


def test_an_end_by_hand_is_told_and_the_clock_adds_nothing(moderator, administrator):
    end_role(moderator.role_grants.get(), by=administrator, note="انتقل")
    call_command("follow_roles")
    assert letters(moderator) == ["ended"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_letter_says_what_for_how_long_and_why(make_user, administrator, days, language):
    user = make_user("new@example.om", "شيخة بنت علي الغافرية", language=language)
    scope = Scope("category", "curricula")
    grant_role(user, Role.MODERATOR, by=administrator, scope=scope, last_day=days(9), note="تعيين جديد")
    body = OutboxMessage.objects.get(recipient=f"user:{user.pk}").text
    name = {"ar": "المناهج وطرائق التدريس", "en": "Curricula and teaching"}[language]
    assert all(words in body for words in (name, "تعيين جديد", str(days(9).year)))


def test_the_clock_lets_wagtails_groups_follow(citizen, administrator, days, later):
    grant_role(citizen, Role.EDITOR, by=administrator, first_day=days(2), last_day=days(9))
    assert not citizen.groups.exists()
    later(2)
    call_command("follow_roles")
    assert citizen.groups.filter(name="editor").exists()
    later(10)
    call_command("follow_roles")
    assert not citizen.groups.exists()


def test_the_clock_has_it_on_its_list(settings):
    assert "follow_roles" in settings.CLOCK


@pytest.mark.parametrize(("number", "status"), [(9, 200), (10, 302)])
def test_the_admin_is_closed_after_the_last_day_although_the_clock_has_not_run(
    visit, citizen, administrator, days, later, number, status
):
    ensure_workflow()
    grant_role(citizen, Role.EDITOR, by=administrator, last_day=days(9))
    browser = visit(citizen)
    assert browser.get(reverse("wagtailadmin_home")).status_code == 200
    later(number)
    assert browser.get(reverse("wagtailadmin_home")).status_code == status


def test_the_admin_opens_with_the_first_day_although_the_clock_has_not_run(visit, citizen, administrator, days, later):
    ensure_workflow()
    grant_role(citizen, Role.EDITOR, by=administrator, first_day=days(2))
    later(2)
    assert visit(citizen).get(reverse("wagtailadmin_home")).status_code == 200


def test_a_right_of_a_group_is_gone_with_the_role_wherever_it_is_asked(citizen, administrator, days, later):
    grant_role(citizen, Role.EDITOR, by=administrator, last_day=days(9))
    assert fresh(citizen).has_perm("wagtailadmin.access_admin")
    later(10)
    assert not fresh(citizen).has_perm("wagtailadmin.access_admin")


def test_a_group_that_no_role_stands_for_is_left_alone(visit, citizen):
    citizen.groups.add(Group.objects.create(name="readers"))
    call_command("follow_roles")
    assert citizen.groups.filter(name="readers").exists()
