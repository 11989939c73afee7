"""The posts that somebody holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from config.personal_data import Coded, Holding, Row, register
from directory.models import Post

if TYPE_CHECKING:
    from accounts.models import User


def posts(user: User) -> list[Row]:
    rows = Post.objects.filter(holder=user).select_related("unit").order_by("starts_at", "pk")
    return [
        {
            "unit": Coded(post.unit.code, post.unit.name),
            "title_ar": post.title_ar,
            "title_en": post.title_en,
            "starts_at": post.starts_at,
            "ends_at": post.ends_at,
        }
        for post in rows
    ]


register(
    Holding(
        key="posts",
        title=_("Your posts"),
        why=_("To give work to whoever holds the post."),
        until=_("As long as the record of decisions is kept."),
        rows=posts,
        words={
            "unit": _("Unit"),
            "title_ar": _("Title in Arabic"),
            "title_en": _("Title in English"),
            "starts_at": _("From"),
            "ends_at": _("Until"),
        },
        is_of_staff=True,
    )
)
