"""Django's command of this name, and what is kept beside each session."""

from typing import Any

from django.contrib.sessions.management.commands import clearsessions

from accounts.actions import forget_ended_sessions


class Command(clearsessions.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        forget_ended_sessions()
