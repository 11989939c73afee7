from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TicketsConfig(AppConfig):
    name = "tickets"
    verbose_name = _("Tickets")

    def ready(self) -> None:
        from accounts import scopes
        from ledger import triggers
        from tickets import personal_data  # noqa: F401  (registers itself)
        from tickets.scopes import UNIT

        scopes.register("unit", UNIT)
        triggers.keep("tickets.Ticket")
        triggers.keep("tickets.Origin")
        triggers.keep("tickets.Custody")
        triggers.keep("tickets.TicketType")
        post_migrate.connect(_install, sender=self)


def _install(**kwargs: Any) -> None:
    """The seven types are there after every migrate, and after a transaction test has emptied the tables."""
    from tickets.actions import install_types

    state = kwargs.get("apps")
    if state is None or "tickets" in state.app_configs:
        install_types()
