from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from accounts.actions import remove_factors
from accounts.models import User
from workflow.errors import IllegalStep


class Command(BaseCommand):
    help = "Take away the second factor of somebody who has lost it and the recovery codes: they set up another."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--reason", required=True, help="how you know whose account it is; kept with the step")

    def handle(self, *args: Any, email: str, reason: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
        if user is None:
            raise CommandError(f"No active account has the address {email}.")
        try:
            with translation.override("en"):
                remove_factors(user, note=reason)
        except IllegalStep as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{email} signs in with the password alone, and sets up another second step for the office.")
