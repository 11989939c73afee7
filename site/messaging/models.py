"""What is to be told to somebody, and what this machine's own mailbox has received."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from messaging.querysets import MailboxQuerySet, OutboxQuerySet
from messaging.tracing import message_in_hand, request_id


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")


class OutboxMessage(models.Model):
    """A message written with the change that causes it; the relay takes it out after the commit.

    It is rendered when it is written, so that it says what was true then, in the reader's language.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    class Delivery(models.TextChoices):
        DELIVERED = "delivered", _("Delivered")
        UNDELIVERED = "undelivered", _("Not delivered")

    UNFINISHED = (State.WAITING, State.SENDING)

    cause = models.CharField(_("cause"), max_length=120)  # "contribution-published:42"
    recipient = models.CharField(_("recipient"), max_length=120)  # "user:7"
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    address = models.CharField(_("address"), max_length=320)
    language = models.CharField(_("language"), max_length=5)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    text = models.TextField(_("plain text"))
    html = models.TextField("HTML", blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Not before this moment: the next attempt, or the end of the lease of whoever has it in hand.
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    # The number that a gateway of text messages knows it by, and what it reported since.
    gateway_number = models.CharField(_("number at the gateway"), max_length=64, blank=True)
    delivery = models.CharField(_("delivery"), max_length=12, choices=Delivery, blank=True)
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    # Of the request in which it was written: the logs of page, task and message share it.
    request_id = models.CharField(_("number of the request"), max_length=36, blank=True, default=request_id)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cause", "recipient", "channel"], name="one_message_a_cause"),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(state__in=["waiting", "sending"]),
                name="outbox_due",
            ),
            models.Index(
                fields=["gateway_number"],
                condition=~models.Q(gateway_number=""),
                name="outbox_at_gateway",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.cause} → {self.recipient}"


class MailboxMessage(models.Model):
    """A message as the receiving end has it, where this machine is its own receiving end (demo mode)."""

    # Storing the same message twice is one row: what makes a repeated attempt harmless.
    message_id = models.CharField(_("message number"), max_length=250, unique=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    to = models.CharField(_("to"), max_length=320)
    language = models.CharField(_("language"), max_length=5, blank=True)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    text = models.TextField(_("plain text"))
    html = models.TextField("HTML", blank=True)
    at = models.DateTimeField(_("received at"), default=timezone.now)
    # The row of the outbox it comes from: workers send side by side, and the later letter may arrive first.
    written_as = models.PositiveBigIntegerField(_("row of the outbox"), default=message_in_hand)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("received message")
        verbose_name_plural = _("received messages")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"])]

    def __str__(self) -> str:
        return f"{self.channel} → {self.to}"
