from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "ledger"
    verbose_name = _("Ledger")

    def ready(self) -> None:
        from ledger import triggers
        from ledger.checks import every_trigger_is_there

        checks.register(every_trigger_is_there, checks.Tags.database)
        # Sent once for each app after all migrations have run; once is enough.
        post_migrate.connect(install_triggers, sender=self)
        for model in ("LedgerEntry", "Leaf", "Node", "Checkpoint"):
            triggers.freeze(f"ledger.{model}")


def install_triggers(*, using: str, **kwargs: Any) -> None:
    from ledger import triggers

    triggers.install(using)
