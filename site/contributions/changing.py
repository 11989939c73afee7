"""Whether somebody may still change their own words, for the pages that offer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from contributions.actions import AMENDABLE
from contributions.models import Decision
from contributions.permissions import acts_for_author

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from contributions.models import Contribution


def change_path(user: User | AnonymousUser, contribution: Contribution) -> str:
    """The page with the form; empty for everybody else, and where it is too late. No query: what only the database
    knows, the page itself says."""
    is_possible = contribution.moderation in AMENDABLE and contribution.decision == Decision.NONE
    if contribution.is_public and contribution.by_minor:
        return ""  # its guardian confirmed these words
    if not (is_possible and acts_for_author(user, contribution)) or contribution.is_official:
        return ""
    return reverse("contributions:change", args=[contribution.reference])
