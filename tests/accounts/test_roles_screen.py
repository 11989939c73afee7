"""Granting and ending roles on the administrators' screen, and at the operator's terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import Role, RoleGrant
from directory.models import Unit
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
    return {"email": user.email, "role": "moderator", "unit_code": "", "reason": "تعيين جديد"} | fields


@pytest.mark.parametrize("page", ["list", "end"])
@pytest.mark.parametrize(("who", "status"), RIGHTS)
def test_who_sees_the_screens(people, visit, neighbour, page, who, status):
    user = people(who)
    args = [RoleGrant.objects.create(user=neighbour, role=Role.EDITOR).pk] if page == "end" else []
    assert visit(user).get(reverse(f"roles:{page}", args=args)).status_code == status


def test_an_administrator_grants_a_role_with_a_reason(office, administrator, citizen):
    assert office.post(reverse("roles:list"), form(citizen)).status_code == 302
    step = Step.objects.of(citizen.role_grants.get(role="moderator")).get()
    assert (step.by, step.note) == (administrator, "تعيين جديد")


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "nobody@example.om"), ("role", "king"), ("reason", ""), ("unit_code", "media")],
)
def test_what_cannot_be_granted_is_said_beside_its_field(office, citizen, field, value):
    answer = office.post(reverse("roles:list"), form(citizen, **{field: value}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not citizen.role_grants.exists()


@pytest.mark.parametrize(("code", "is_granted"), [("media", True), ("nowhere", False)])
def test_a_ticket_officer_is_limited_to_a_unit_that_exists(office, citizen, code, is_granted):
    Unit.objects.create(code="media", kind="ministry", name_ar="الإعلام", name_en="Media")
    office.post(reverse("roles:list"), form(citizen, role="ticket_officer", unit_code=code))
    assert citizen.role_grants.filter(unit_code="media").exists() is is_granted


def test_an_administrator_ends_a_role_with_a_reason(office, moderator):
    grant = moderator.role_grants.get()
    assert office.post(reverse("roles:end", args=[grant.pk]), {"reason": ""}).status_code == 422
    assert office.post(reverse("roles:end", args=[grant.pk]), {"reason": "انتقل"}).status_code == 302
    assert not RoleGrant.objects.current().filter(user=moderator).exists()


def test_an_administrator_who_would_end_their_own_role_is_told_why_not(office, administrator):
    answer = office.post(reverse("roles:end", args=[administrator.role_grants.get().pk]), {"reason": "تقاعد"})
    assert answer.status_code == 409
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
