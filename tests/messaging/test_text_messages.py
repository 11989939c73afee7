"""Text messages of a service that has no sender for them."""

import pytest

from messaging import sms
from messaging.checks import text_messages_reach_somebody


def test_without_a_sender_none_counts_as_sent(settings):
    settings.SMS_BACKEND = ""
    assert not sms.is_on()
    with pytest.raises(sms.SmsRefused):
        sms.sender()


@pytest.mark.parametrize(
    ("backend", "is_demo", "said"),
    [
        ("", False, ["messaging.W001"]),
        ("messaging.sms.MailboxSender", False, ["messaging.E001"]),
        ("messaging.sms.MailboxSender", True, []),
        ("provider.Sender", False, []),
    ],
)
def test_the_operator_is_told_where_text_messages_go(settings, backend, is_demo, said):
    settings.SMS_BACKEND, settings.DEMO = backend, is_demo
    assert [each.id for each in text_messages_reach_somebody()] == said
