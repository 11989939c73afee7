from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledger import triggers


class ConsultationsConfig(AppConfig):
    name = "consultations"
    verbose_name = _("Consultations")

    def ready(self) -> None:
        from accounts import scopes
        from consultations import discussions, search_documents, signals  # noqa: F401
        from consultations.actions import import_consultation
        from consultations.scopes import CONSULTATION, KIND, within
        from contributions import scoping
        from policies.importing import destinations

        for frozen in ("DraftVersion", "ClauseVersion", "ClauseKey", "Extension", "Conclusion"):
            triggers.freeze(f"consultations.{frozen}")
        triggers.keep("consultations.Consultation")
        triggers.keep("consultations.Draft")
        scopes.register(KIND, CONSULTATION)
        scoping.register(KIND, within)
        destinations.register("consultation", import_consultation)
