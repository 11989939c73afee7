"""The officers' desk and the page on which they work."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tickets import actions
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

DESK = "/ar/office/tickets/"
WHO = [
    ("citizen", 403),
    ("moderator", 403),
    ("editor", 403),
    ("ticket_officer", 200),
    ("policy_officer", 200),
    ("administrator", 200),
]
STEPS = ["take", "start", "refer", "finish", "cancel"]


def page(ticket, step=""):
    return f"{DESK}{ticket.reference}/" + (f"{step}/" if step else "")


@pytest.mark.parametrize(("who", "status_code"), WHO)
def test_who_sees_the_desk(who, status_code, visit, request):
    client = visit(request.getfixturevalue(who))
    assert client.get(DESK).status_code == status_code


@pytest.mark.parametrize(("who", "status_code"), WHO)
def test_who_sees_a_ticket(who, status_code, visit, request, ticket):
    client = visit(request.getfixturevalue(who))
    assert client.get(page(ticket)).status_code == status_code


def test_a_visitor_is_asked_to_sign_in(client, ticket):
    assert client.get(page(ticket)).status_code == 302


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", ["citizen", "moderator", "editor", "policy_officer", "administrator"])
def test_only_ticket_officers_take_steps(who, step, visit, request, ticket):
    client = visit(request.getfixturevalue(who))
    assert client.post(page(ticket, step), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_not_taken_by_following_a_link(step, visit, ticket, ticket_officer):
    client = visit(ticket_officer)
    assert client.get(page(ticket, step)).status_code == 405


def test_an_officer_of_another_unit_does_not_know_of_the_ticket(visit, ticket, limited_officer, dakhiliyah):
    client = visit(limited_officer(dakhiliyah))
    assert client.get(page(ticket)).status_code == 404
    assert client.post(page(ticket, "take")).status_code == 404


def test_an_officer_of_a_unit_above_works_its_tickets(visit, make_ticket, limited_officer, ministry, labs):
    client = visit(limited_officer(ministry))
    assert client.post(page(make_ticket(unit=labs), "take")).status_code == 302


def test_an_officer_works_a_ticket_to_done(visit, ticket, ticket_officer):
    client = visit(ticket_officer)
    client.post(page(ticket, "take"))
    client.post(page(ticket, "start"))
    client.post(page(ticket, "finish"), {"result_ar": "حافلة واحدة في الخدمة."})
    assert Ticket.objects.get().status == "done"


def test_a_second_press_is_answered_with_the_page_as_it_is_now(visit, ticket, ticket_officer):
    client = visit(ticket_officer)
    client.post(page(ticket, "take"))
    answer = client.post(page(ticket, "take"))
    assert answer.status_code == 409
    assert "notice" in answer.text


def test_a_result_typed_too_late_stays_on_the_page(visit, ticket, ticket_officer):
    client = visit(ticket_officer)
    actions.take(ticket, by=ticket_officer)
    answer = client.post(page(ticket, "finish"), {"result_ar": "نتيجة كُتبت على صفحة قديمة"})
    assert answer.status_code == 409
    assert "نتيجة كُتبت على صفحة قديمة" in answer.text


def test_an_empty_result_is_refused_beside_the_field(visit, ticket, ticket_officer):
    client = visit(ticket_officer)
    actions.take(ticket, by=ticket_officer)
    actions.start(ticket, by=ticket_officer)
    answer = client.post(page(ticket, "finish"), {"result_ar": " ", "result_en": "One bus"})
    assert answer.status_code == 422
    assert "One bus" in answer.text


def test_a_reason_that_is_too_long_is_told_both_lengths(visit, ticket, ticket_officer):
    answer = visit(ticket_officer).post(page(ticket, "cancel"), {"reason": "ع" * 1001})
    assert "طول النص 1001" in answer.text


def test_an_unknown_unit_is_refused_and_the_reason_kept(visit, ticket, ticket_officer):
    client = visit(ticket_officer)
    answer = client.post(page(ticket, "refer"), {"unit": "999999", "reason": "سبب الإحالة المكتوب"})
    assert answer.status_code == 422
    assert "سبب الإحالة المكتوب" in answer.text


def test_the_desk_shows_open_tickets_the_most_urgent_first(visit, make_ticket, ticket_officer):
    late, early = make_ticket(title="متأخرة", working_days=20), make_ticket(title="عاجلة", working_days=2)
    actions.cancel(make_ticket(title="ملغاة"), reason="مكررة", by=ticket_officer)
    client = visit(ticket_officer)
    assert list(client.get(DESK).context["page"]) == [early, late]


def test_the_desk_can_show_what_is_mine_and_what_is_overdue(visit, make_ticket, ticket_officer, colleague):
    mine, theirs = make_ticket(), make_ticket()
    actions.take(mine, by=ticket_officer)
    actions.take(theirs, by=colleague)
    mine.deadline.due_at = timezone.now() - timedelta(minutes=1)
    mine.deadline.save()
    client = visit(ticket_officer)
    assert list(client.get(DESK, {"scope": "mine"}).context["page"]) == [mine]
    assert list(client.get(DESK, {"overdue": "on"}).context["page"]) == [mine]


def test_overdue_is_the_same_on_the_ticket_and_in_the_list(make_ticket):
    ticket = make_ticket()
    for hours, expected in [(-1, True), (1, False)]:
        ticket.deadline.due_at = timezone.now() + timedelta(hours=hours)
        ticket.deadline.save()
        assert ticket.is_overdue is Ticket.objects.overdue().exists() is expected


def test_nonsense_in_the_address_shows_the_whole_desk(visit, ticket, ticket_officer):
    client = visit(ticket_officer)
    assert list(client.get(DESK, {"scope": "x", "status": "y", "page": "z"}).context["page"]) == [ticket]


def test_the_desk_costs_the_same_for_one_ticket_and_for_ten(visit, make_ticket, suggest, ticket_officer, queries_of):
    def make_taken():
        actions.take(make_ticket(origins=[suggest()], title=""), by=ticket_officer)

    browser = visit(ticket_officer)
    make_taken()
    one = queries_of(lambda: browser.get(DESK))
    for _ in range(9):
        make_taken()
    assert queries_of(lambda: browser.get(DESK)) == one
