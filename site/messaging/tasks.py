"""Outbound work after a commit."""

from celery import shared_task

from messaging import sending


@shared_task
def send_message(pk: int) -> None:
    """Send one message of the outbox; a second run finds nothing left to do."""
    sending.send(pk)
