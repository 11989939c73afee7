from typing import Any

from django.core.management.base import BaseCommand

from search.actions import scrub


class Command(BaseCommand):
    help = "Let nothing on the disk tell what was taken out of the search index. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        scrub()
