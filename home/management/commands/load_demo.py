from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from home.demo.loading import load
from home.demo.people import PASSWORD, ROLES, Cast, address, app_secret, give_apps
from home.demo.reading import table


class Command(BaseCommand):
    help = "Loads content to show the product with: people, policies, consultations, suggestions, tickets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do nothing where a demo was loaded before")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo: set DEMO=1 on a machine that serves nobody else.")
        is_there = User.objects.filter(email=address("administrator")).exists()
        if options["once"] and is_there:
            Cast().gather_staff()  # who works here since that demo was loaded
        else:
            load(self.stdout.write)
        give_apps()
        self._list_accounts()

    def _list_accounts(self) -> None:
        staff = {row["key"] for row in table("staff")}
        self.stdout.write(f"Accounts, all with the password {PASSWORD}:")
        for key, role in ROLES.items():
            secret = f"  app: {app_secret(key)}" if key in staff else ""
            self.stdout.write(f"  {address(key):34} {role}{secret}")
        self.stdout.write("Who works in the office writes a code too: put the key after “app” into an authenticator,")
        self.stdout.write("or ask for the code at a terminal: .venv/bin/python manage.py demo_code moderator")
