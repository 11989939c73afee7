from typing import Any

from django.core.management.base import BaseCommand

from search.actions import rebuild


class Command(BaseCommand):
    help = "Build the search index anew, beside the one in use, and put it in its place."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} indexed")
