from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")
    default = True

    def ready(self) -> None:
        from accounts.permissions import is_staff_member
        from ledger import triggers
        from workflow import refusals

        refusals.tell_names_to(is_staff_member)  # type: ignore[arg-type]
        for model in ("User", "Party", "Organisation", "Representation", "RoleGrant"):
            triggers.keep(f"accounts.{model}")


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's own room for users, with our forms."""

    user_viewset = "accounts.viewsets.AccountViewSet"
