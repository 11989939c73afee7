from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = _("Contributions")

    def ready(self) -> None:
        from accounts.turned_minor import on_turned_minor
        from contributions import kinds, personal_data, search_documents  # noqa: F401  (register themselves)
        from contributions.actions.turning_minor import set_aside_of_minor
        from contributions.addresses import path_of_comment
        from contributions.forms import AmendForm
        from contributions.models import Kind
        from contributions.protection import protect
        from contributions.queries import has_published
        from guard import standing

        protect()
        on_turned_minor(set_aside_of_minor)
        standing.register(has_published)
        kinds.register_path(Kind.COMMENT, path_of_comment)
        kinds.register_amending(Kind.COMMENT, AmendForm)
