from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        from contributions.steps import name_steps
        from ledger import triggers
        from organisations import personal_data  # noqa: F401  (registers itself)
        from organisations.actions import STEP_LABELS

        name_steps(STEP_LABELS)
        for model in ("Admission", "Document", "Invitation"):
            triggers.keep(f"organisations.{model}")
