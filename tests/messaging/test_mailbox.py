import pytest
from django.urls import reverse
from django.utils import timezone

from messaging import sending
from messaging.models import MailboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return MailboxMessage.objects.create(
        message_id="<1@example.org>",
        channel="email",
        to="reader@example.org",
        language="ar",
        subject="رمز التحقق",
        text="الرمز: 482190\nhttps://example.org/verify/",
        html="<p>الرمز: 482190</p><script>alert(1)</script>",
    )


@pytest.fixture
def demo(settings):
    settings.DEMO = True


PAGES = ["messaging:mailbox", "messaging:message", "messaging:message_html"]


def address(name, letter):
    return reverse(name, args=[] if name.endswith("mailbox") else [letter.pk])


@pytest.mark.parametrize("name", PAGES)
def test_the_mailbox_is_there_in_demo_mode(client, demo, letter, name):
    assert client.get(address(name, letter)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_there_is_no_mailbox_elsewhere(client, settings, letter, name):
    settings.DEMO = False
    assert client.get(address(name, letter)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_the_mailbox_is_only_read(client, demo, letter, name):
    assert client.post(address(name, letter)).status_code == 405


def test_the_newest_message_comes_first(client, demo, letter):
    MailboxMessage.objects.create(message_id="2", channel="sms", to="+96892123456", subject="", text="الأحدث")
    page = client.get("/ar/mailbox/").content.decode()
    assert page.index("+96892123456") < page.index("reader@example.org")


def test_letters_of_one_minute_stand_as_they_were_written_whichever_arrived_first(client, demo, make_message, settings):
    settings.EMAIL_DELIVERY_BACKEND = "messaging.backends.MailboxBackend"
    moment = timezone.now().replace(second=40)
    first, second = make_message(1), make_message(2)
    for message in (second, first):
        sending.send(message.pk)
    MailboxMessage.objects.filter(written_as=first.pk).update(at=moment)
    MailboxMessage.objects.filter(written_as=second.pk).update(at=moment.replace(second=20))
    shown = list(client.get("/ar/mailbox/").context["page"])
    assert [letter.written_as for letter in shown] == [second.pk, first.pk]


def test_an_empty_mailbox_says_so(client, demo):
    assert "Nothing has been sent yet." in client.get("/en/mailbox/").content.decode()


def test_a_mail_cannot_run_anything_in_our_name(client, demo, letter):
    policy = client.get(address("messaging:message_html", letter))["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "script-src 'none'" in policy


def test_a_message_has_its_links_in_the_plain_text(client, demo, letter):
    page = client.get(address("messaging:message", letter)).content.decode()
    assert '<a href="https://example.org/verify/"' in page
    assert "482190" in page


def test_a_text_message_has_no_frame(client, demo):
    text = MailboxMessage.objects.create(message_id="2", channel="sms", to="+96892123456", text="رسالة")
    assert "<iframe" not in client.get(address("messaging:message", text)).content.decode()
    assert client.get(address("messaging:message_html", text)).status_code == 404


def test_the_list_takes_as_many_queries_for_one_message_as_for_ten(client, demo, letter, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(50) as captured:
            client.get("/ar/mailbox/")
        return len(captured)

    for_one = queries()
    for number in range(2, 11):
        MailboxMessage.objects.create(message_id=str(number), channel="sms", to="+968", text="…")
    assert queries() == for_one
