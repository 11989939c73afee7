"""What the steps of a contribution are called, wherever its path is told. Rooms to the right add their own."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STEP_LABELS: dict[str, str | Promise] = {
    "submit": _("Sent, and its receipt issued"),
    "publish": _("Published after moderation"),
    "restore": _("Published again"),
    "hold": _("Held back"),
    "remove": _("Removed from public view"),
    "withdraw": _("Withdrawn by its author"),
}


def name_steps(labels: dict[str, str | Promise]) -> None:
    """Called from `AppConfig.ready()` by the rooms whose steps a contribution takes as well."""
    STEP_LABELS.update(labels)
