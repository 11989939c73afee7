"""What of comments can be found: what is published, in the place where it stands.

A suggestion registers itself, with what the ministry answered.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import EducationRole, Governorate, PartyKind
from contributions import kinds
from contributions.models import Comment, Contribution, TextVersion
from search.documents import SearchDocument
from search.registry import Kind, register, register_facet


def findable() -> QuerySet[Comment]:
    return Comment.thread.published().for_list().select_related("discussion")


def document(comment: Comment) -> SearchDocument:
    contribution, text = comment.contribution, comment.contribution.text
    subject = kinds.subject_of(comment.discussion)
    language = contribution.language
    return SearchDocument(
        kind="comment",
        path=f"{subject.path.partition('#')[0]}#c-{contribution.reference}",
        reference=contribution.reference,
        party=contribution.name,
        facets={
            "governorate": contribution.governorate,
            "party_kind": contribution.education_role or contribution.party_kind,
        },
        date=timezone.localdate(contribution.published_at),
        **{f"title_{language}": subject.title, f"body_{language}": text.body},
    )


def comments_of(contribution: Contribution) -> Iterable[int]:
    return Comment.thread.filter(contribution=contribution).values_list("pk", flat=True)


def comments_of_text(text: TextVersion) -> Iterable[int]:
    return Comment.thread.filter(contribution_id=text.contribution_id).values_list("pk", flat=True)


def by_reference(digits: str) -> str | None:
    comment = Comment.thread.published().filter(contribution__reference=digits).select_related("discussion").first()
    return f"{kinds.subject_of(comment.discussion).path.partition('#')[0]}#c-{digits}" if comment else None


register(
    Comment,
    queryset=findable,
    document=document,
    related=[(Contribution, comments_of), (TextVersion, comments_of_text)],
    by_reference=by_reference,
    kinds={"comment": Kind(_("Comment"), _("Comments"))},
)
WHO = dict(EducationRole.choices) | {kind.value: kind.label for kind in (PartyKind.ORGANISATION, PartyKind.OFFICIAL)}

register_facet("party_kind", _("Party"), WHO)
register_facet("governorate", _("Governorate"), dict(Governorate.choices))
