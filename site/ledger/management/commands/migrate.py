"""Django's own command, which here ends by putting every trigger back."""

from typing import Any

from django.core.management.commands import migrate

from ledger.checks import before_migrating


class Command(migrate.Command):
    def check(self, *args: Any, **options: Any) -> None:
        with before_migrating():
            super().check(*args, **options)
