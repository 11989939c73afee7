from typing import Any

from django.core.management.base import BaseCommand

from accounts.actions import follow_roles


class Command(BaseCommand):
    help = "Let Wagtail's groups follow the roles that began or ended by their days, and tell whose end or soon will."

    def handle(self, *args: Any, **options: Any) -> None:
        follow_roles()
