"""What may follow what, and what each step leaves behind."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from deadlines.models import Deadline
from messaging.models import OutboxMessage
from tickets import actions, followers
from tickets.models import Custody, Status, Ticket, TicketType
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db

FIELDS = {
    "take": lambda unit: {},
    "start": lambda unit: {},
    "refer": lambda unit: {"unit": unit, "reason": "من اختصاص المديرية"},
    "finish": lambda unit: {"result_ar": "حافلة واحدة في الخدمة."},
    "cancel": lambda unit: {"reason": "فُتحت تذكرة أخرى للغرض نفسه"},
}
ALL = [status.value for status in Status]
LEGAL = [(name, source) for name, (sources, _) in actions.STEPS.items() for source in sorted(sources)]
ILLEGAL = [(name, source) for name, (sources, _) in actions.STEPS.items() for source in ALL if source not in sources]


def step(ticket, name, unit, by):
    return getattr(actions, name)(ticket, by=by, **FIELDS[name](unit))


def put(ticket, status, officer):
    """Where a ticket would be after the steps before."""
    ticket.status, ticket.result_ar = status, "تم" if status == "done" else ""
    ticket.officer = None if status == "new" else officer
    ticket.save()


@pytest.mark.parametrize(("name", "source"), LEGAL)
def test_each_legal_step_moves_the_ticket(name, source, ticket, ticket_officer, dakhiliyah):
    put(ticket, source, ticket_officer)
    step(ticket, name, dakhiliyah, ticket_officer)
    assert Ticket.objects.get().status == actions.STEPS[name][1]


@pytest.mark.parametrize(("name", "source"), ILLEGAL)
def test_every_other_step_is_refused_and_changes_nothing(name, source, ticket, ticket_officer, dakhiliyah):
    put(ticket, source, ticket_officer)
    before = Ticket.objects.values().get()
    with pytest.raises(IllegalStep), transaction.atomic():
        step(ticket, name, dakhiliyah, ticket_officer)
    assert Ticket.objects.values().get() == before


@pytest.mark.parametrize(("name", "source"), [pair for pair in LEGAL if pair[0] != "take"] + [("take", "new")])
def test_each_step_is_recorded_with_its_ledger_entry(name, source, ticket, ticket_officer, dakhiliyah):
    put(ticket, source, ticket_officer)
    step(ticket, name, dakhiliyah, ticket_officer)
    recorded = Step.objects.of(ticket).last()
    assert (recorded.name, recorded.source, recorded.target) == (name, source, actions.STEPS[name][1])
    assert recorded.by == ticket_officer
    assert recorded.entry.body


def test_opening_gives_a_number_a_holder_and_a_due_time(ticket, labs):
    assert len(ticket.reference) == 11
    assert ticket.custodies.get().unit == labs
    assert ticket.deadline == Deadline.objects.get(kind=actions.DEADLINE)


def test_a_ticket_without_a_title_goes_by_that_of_its_origin(ticket):
    assert ticket.heading == "حافلة مختبر متنقلة"


def test_taking_opens_a_custody_of_the_officer_and_closes_that_of_the_unit(ticket, ticket_officer):
    actions.take(ticket, by=ticket_officer)
    first, second = Custody.objects.order_by("pk")
    assert first.until is not None
    assert (second.officer, second.until) == (ticket_officer, None)


def test_referring_frees_the_ticket_in_the_other_unit(ticket, ticket_officer, dakhiliyah):
    actions.take(ticket, by=ticket_officer)
    actions.refer(ticket, unit=dakhiliyah, reason="من اختصاصها", by=ticket_officer)
    ticket.refresh_from_db()
    assert (ticket.unit, ticket.officer, ticket.status) == (dakhiliyah, None, "new")
    assert ticket.custodies.current().get().unit == dakhiliyah


def test_referring_leaves_the_due_time_as_it_was(ticket, ticket_officer, dakhiliyah):
    before = ticket.due_at
    actions.refer(ticket, unit=dakhiliyah, reason="من اختصاصها", by=ticket_officer)
    assert Ticket.objects.get().due_at == before


def test_finishing_meets_the_deadline_and_ends_the_custody(ticket, ticket_officer):
    put(ticket, "in_progress", ticket_officer)
    actions.finish(ticket, result_ar="أُنجز", by=ticket_officer)
    assert Deadline.objects.get(kind=actions.DEADLINE).met_at
    assert not ticket.custodies.current().exists()


def test_cancelling_drops_the_deadline(ticket, ticket_officer):
    actions.cancel(ticket, reason="مكررة", by=ticket_officer)
    assert Deadline.objects.get(kind=actions.DEADLINE).dropped_at


def test_a_ticket_that_a_colleague_holds_is_not_started(ticket, ticket_officer, colleague):
    actions.take(ticket, by=colleague)
    with pytest.raises(IllegalStep), transaction.atomic():
        actions.start(ticket, by=ticket_officer)


@pytest.mark.parametrize(("name", "source"), [("start", "assigned"), ("finish", "in_progress")])
def test_whoever_does_not_hold_it_writes_nothing(name, source, ticket, ticket_officer, colleague):
    put(ticket, source, colleague)
    with CaptureQueriesContext(connection) as captured, pytest.raises(IllegalStep), transaction.atomic():
        step(ticket, name, None, ticket_officer)
    assert captured.captured_queries
    assert not [query for query in captured if query["sql"].startswith(("UPDATE", "INSERT"))]


@pytest.mark.parametrize(("name", "source"), [("take", "assigned"), ("finish", "assigned")])
def test_an_illegal_step_is_refused_before_it_writes(name, source, ticket, ticket_officer):
    put(ticket, source, ticket_officer)
    with CaptureQueriesContext(connection) as captured, pytest.raises(IllegalStep), transaction.atomic():
        step(ticket, name, None, ticket_officer)
    assert captured.captured_queries
    assert not [query for query in captured if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_of_two_officers_who_take_a_ticket_the_second_is_told(ticket, ticket_officer, colleague):
    seen_before = Ticket.objects.get()
    actions.take(ticket, by=ticket_officer)
    with pytest.raises(IllegalStep), transaction.atomic():
        actions.take(seen_before, by=colleague)
    assert Ticket.objects.get().officer == ticket_officer


def test_nobody_works_on_a_matter_that_they_raised_themself(make_ticket, suggest, ticket_officer):
    own = make_ticket(origins=[suggest(by=ticket_officer)])
    with pytest.raises(PermissionDenied):
        actions.take(own, by=ticket_officer)


def test_a_done_ticket_has_a_result(ticket):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(status="done")


def test_a_ticket_cannot_be_deleted(ticket):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk)._raw_delete("default")


def test_rooms_to_the_right_hear_of_every_step(ticket, ticket_officer, monkeypatch):
    heard = []
    monkeypatch.setattr(followers, "_followers", [lambda ticket, step: heard.append(step.name)])
    actions.take(ticket, by=ticket_officer)
    actions.start(ticket, by=ticket_officer)
    assert heard == ["take", "start"]


def test_authors_are_told_in_their_own_language(ticket, ticket_officer, citizen):
    citizen.language = "en"
    citizen.save()
    put(ticket, "in_progress", ticket_officer)
    actions.finish(ticket, result_ar="حافلة في الخدمة", result_en="One bus is running", by=ticket_officer)
    told = OutboxMessage.objects.get(cause__startswith="ticket_finished")
    assert told.address == citizen.email
    assert "One bus is running" in told.text


def test_an_author_of_two_origins_is_told_once(make_ticket, suggest):
    make_ticket(origins=[suggest(), suggest()])
    assert OutboxMessage.objects.filter(cause__startswith="ticket_opened").count() == 1


def test_an_author_with_a_telephone_gets_the_number_as_a_text_message(make_ticket, suggest, citizen):
    citizen.phone = "+96892123456"
    citizen.save()
    opened = make_ticket(origins=[suggest()])
    text = OutboxMessage.objects.get(channel="sms").text
    assert opened.reference[:4] in text


def test_the_seven_types_are_installed_once():
    actions.install_types()
    actions.install_types()
    assert list(TicketType.objects.values_list("code", flat=True)) == [row[0] for row in actions.TYPES]


def test_what_the_ministry_changed_in_a_type_stays():
    TicketType.objects.filter(code="inquiry").update(working_days=9)
    actions.install_types()
    assert TicketType.objects.get(code="inquiry").working_days == 9
