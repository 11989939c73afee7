"""Where a comment stands: in the page of what it speaks about."""

from contributions import kinds
from contributions.models import Comment, Contribution


def path_of_comment(contribution: Contribution) -> str:
    """Without the language prefix: "/consultations/transport/?thread=48219077359#c-48219077359"."""
    comment = Comment.thread.select_related("discussion").get(contribution=contribution)
    return path_beside(kinds.subject_of(comment.discussion), contribution.reference)


def path_beside(subject: kinds.Subject, reference: str) -> str:
    """With the thread asked for: of many comments a page shows a few."""
    page = subject.path.partition("#")[0]
    return f"{page}?thread={reference}#c-{reference}"
