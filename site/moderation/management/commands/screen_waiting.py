"""The clock's entrance."""

from django.core.management.base import BaseCommand

from moderation.actions import screen_waiting


class Command(BaseCommand):
    help = "Sort what waits for moderators by the list of words as it stands now."

    def handle(self, *args: object, **options: object) -> None:
        moved = screen_waiting()
        if moved and options["verbosity"]:
            self.stdout.write(f"{moved} moved in the queue")
