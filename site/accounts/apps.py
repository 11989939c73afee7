from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from ledger import triggers

        for model in ("User", "Party", "Organisation", "Representation", "RoleGrant"):
            triggers.keep(f"accounts.{model}")
