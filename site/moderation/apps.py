from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from accounts.released import on_release
        from contributions import kinds
        from contributions.steps import name_steps
        from contributions.why import tell_why
        from ledger import triggers
        from moderation import personal_data  # noqa: F401  (registers itself)
        from moderation.actions import STEP_LABELS, TOLD_TO, close_reports, receive
        from moderation.actions.claiming import let_go_of_others, release_what_moved
        from moderation.queries import why

        on_release(let_go_of_others)
        name_steps(STEP_LABELS, told_to=TOLD_TO)
        tell_why(why)
        kinds.on_moderated(close_reports)
        kinds.on_moderated(release_what_moved)
        kinds.on_received(receive)
        triggers.freeze("moderation.Verdict")
        triggers.freeze("moderation.Ruling")
        triggers.freeze("moderation.MergeProposal")
        triggers.keep("moderation.Reason")
        triggers.keep("moderation.ListedWord")
        triggers.keep(
            "moderation.Report",
            changing=("state",),
            unless="NEW.note = '' AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL",
            erasing=("note", "erased_at"),
        )
        # An erasure, once.
        triggers.freeze(
            "moderation.Appeal",
            unless="NEW.words = '' AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL",
            changing=("words", "erased_at"),
        )
