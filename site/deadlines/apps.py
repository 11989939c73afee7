from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    name = "deadlines"
    verbose_name = _("Deadlines")

    def ready(self) -> None:
        from ledger import triggers

        triggers.keep("deadlines.Deadline")
        triggers.keep("deadlines.Holiday")
