"""What anybody may know by a ticket's number alone."""

import pytest

from tickets.models import TicketType

pytestmark = pytest.mark.django_db

LOOK_UP = "/ar/tickets/"


def test_the_number_alone_shows_type_stage_level_and_dates(client, ticket):
    found = client.post("/en/tickets/", {"reference": ticket.reference}).context["found"]
    assert (found.type, found.level) == ("Suggestion", "Department")
    assert found.due_at == ticket.due_at


@pytest.mark.parametrize("hidden", ["حافلة مختبر متنقلة", "دائرة المختبرات", "المدارس البعيدة"])
def test_the_number_alone_shows_no_text_and_no_name(hidden, client, ticket, citizen):
    answer = client.post(LOOK_UP, {"reference": ticket.reference}).text
    assert hidden not in answer
    assert citizen.first_name not in answer


def test_a_number_is_understood_in_arabic_digits_with_spaces(client, ticket):
    arabic = ticket.reference.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    typed = f" {arabic[:4]} {arabic[4:7]} {arabic[7:]} "
    assert client.post(LOOK_UP, {"reference": typed}).context["found"]


@pytest.mark.parametrize("typed", ["", "   ", "123", "hello", "00000000001", "9" * 200])
def test_what_is_no_number_is_answered_beside_the_field_and_kept(typed, client, db):
    answer = client.post(LOOK_UP, {"reference": typed})
    assert answer.context["form"].errors["reference"]


def test_an_unknown_number_is_answered_clearly(client, db):
    from contributions.references import new_reference

    answer = client.post("/en/tickets/", {"reference": new_reference()})
    assert "We know no ticket with this number" in answer.text


def test_a_confidential_ticket_is_answered_like_an_unknown_number(client, make_ticket):
    secret = make_ticket(type=TicketType.objects.get(code="administrative_report"))
    answer = client.post("/en/tickets/", {"reference": secret.reference})
    assert "We know no ticket with this number" in answer.text


def test_a_number_in_an_address_is_not_looked_up(client, ticket):
    assert "found" not in client.get(LOOK_UP, {"reference": ticket.reference}).context


def test_a_published_contribution_is_shown_the_way(client, suggest, publish):
    published = publish(suggest())
    assert client.post(LOOK_UP, {"reference": published.reference}).context["contribution"] == published


def test_a_contribution_that_is_not_published_stays_unknown(client, suggest):
    assert client.post(LOOK_UP, {"reference": suggest().reference}).context["form"].errors


def test_after_many_look_ups_the_visitor_is_asked_to_wait(client, ticket, settings):
    settings.GUARDED, settings.FORM_MINIMUM_SECONDS = True, 0
    settings.LIMITS = settings.LIMITS | {"look_up": ["2/m/address"]}
    codes = [client.post(LOOK_UP, {"reference": ticket.reference}).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
