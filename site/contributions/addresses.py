"""Where a comment stands: in the page of what it speaks about."""

from contributions import kinds
from contributions.models import Comment, Contribution


def path_of_comment(contribution: Contribution) -> str:
    """Without the language prefix: "/consultations/transport/?thread=48219077359#c-48219077359"."""
    comment = Comment.thread.select_related("discussion").get(contribution=contribution)
    page = kinds.subject_of(comment.discussion).path.partition("#")[0]
    return f"{page}?thread={contribution.reference}#c-{contribution.reference}"
