from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "privacy"
    verbose_name = _("Rights over one's data")

    def ready(self) -> None:
        from ledger import triggers
        from privacy import personal_data  # noqa: F401  (registers itself)

        triggers.keep("privacy.ErasureRequest", changing=["state"])
