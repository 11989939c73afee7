from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from directory import personal_data  # noqa: F401  (registers itself)
        from ledger import triggers

        for model in ("Unit", "Post"):
            triggers.keep(f"directory.{model}")
