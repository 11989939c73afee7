from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from accounts.permissions import is_staff_member
        from ledger import triggers
        from workflow import refusals

        refusals.tell_names_to(is_staff_member)  # type: ignore[arg-type]
        for model in ("User", "Party", "Organisation", "Representation", "RoleGrant"):
            triggers.keep(f"accounts.{model}")
