from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from accounts.actions import grant_role
from accounts.models import Role, User
from workflow.errors import IllegalStep


class Command(BaseCommand):
    help = "Give somebody a role in the back office: the operator's way to a first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address of an account that exists and has confirmed it")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--reason", default="", help="kept with the step")

    def handle(self, *args: Any, email: str, role: str, reason: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
        if user is None:
            raise CommandError(f"No active account has the address {email}: sign up on the site with it first.")
        try:
            with translation.override("en"):
                grant_role(user, role, by=None, note=reason)
        except IllegalStep as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{email} is now {role}")
