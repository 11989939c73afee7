from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.demo.people import ROLES, app_secret


class Command(BaseCommand):
    help = "Says the code that one of the demonstration's officers would read in their app now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("who", choices=sorted(ROLES))

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo: set DEMO=1 on a machine that serves nobody else.")
        _before, now, _after = yield_hotp_counters_from_time()
        self.stdout.write(format_hotp_value(hotp_value(app_secret(options["who"]), now)))
