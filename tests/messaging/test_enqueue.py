import pytest
from django.core import mail
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template import TemplateDoesNotExist
from django.utils import translation

from messaging.actions import enqueue
from messaging.emails import build, message_id
from messaging.models import OutboxMessage

pytestmark = pytest.mark.django_db


def test_a_message_is_rendered_when_it_is_written(make_message):
    message = make_message(context={"title": "Before"})
    assert "Before" in message.text
    assert "Before" in message.html


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_message_is_in_the_readers_language_and_not_in_the_requests(make_message, language):
    with translation.override("en" if language == "ar" else "ar"):
        message = make_message(language=language)
    assert message.text.startswith(f"{language}:")
    assert f'lang="{language}"' in message.html


@pytest.mark.parametrize(("language", "other"), [("ar", "en"), ("en", "ar")])
def test_what_has_a_page_leads_to_it_in_the_other_language_too(make_message, settings, language, other):
    message = make_message(language=language, context={"title": "", "link": f"{settings.SITE_URL}/{language}/tickets/"})
    address = f"{settings.SITE_URL}/{other}/tickets/"
    assert f'<a href="{address}" lang="{other}"' in message.html
    assert address in message.text


def test_what_leads_elsewhere_has_no_page_in_the_other_language(make_message):
    assert (
        "hreflang"
        not in make_message(language="ar", context={"title": "", "link": "https://elsewhere.example/ar/"}).html
    )


def test_arabic_runs_from_right_to_left(make_message):
    assert 'dir="rtl"' in make_message(language="ar").html


def test_plain_text_keeps_its_characters_and_html_escapes_them(make_message):
    message = make_message()
    assert "O'Neil & <sons>" in message.text
    assert "O&#x27;Neil &amp; &lt;sons&gt;" in message.html


def test_a_number_as_it_is_read_out_stays_on_one_line(make_message):
    message = make_message(context={"title": "4821 907 7356"})
    assert '<span style="white-space:nowrap">4821 907 7356</span>' in message.html


def test_the_same_cause_tells_the_same_recipient_once(make_message):
    first = make_message()
    assert make_message(context={"title": "Again"}) == first
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize("other", [{"cause": "note:2"}, {"recipient": "user:2"}, {"channel": "sms"}])
def test_another_cause_recipient_or_channel_is_another_message(make_message, other):
    make_message()
    make_message(**other)
    assert OutboxMessage.objects.count() == 2


def test_the_database_holds_the_promise_of_one_message(make_message):
    first = make_message()
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_what_was_rolled_back_is_told_to_nobody(make_message):
    with transaction.atomic():
        make_message()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_a_text_message_has_words_only(make_message):
    message = make_message(channel="sms", address="+96892123456")
    assert (message.subject, message.html) == ("", "")
    assert message.text == "ar: O'Neil & <sons>\n"


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b"])
def test_a_title_cannot_start_another_header(make_message, break_):
    message = make_message(context={"title": f"Hello{break_}Bcc: everybody@example.org"})
    assert message.subject.endswith("Hello Bcc: everybody@example.org")
    assert build(message).message()["Bcc"] is None


@pytest.mark.parametrize("address", ["a@example.org\nBcc: b@example.org", "a@example.org\r\n", "a\x00@example.org"])
def test_an_address_of_more_than_one_line_is_refused(make_message, address):
    with pytest.raises(ValueError, match="one line"):
        make_message(address=address)


def test_a_subject_is_cut_before_the_column_is(make_message):
    assert len(make_message(context={"title": "ط" * 900}).subject) == 200


def test_an_email_has_a_text_and_an_html_twin(make_message):
    parts = [part.get_content_type() for part in build(make_message()).message().walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]


def test_every_attempt_carries_the_same_number(make_message):
    message = make_message()
    assert build(message).message()["Message-ID"] == build(OutboxMessage.objects.get()).message()["Message-ID"]


def test_two_messages_have_two_numbers(make_message):
    assert message_id(make_message(1)) != message_id(make_message(2))


def test_what_a_library_mails_within_a_request_waits_in_the_outbox(settings):
    settings.EMAIL_BACKEND = "messaging.backends.OutboxBackend"
    send_mail("Approve\nthis", "The text", None, ["a@example.org", "b@example.org"], html_message="<p>The text</p>")
    assert list(OutboxMessage.objects.values_list("address", "subject", "html")) == [
        ("a@example.org", "Approve this", "<p>The text</p>"),
        ("b@example.org", "Approve this", "<p>The text</p>"),
    ]
    assert mail.outbox == []


def test_nothing_of_the_outbox_can_be_deleted(make_message):
    make_message()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMessage.objects.all().delete()


def test_a_missing_template_is_found_by_the_writer_and_not_by_the_reader():
    with pytest.raises(TemplateDoesNotExist, match="no-such"):
        enqueue(cause="x", recipient="x", address="x@example.org", template="no-such", context={}, language="ar")
