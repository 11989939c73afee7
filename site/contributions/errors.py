"""What keeps a contribution from being received. Each message is shown beside the text, which is kept."""

from django.utils.translation import gettext_lazy as _

from workflow.errors import IllegalStep


class NotReceived(IllegalStep):
    """The words were not received; the sentence says why, and what to do with them."""


class DiscussionClosed(NotReceived):
    def __init__(self) -> None:
        super().__init__(_("Participation here has closed, so this was not received. Your text is kept below."))


class ParentGone(NotReceived):
    def __init__(self) -> None:
        super().__init__(
            _("The comment that you answer is no longer published. You can send your text as a comment of its own.")
        )
