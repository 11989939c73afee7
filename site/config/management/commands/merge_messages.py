"""Joins the rooms' Arabic fragments and compiles them; with --check, says what a reader of Arabic would miss."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from config import catalogue


class Command(BaseCommand):
    help = "Join the Arabic fragments in site/locale/fragments/ into one catalogue and compile it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where Arabic is missing")

    def handle(self, *, check: bool, **options: object) -> None:
        whole, faults = catalogue.merge()
        if check:
            faults += catalogue.faults_of(whole)
            for english in catalogue.unused(whole):
                self.stderr.write(f"note: no longer in the code: {english!r}")
        if faults:
            raise CommandError("\n".join(["The Arabic catalogue is not whole.", *faults]))
        if not check:
            catalogue.compile_catalogue(whole)
        self.stdout.write(f"{len(whole)} messages in Arabic")
