"""Wagtail's command of this name, which ours comes before: Wagtail's stops at the first revision that it cannot
publish, and would begin with the same one at every tick of the clock."""

from __future__ import annotations

from typing import Any

from wagtail.management.commands import publish_scheduled

from policies.actions import publish_due


class Command(publish_scheduled.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            publish_due()
        super().handle(*args, **options)  # what has expired
