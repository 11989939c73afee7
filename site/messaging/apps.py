from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = _("Messages")

    def ready(self) -> None:
        from ledger import triggers
        from messaging import personal_data  # noqa: F401  (registers itself)
        from messaging.checks import text_messages_reach_somebody

        checks.register(text_messages_reach_somebody)
        triggers.keep("messaging.OutboxMessage")
