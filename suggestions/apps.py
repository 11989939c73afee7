from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SuggestionsConfig(AppConfig):
    name = "suggestions"
    verbose_name = _("Suggestions")

    def ready(self) -> None:
        from accounts import scopes
        from accounts.turned_minor import on_turned_minor
        from contributions import kinds, scoping
        from contributions.models import Kind
        from contributions.steps import name_steps
        from ledger import triggers
        from suggestions import actions, personal_data, search_documents  # noqa: F401
        from suggestions.forms import AmendSuggestionForm
        from suggestions.models import decision_label
        from suggestions.protection import protect_signatures
        from suggestions.queries import STEP_LABELS, desk_path_of, discussion_kind, path_of
        from suggestions.scopes import CATEGORY, answering, in_categories
        from suggestions.signers import signers
        from tickets import followers

        triggers.keep("suggestions.Suggestion")
        triggers.keep("suggestions.Category")
        protect_signatures()
        on_turned_minor(actions.take_out_minor)
        kinds.register_signers(Kind.SUGGESTION, signers)
        kinds.register_path(Kind.SUGGESTION, path_of)
        kinds.register_desk(Kind.SUGGESTION, desk_path_of)
        kinds.register_amending(Kind.SUGGESTION, AmendSuggestionForm)
        kinds.register_decision_words(Kind.SUGGESTION, decision_label)
        kinds.register_discussion(Kind.SUGGESTION, discussion_kind)
        scopes.register("category", CATEGORY)
        scoping.register("category", in_categories)
        scoping.register("consultation", answering)
        name_steps(STEP_LABELS)
        kinds.on_moderated(actions.follow_moderation)
        followers.on_step(actions.follow_ticket)
        post_migrate.connect(_install, sender=self)


def _install(**kwargs: Any) -> None:
    """The categories are there after every migrate, and after a transaction test has emptied the tables."""
    from suggestions.actions import install_categories

    state = kwargs.get("apps")
    if state is None or "suggestions" in state.app_configs:
        install_categories()
