"""Who may publish. Everything else about pages is Wagtail's own table of rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page, Revision

from policies.models.approval import TextPage, is_own_text

if TYPE_CHECKING:
    from accounts.models import User


def can_publish_revision(user: User, revision: Revision) -> bool:
    """Nobody publishes what they wrote, whatever their rights."""
    return not is_own_text(revision, user)


def own_texts(user: User, pages: list[Page]) -> list[Page]:
    """Those of the pages whose latest revision the user may not publish."""
    texts = [page for page in pages if isinstance(page.specific, TextPage) and page.latest_revision_id]
    return [page for page in texts if not can_publish_revision(user, page.latest_revision)]
