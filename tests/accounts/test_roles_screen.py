"""Granting and ending roles on the administrators' screen, and at the operator's terminal."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import end_role, grant_role, suspend
from accounts.models import Party, Role, RoleGrant
from accounts.scopes import Scope
from directory.models import Unit
from suggestions.models import Category
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db
RIGHTS = [
    ("administrator", 200),
    ("moderator", 403),
    ("policy_officer", 403),
    ("editor", 403),
    ("approver", 403),
    ("citizen", 403),
    ("anonymous", 302),
]


@pytest.fixture
def office(visit, administrator):
    return visit(administrator)


def form(user, **fields):
    return {"email": user.email, "role": "moderator", "scope": "", "reason": "تعيين جديد"} | fields


@pytest.mark.parametrize("page", ["list", "history", "change", "end"])
@pytest.mark.parametrize(("who", "status"), RIGHTS)
def test_who_sees_the_screens(people, visit, neighbour, page, who, status):
    user = people(who)
    args = [RoleGrant.objects.create(user=neighbour, role=Role.EDITOR).pk] if page in {"change", "end"} else []
    assert visit(user).get(reverse(f"roles:{page}", args=args)).status_code == status


def test_an_administrator_grants_a_role_with_a_reason(office, administrator, citizen):
    assert office.post(reverse("roles:list"), form(citizen)).status_code == 302
    step = Step.objects.of(citizen.role_grants.get(role="moderator")).get()
    assert (step.by, step.note) == (administrator, "تعيين جديد")


def test_the_screen_says_to_whom_it_was_granted(office, citizen):
    page = office.post("/ar/office/roles/", form(citizen), follow=True).text
    assert f"مُنح الدور لصاحب الحساب «{citizen.first_name}»" in page


def test_a_role_for_everything_says_so(office, administrator):
    page = office.get("/ar/office/roles/").text
    assert ("نطاق الدور" in page, "يشمل كل شيء" in page, "غير مقصور" in page) == (True, True, False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody@example.om"),
        ("email", "nasser@example.om"),  # the administrator who grants
        ("role", "king"),
        ("role", ""),
        ("reason", ""),
        ("scope", "unit:media"),  # there, and not for moderators
        ("scope", "consultation:nowhere"),
        ("found_by", "مدرسة لا يعرفها أحد"),
        ("first_day", "2020-01-01"),
        ("last_day", "2020-01-01"),
        ("last_day", "2999-01-01"),
        ("first_day", "غدا"),
    ],
)
def test_what_cannot_be_granted_is_said_beside_its_field(office, citizen, field, value):
    Unit.objects.create(code="media", kind="ministry", name_ar="الإعلام", name_en="Media")
    answer = office.post(reverse("roles:list"), form(citizen, **{field: value}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not citizen.role_grants.exists()


@pytest.mark.parametrize("fact", [{"education_role": "pupil"}, {"born_on": date(2011, 5, 1)}])
def test_somebody_under_age_gets_no_role(office, administrator, citizen, fact):
    Party.objects.filter(representations__user=citizen).update(**fact)
    answer = office.post(reverse("roles:list"), form(citizen))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
    with pytest.raises(IllegalStep):
        grant_role(citizen, Role.MODERATOR, by=administrator)


@pytest.mark.parametrize(("code", "is_granted"), [("media", True), ("nowhere", False)])
def test_a_ticket_officer_is_limited_to_a_unit_that_exists(office, citizen, code, is_granted):
    Unit.objects.create(code="media", kind="ministry", name_ar="الإعلام", name_en="Media")
    office.post(reverse("roles:list"), form(citizen, role="ticket_officer", scope=f"unit:{code}"))
    assert citizen.role_grants.filter(scope_kind="unit", scope_code="media").exists() is is_granted


@pytest.fixture
def schools(db):
    moe = Unit.objects.create(code="moe", kind="ministry", name_ar="الوزارة", name_en="Ministry")
    for code, arabic, english in [("s-1", "مدرسة النور", "Al Noor"), ("s-2", "مدرسة نور العلم", "Noor Al Elm")]:
        Unit.objects.create(code=code, kind="school", parent=moe, name_ar=arabic, name_en=english)


def test_a_school_is_found_by_its_name(office, citizen, schools):
    office.post(reverse("roles:list"), form(citizen, role="ticket_officer", found_by="Al Noor"))
    assert citizen.role_grants.get().scope_code == "s-1"


def test_of_several_schools_one_is_chosen(office, citizen, schools):
    typed = form(citizen, role="ticket_officer", found_by="noor")
    answer = office.post(reverse("roles:list"), typed)
    offered = [value for value, _name in answer.context["form"].fields["found"].widget.choices]
    assert (answer.status_code, sorted(offered)) == (422, ["unit:s-1", "unit:s-2"])
    office.post(reverse("roles:list"), typed | {"found": "unit:s-2"})
    assert citizen.role_grants.get().scope_code == "s-2"


def test_a_moderator_is_limited_to_a_category_that_is_offered(office, citizen):
    office.post(reverse("roles:list"), form(citizen, scope="category:curricula"))
    assert citizen.role_grants.get().scope == Scope("category", "curricula")


def test_a_category_that_is_retired_is_offered_no_more(office, citizen):
    Category.objects.filter(code="curricula").update(is_active=False)
    answer = office.post(reverse("roles:list"), form(citizen, scope="category:curricula"))
    assert list(answer.context["form"].errors) == ["scope"]


def test_an_administrator_is_limited_to_nothing(office, citizen):
    answer = office.post(reverse("roles:list"), form(citizen, role="administrator", scope="category:curricula"))
    assert list(answer.context["form"].errors) == ["scope"]
    assert not citizen.role_grants.exists()


def test_the_last_day_does_not_come_before_the_first(office, citizen):
    today = timezone.localdate()
    days = {"first_day": today + timedelta(days=5), "last_day": today + timedelta(days=4)}
    answer = office.post(reverse("roles:list"), form(citizen, **days))
    assert list(answer.context["form"].errors) == ["last_day"]


def test_what_was_typed_stays_beside_an_error(office, citizen):
    answer = office.post(reverse("roles:list"), form(citizen, reason="", scope="category:curricula"))
    assert '<option value="category:curricula" selected>' in answer.content.decode()


def test_nothing_is_granted_to_a_suspended_account(office, administrator, citizen):
    suspend(citizen, by=administrator, reason="تحقيق")
    answer = office.post(reverse("roles:list"), form(citizen))
    assert list(answer.context["form"].errors) == ["email"]


def test_a_role_that_is_to_begin_is_listed_with_its_day(office, citizen):
    day = timezone.localdate() + timedelta(days=5)
    office.post(reverse("roles:list"), form(citizen, first_day=day))
    page = office.get("/ar/office/roles/").content.decode()
    assert f'يبدأ في <time datetime="{day}T00:00:00+04:00">' in page


def test_an_administrator_changes_the_last_day_with_a_reason(office, moderator):
    grant, day = moderator.role_grants.get(), timezone.localdate() + timedelta(days=30)
    page = reverse("roles:change", args=[grant.pk])
    assert office.post(page, {"last_day": day, "reason": ""}).status_code == 422
    assert office.post(page, {"last_day": day, "reason": "تمديد"}).status_code == 302
    grant.refresh_from_db()
    assert grant.last_day == day


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("", True), ("person=حمد", True), ("person=HAMAD", True), ("person=سلمى", False), ("role=moderator", True),
     ("role=editor", False), ("role=king", True)],
)  # fmt: skip
def test_what_has_ended_is_found_by_person_and_role(office, moderator, administrator, query, is_found):
    end_role(moderator.role_grants.get(), by=administrator, note="انتقل إلى عمل آخر")
    rows = office.get(f"{reverse('roles:history')}?{query}").context["rows"]
    assert [row.grant.user for row in rows] == ([moderator] if is_found else [])


def test_the_history_says_who_ended_what_and_why(office, moderator, administrator):
    end_role(moderator.role_grants.get(), by=administrator, note="انتقل إلى عمل آخر")
    said = office.get(reverse("roles:history")).content.decode()
    assert "انتقل إلى عمل آخر" in said
    assert str(administrator) in said


@pytest.mark.parametrize("page", ["list", "history"])
def test_a_list_of_roles_costs_the_same_for_one_and_for_ten(office, make_user, administrator, page):
    def add(number):
        for each in range(number):
            user = make_user(f"{number}-{each}@example.om", "خميس بن راشد الجابري")
            scope = Scope("category", ["curricula", "buildings"][each % 2])
            grant = grant_role(user, "moderator", by=administrator, scope=scope)
            if page == "history":
                end_role(grant, by=administrator)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            office.get(reverse(f"roles:{page}"))
        return len(captured)

    add(1)
    cost()
    before = cost()
    add(10)
    assert cost() == before


def test_what_a_role_is_limited_to_stands_under_the_roles_that_can_be(office):
    groups = dict(office.get(reverse("roles:list")).context["form"].fields["scope"].choices)
    assert any(heading.endswith(f"({Role.MODERATOR.label} · {Role.POLICY_OFFICER.label})") for heading in groups)


def test_an_administrator_ends_a_role_with_a_reason(office, moderator):
    grant = moderator.role_grants.get()
    assert office.post(reverse("roles:end", args=[grant.pk]), {"reason": ""}).status_code == 422
    assert office.post(reverse("roles:end", args=[grant.pk]), {"reason": "انتقل"}).status_code == 302
    assert not RoleGrant.objects.current().filter(user=moderator).exists()


def test_an_administrator_who_would_end_their_own_role_is_told_why_not(office, administrator):
    answer = office.post(reverse("roles:end", args=[administrator.role_grants.get().pk]), {"reason": "تقاعد"})
    assert (answer.status_code, answer.context["form"]["reason"].value()) == (409, "تقاعد")
    assert str(answer.context["refusal"]) in answer.content.decode()
    assert RoleGrant.objects.current().filter(user=administrator).exists()


def test_the_operator_makes_the_first_administrator(citizen):
    call_command("grant_role", citizen.email.upper(), "administrator", reason="بدء الخدمة", stdout=StringIO())
    step = Step.objects.of(citizen.role_grants.get(role="administrator")).get()
    assert (step.by, step.note) == (None, "بدء الخدمة")


@pytest.mark.parametrize(
    ("email", "role", "said"),
    [
        ("nobody@example.om", "administrator", "No active account"),
        ("maryam@example.om", "king", "invalid choice"),
        ("hamad@example.om", "moderator", "has the role already"),
    ],
)
def test_the_operator_is_told_what_is_wrong(citizen, moderator, email, role, said):
    with pytest.raises(CommandError, match=said):
        call_command("grant_role", email, role)
