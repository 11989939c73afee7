"""What of comments can be found: what is published, in the place where it stands.

A suggestion registers itself, with what the ministry answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import EducationRole, Governorate, PartyKind
from contributions import kinds
from contributions.addresses import path_beside
from contributions.models import Comment, Contribution, Discussion, Disposition, NameProof, TextVersion
from search.documents import SearchDocument
from search.registry import Kind, register, register_facet


def findable() -> QuerySet[Comment]:
    """What is published about something that is public itself."""
    found = Comment.thread.published().filter(discussion__in=_public_discussions())
    return found.for_list().select_related("discussion").prefetch_related("contribution__dispositions")


def _public_discussions() -> QuerySet[Discussion]:
    return Discussion.objects.filter(kinds.about_something_public())


def load_subjects(comments: Sequence[Comment]) -> None:
    """What each is about in either language, asked once for all of them."""
    discussions = list({comment.discussion_id: comment.discussion for comment in comments}.values())
    with translation.override("en"):
        english = kinds.subjects_of(discussions)
    with translation.override("ar"):
        arabic = kinds.subjects_of(discussions)
    for comment in comments:
        comment.subject = arabic[comment.discussion_id]  # type: ignore[attr-defined]
        comment.title_en = english[comment.discussion_id].title  # type: ignore[attr-defined]


def document(comment: Comment) -> SearchDocument:
    contribution, text = comment.contribution, comment.contribution.text
    subject: kinds.Subject = comment.subject  # type: ignore[attr-defined]
    title_en: str = comment.title_en  # type: ignore[attr-defined]
    language, answers = contribution.language, contribution.dispositions.all()
    return SearchDocument(
        kind="comment",
        path=path_beside(subject, contribution.reference),
        reference=contribution.reference,
        party=contribution.name,
        facets={
            "decision": contribution.decision if contribution.decision != "none" else "",
            "governorate": contribution.governorate,
            "party_kind": contribution.education_role or contribution.party_kind,
            "name_proof": contribution.name_proof,
            "consultation": subject.consultation,
        },
        date=timezone.localdate(contribution.published_at),
        title_ar=subject.title,
        # A suggestion has one title, in its author's language.
        title_en=title_en if title_en != subject.title else "",
        body_ar=_joined(text.body if language == "ar" else "", *(each.answer_ar for each in answers)),
        body_en=_joined(text.body if language == "en" else "", *(each.answer_en for each in answers)),
    )


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def comments_of(contribution: Contribution) -> Iterable[int]:
    """Its own row, and what was said about it: that is seen or out of sight with it."""
    about = Discussion.objects.filter(kinds.discussions_about(contribution))
    return Comment.thread.filter(Q(contribution=contribution) | Q(discussion__in=about)).values_list("pk", flat=True)


def comments_of_part(part: TextVersion | Disposition) -> Iterable[int]:
    return Comment.thread.filter(contribution_id=part.contribution_id).values_list("pk", flat=True)


def by_reference(digits: str) -> str | None:
    comment = findable().filter(contribution__reference=digits).first()
    return path_beside(kinds.subject_of(comment.discussion), digits) if comment else None


register(
    Comment,
    queryset=findable,
    document=document,
    related=[(Contribution, comments_of), (TextVersion, comments_of_part), (Disposition, comments_of_part)],
    by_reference=by_reference,
    kinds={"comment": Kind(_("Comment"), _("Comments"))},
    load=load_subjects,
)
WHO = dict(EducationRole.choices) | {kind.value: kind.label for kind in (PartyKind.ORGANISATION, PartyKind.OFFICIAL)}

register_facet("party_kind", _("Party"), WHO)
register_facet("name_proof", _("How the name is known"), dict(NameProof.choices))
register_facet("governorate", _("Governorate"), dict(Governorate.choices))
