from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.actions import drain


class Command(BaseCommand):
    help = "Bring the search index up to date with what changed. Safe to run at any time, and twice at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--wait", action="store_true", help="if another process is at it, wait and then look again")

    def handle(self, *args: Any, **options: Any) -> None:
        done = drain(wait=options["wait"])
        if done or options["verbosity"] > 1:
            self.stdout.write(f"{done} indexed")
