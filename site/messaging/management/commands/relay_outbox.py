"""The clock's entrance: publish a task for every message that is due."""

from django.core.management.base import BaseCommand, CommandError
from kombu.exceptions import KombuError

from messaging.actions import relay


class Command(BaseCommand):
    help = "Hand every message of the outbox that is due to the workers."

    def handle(self, *args: object, **options: object) -> None:
        try:
            published = relay()
        except (KombuError, OSError) as error:
            raise CommandError(f"The broker does not answer: {error}. Nothing is lost.") from error
        if published and options["verbosity"]:
            self.stdout.write(f"{published} handed over")
