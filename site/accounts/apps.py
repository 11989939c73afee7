from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")
    default = True

    def ready(self) -> None:
        from allauth.account.internal.flows import reauthentication
        from allauth.mfa.totp.internal.auth import TOTP
        from wagtail.permissions import register_permission_policy

        from accounts import codes, letters, personal_data  # noqa: F401  (those listen or register themselves)
        from accounts.kept_viewsets import ForAdministrators
        from accounts.permissions import is_staff_member
        from accounts.proof import need_not_show
        from accounts.second_factor import mark_code_used
        from deadlines.models import Holiday
        from guard import standing
        from ledger import triggers
        from workflow import refusals

        reauthentication.did_recently_reauthenticate = need_not_show
        codes.let_send_again()
        TOTP._mark_code_used = mark_code_used  # type: ignore[method-assign]
        standing.register(is_staff_member)
        refusals.tell_names_to(is_staff_member)  # type: ignore[arg-type]
        # The calendar's own room stands left of this one and knows no roles.
        register_permission_policy(Holiday, ForAdministrators(Holiday))
        for model in (
            "User",
            "Party",
            "Organisation",
            "Representation",
            "RoleGrant",
            "Suspension",
            "BirthDateCorrection",
        ):
            triggers.keep(f"accounts.{model}")


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's own room for users, with our forms."""

    user_viewset = "accounts.viewsets.AccountViewSet"
