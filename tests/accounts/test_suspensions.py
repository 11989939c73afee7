"""Suspending an account: who may, what ends at once, what stays, what its owner is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import erase_account, grant_role, lift_suspension, suspend
from accounts.models import Suspension, User
from accounts.permissions import is_staff_member
from accounts.querysets import at_work_q, suspended_q
from config.personal_data import Leaving
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from moderation.actions import assign
from moderation.models import Claim
from moderation.queries import moderators
from privacy.queries import everything
from tests.conftest import PASSWORD
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db

REASON = "أرسل رسائل مسيئة بعد تنبيهين."
RIGHTS = [("administrator", 200), ("moderator", 403), ("policy_officer", 403), ("citizen", 403), ("anonymous", 302)]


def sign_in(user):
    browser = Client()
    return browser, browser.post("/ar/accounts/login/", {"login": user.email, "password": PASSWORD})


def is_signed_in(browser):
    return browser.get("/ar/accounts/profile/").status_code == 200


@pytest.fixture
def office(visit, administrator):
    return visit(administrator)


@pytest.fixture
def suspended(citizen, administrator):
    return suspend(citizen, by=administrator, reason=REASON)


def form(user, **fields):
    return {"email": user.email, "last_day": "", "reason": REASON} | fields


@pytest.mark.parametrize("page", ["list", "lift"])
@pytest.mark.parametrize(("who", "status"), RIGHTS)
def test_who_sees_the_screens(people, visit, neighbour, make_user, page, who, status):
    by = make_user("root@example.om", "سعيد بن علي الحراصي", "administrator")
    args = [suspend(neighbour, by=by, reason=REASON).pk] if page == "lift" else []
    assert visit(people(who)).get(reverse(f"suspensions:{page}", args=args)).status_code == status


@pytest.mark.parametrize("who", ["moderator", "policy_officer", "ticket_officer", "editor", "approver", "citizen"])
def test_nobody_but_an_administrator_suspends_or_lifts(people, neighbour, suspended, who):
    with pytest.raises(PermissionDenied):
        suspend(neighbour, by=people(who), reason=REASON)
    with pytest.raises(PermissionDenied):
        lift_suspension(suspended, by=people(who), note="")


def test_an_administrator_suspends_with_a_reason_until_a_day(office, administrator, citizen):
    day = timezone.localdate() + timedelta(days=7)
    assert office.post(reverse("suspensions:list"), form(citizen, last_day=day.isoformat())).status_code == 302
    suspension = Suspension.objects.get()
    assert timezone.localtime(suspension.until).isoformat()[:19] == f"{day + timedelta(days=1)}T00:00:00"
    assert (suspension.reason, suspension.suspended_by) == (REASON, administrator)


def test_the_decision_is_a_step_with_an_entry_in_the_ledger_that_holds_no_reason(suspended, administrator, citizen):
    step = Step.objects.of(suspended).get()
    assert (step.name, step.by, step.note) == ("suspend", administrator, REASON)
    entry = LedgerEntry.objects.get(pk=step.entry_id)
    assert entry.kind == "accounts.suspension.suspend"
    assert REASON not in str(entry.data)
    assert entry.data["account"] == citizen.pk


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "nobody@example.om"), ("reason", ""), ("last_day", "2020-01-01"), ("last_day", "9999-12-31")],
)
def test_what_cannot_be_is_said_beside_its_field(office, citizen, field, value):
    answer = office.post(reverse("suspensions:list"), form(citizen, **{field: value}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Suspension.objects.exists()


def test_nobody_suspends_themself(office, administrator):
    answer = office.post(reverse("suspensions:list"), form(administrator))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
    assert REASON in answer.text
    assert not Suspension.objects.exists()


def test_a_second_suspension_beside_the_first_is_refused(suspended, citizen, administrator):
    with pytest.raises(IllegalStep):
        suspend(citizen, by=administrator, reason=REASON)
    assert Suspension.objects.count() == 1


def test_the_right_password_reads_why_and_opens_nothing(suspended, citizen):
    browser, answer = sign_in(citizen)
    assert (answer.status_code, REASON in answer.text) == (403, True)
    assert not is_signed_in(browser)


def test_a_wrong_password_reads_nothing_of_it(suspended, citizen):
    answer = Client().post("/ar/accounts/login/", {"login": citizen.email, "password": "not the password"})
    assert REASON not in answer.text


def test_a_code_by_mail_opens_nothing_either(suspended, citizen):
    browser = Client()
    browser.post("/ar/accounts/login/code/", {"email": citizen.email})
    text = OutboxMessage.objects.latest("pk").text
    code = next(line for line in text.splitlines() if len(line) == 9 and line[4] == "-")
    answer = browser.post("/ar/accounts/login/code/confirm/", {"code": code})
    assert (answer.status_code, is_signed_in(browser)) == (403, False)


def test_open_sessions_end_at_once(citizen, administrator):
    browser, _answer = sign_in(citizen)
    assert is_signed_in(browser)
    suspend(citizen, by=administrator, reason=REASON)
    assert not is_signed_in(browser)


def test_a_session_that_no_list_names_ends_too(visit, citizen, administrator):
    browser = visit(citizen)
    suspend(citizen, by=administrator, reason=REASON)
    assert not is_signed_in(browser)


def test_asking_costs_no_statement(visit, citizen):
    browser = visit(citizen)
    with CaptureQueriesContext(connection) as counted:
        browser.get("/ar/search/")
    assert [each["sql"] for each in counted if "accounts_suspension" in each["sql"]] == []


def test_it_ends_by_itself_with_its_last_day(citizen, administrator, monkeypatch):
    suspension = suspend(citizen, by=administrator, reason=REASON, last_day=timezone.localdate())
    monkeypatch.setattr(timezone, "now", lambda: suspension.until - timedelta(seconds=1))
    assert User.objects.get(pk=citizen.pk).is_suspended
    monkeypatch.setattr(timezone, "now", lambda: suspension.until)
    assert not User.objects.get(pk=citizen.pk).is_suspended
    assert not Suspension.objects.current().exists()


def test_account_and_query_agree_at_the_second_of_its_end(citizen, administrator, monkeypatch):
    suspension = suspend(citizen, by=administrator, reason=REASON, last_day=timezone.localdate())
    for moment in (suspension.until - timedelta(seconds=1), suspension.until):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        found = User.objects.get(pk=citizen.pk)
        assert User.objects.filter(suspended_q(), pk=citizen.pk).exists() is found.is_suspended
        assert User.objects.filter(at_work_q(), pk=citizen.pk).exists() is not found.is_suspended
        assert Suspension.objects.current().exists() is suspension.is_current


def test_lifting_it_opens_the_account_and_is_told(office, suspended, citizen):
    assert office.post(reverse("suspensions:lift", args=[suspended.pk]), {"reason": "اعترض بحق"}).status_code == 302
    assert is_signed_in(sign_in(citizen)[0])
    assert OutboxMessage.objects.filter(address=citizen.email, subject="حسابك مفتوح من جديد").exists()


def test_a_suspension_is_lifted_once(suspended, administrator):
    lift_suspension(suspended, by=administrator, note="")
    with pytest.raises(IllegalStep):
        lift_suspension(suspended, by=administrator, note="")


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("citizen", ["حسابك موقوف", "http://localhost:8000/ar/contact/"]),
        ("neighbour", ["is suspended", "/en/contact/"]),
    ],
)
def test_the_person_is_told_in_their_language_why_and_how_to_object(people, administrator, who, words):
    user = people(who)
    suspend(user, by=administrator, reason=REASON, last_day=timezone.localdate())
    told = OutboxMessage.objects.get(address=user.email)
    assert REASON in told.text
    assert [each for each in words if each not in told.subject + told.text] == []
    assert str(timezone.localdate().year) in told.text


def test_what_they_published_stays(citizen, administrator, make_contribution, publish):
    contribution = publish(make_contribution(citizen))
    suspend(citizen, by=administrator, reason=REASON)
    contribution.refresh_from_db()
    assert contribution.moderation == "published"


def test_a_suspended_moderator_is_given_no_work_and_keeps_none(
    moderator, other_moderator, administrator, citizen, make_contribution
):
    contribution = make_contribution(citizen)
    assign(contribution, to=moderator, by=other_moderator)
    suspend(moderator, by=administrator, reason=REASON)
    assert list(moderators(for_contribution=contribution)) == [other_moderator]
    assert not Claim.objects.exists()


def test_a_suspended_officer_has_no_right_that_a_role_gives(moderator, administrator):
    suspend(moderator, by=administrator, reason=REASON)
    assert not is_staff_member(User.objects.get(pk=moderator.pk))


def test_of_two_administrators_who_suspend_one_another_the_second_finds_out(make_user, administrator):
    other = make_user("other@example.om", "سالم بن علي الحراصي", "administrator")
    suspend(other, by=administrator, reason=REASON)
    with pytest.raises(PermissionDenied):
        suspend(administrator, by=other, reason=REASON)


def test_whose_own_right_will_end_does_not_suspend_the_only_administrator_without_a_last_day(make_user, administrator):
    for_a_week = make_user("week@example.om", "سالم بن علي الحراصي")
    grant_role(for_a_week, "administrator", by=None, last_day=timezone.localdate() + timedelta(days=7))
    with pytest.raises(IllegalStep, match="مدير واحد"):
        suspend(administrator, by=for_a_week, reason=REASON)
    assert not Suspension.objects.exists()


def test_the_copy_of_ones_data_holds_it_and_an_erasure_takes_the_reason(suspended, citizen):
    assert everything(citizen)["suspensions"][0]["reason"] == REASON
    erase_account(Leaving(user=citizen, addresses=(), at=timezone.now(), texts_go=False))
    assert Suspension.objects.get().reason == ""


def test_ten_suspensions_cost_no_more_statements_than_one(office, administrator, make_user):
    def statements():
        with CaptureQueriesContext(connection) as counted:
            office.get(reverse("suspensions:list"))
        return len(counted)

    def one_more(number):
        suspend(make_user(f"x{number}@example.om", "سالم بن علي الحراصي"), by=administrator, reason=REASON)

    one_more(0)
    office.get(reverse("suspensions:list"))
    few = statements()
    for number in range(1, 10):
        one_more(number)
    assert statements() == few
