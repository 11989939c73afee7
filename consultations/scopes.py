"""A moderator's or policy officer's role can be limited to a consultation: to what is said about its clauses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.permissions import scopes_of
from accounts.scopes import EVERYTHING, Groups, ScopeKind
from consultations.models import Consultation
from contributions.models import Comment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

KIND = "consultation"


def _options() -> Groups:
    """Those whose outcome is still owed: after it nothing waits for anybody."""
    waiting = Consultation.objects.for_list().undecided()
    return [(_("Consultations"), [(each.slug, str(each.title)) for each in waiting])]


def _names(codes: Collection[str]) -> Mapping[str, str]:
    return {each.slug: str(each.title) for each in Consultation.objects.for_list().filter(slug__in=codes)}


def within(slugs: Collection[str]) -> Q:
    """Over Contribution: the comments on its clauses. The suggestions that answer it are told by their own room."""
    on_clauses = Comment.thread.filter(discussion__clause_key__draft__consultation__slug__in=slugs)
    return Q(pk__in=on_clauses.order_by().values("contribution"))


def consultations_of(user: User | AnonymousUser, *roles: str) -> Q:
    """Over Consultation: those that one of these roles of theirs holds for."""
    scopes = scopes_of(user, *roles)
    if EVERYTHING in scopes:
        return Q()
    return Q(slug__in=[scope.code for scope in scopes if scope.kind == KIND])


CONSULTATION = ScopeKind(
    word=_("a consultation"),
    roles=frozenset({Role.MODERATOR, Role.POLICY_OFFICER}),
    options=_options,
    names=_names,
)
