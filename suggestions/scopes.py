"""A moderator's or policy officer's role can be limited to a category of suggestions: to these, and what is said about
them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.scopes import Groups, ScopeKind
from contributions.models import Comment
from suggestions.models import Category, Suggestion


def _options() -> Groups:
    """A retired category is given to nobody any more; who has it keeps it, for its suggestions stay."""
    return [
        (_("Categories of suggestions"), [(each.code, each.name) for each in Category.objects.filter(is_active=True)])
    ]


def _names(codes: Collection[str]) -> Mapping[str, str]:
    return {each.code: each.name for each in Category.objects.filter(code__in=codes)}


def in_categories(codes: Collection[str]) -> Q:
    """Over Contribution."""
    return _these_and_what_is_said_about_them(Q(category__code__in=codes))


def answering(slugs: Collection[str]) -> Q:
    """Over Contribution: what belongs to a consultation besides the comments on its clauses."""
    return _these_and_what_is_said_about_them(Q(consultation__slug__in=slugs))


def _these_and_what_is_said_about_them(these: Q) -> Q:
    found = Suggestion.objects.filter(these).order_by()
    said = Comment.thread.filter(discussion__in=found.values("discussion")).order_by()
    return Q(pk__in=found.values("contribution")) | Q(pk__in=said.values("contribution"))


CATEGORY = ScopeKind(
    word=_("a category of suggestions"),
    roles=frozenset({Role.MODERATOR, Role.POLICY_OFFICER}),
    options=_options,
    names=_names,
)
