"""What authors are told of a ticket, in their own language, by e-mail and text message."""

import pytest

from contributions.references import spoken
from messaging.models import OutboxMessage
from tickets import actions
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

NEWS = ["ticket_opened", "ticket_started", "ticket_referred", "ticket_finished", "ticket_cancelled"]


@pytest.fixture
def told(citizen, make_ticket, suggest, ticket_officer, dakhiliyah):
    """Everything that an author with a telephone is told in the life of two tickets."""

    def live(language: str) -> dict[tuple[str, str], OutboxMessage]:
        citizen.language, citizen.phone = language, "+96892123456"
        citizen.save()
        origin = suggest()
        ticket, other = make_ticket(origins=[origin]), make_ticket(origins=[origin])
        actions.refer(ticket, unit=dakhiliyah, reason="من اختصاصها", by=ticket_officer)
        actions.take(ticket, by=ticket_officer)
        actions.start(ticket, by=ticket_officer)
        actions.finish(ticket, result_ar="حافلة في الخدمة.", result_en="One bus is running.", by=ticket_officer)
        actions.cancel(other, reason="تذكرة مكررة.", by=ticket_officer)
        messages = OutboxMessage.objects.filter(cause__startswith="ticket_").order_by("-pk")
        return {(message.cause.partition(":")[0], message.channel): message for message in messages}

    return live


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_turn_is_told_by_mail_and_by_text_message(language, told):
    assert set(told(language)) == {(news, channel) for news in NEWS for channel in ("email", "sms")}


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
@pytest.mark.parametrize("news", NEWS)
def test_each_mail_names_the_ticket_in_the_authors_language(news, language, direction, told, suggest):
    mail = told(language)[news, "email"]
    number = spoken(Ticket.objects.get(status="cancelled" if news == "ticket_cancelled" else "done").reference)
    assert f'lang="{language}" dir="{direction}"' in mail.html
    assert all(number in words for words in (mail.html, mail.text) if news != "ticket_opened")
    assert mail.subject.strip()


def test_the_result_and_the_reason_are_told(told):
    messages = told("en")
    assert "One bus is running." in messages["ticket_finished", "email"].text
    assert "تذكرة مكررة." in messages["ticket_cancelled", "email"].text


def test_why_it_was_referred_stays_among_colleagues(told):
    assert "من اختصاصها" not in told("ar")["ticket_referred", "email"].text


def test_nobody_is_told_when_an_officer_takes_it(ticket, ticket_officer):
    before = OutboxMessage.objects.count()
    actions.take(ticket, by=ticket_officer)
    assert OutboxMessage.objects.count() == before


def test_a_ticket_handed_back_within_its_unit_is_no_news(ticket, ticket_officer, labs):
    actions.refer(ticket, unit=labs, reason="إلى مكتب الوحدة", by=ticket_officer)
    assert not OutboxMessage.objects.filter(cause__startswith="ticket_referred").exists()


def test_a_service_without_a_sender_writes_no_text_messages(settings, told):
    settings.SMS_BACKEND = ""
    assert {channel for _news, channel in told("ar")} == {"email"}
