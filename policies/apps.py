from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledger import triggers


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = _("Policies")

    def ready(self) -> None:
        from policies import search_documents, signals  # noqa: F401
        from policies.actions import import_policy
        from policies.importing import destinations

        triggers.freeze("policies.PolicyVersion")
        triggers.freeze("policies.Point")
        triggers.freeze("policies.PointKey")
        triggers.keep("policies.Policy")
        destinations.register("policy", import_policy)
