from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from accounts import units
        from directory.models import Unit

        units.answer_with(lambda code: Unit.objects.active().filter(code=code).exists())
