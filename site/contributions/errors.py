"""What keeps a contribution from being received or answered. Each message is shown beside the text, which is kept."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contributions.references import spoken
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


class SentBefore(NotReceived):
    """The same form was sent already, with other words: no second press, and nothing to be thrown away."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            gettext(
                "You have sent this form already, as %(reference)s. "
                "What you wrote now is kept: send it as a contribution of its own."
            )
            % {"reference": spoken(reference)}
        )


class VoiceGone(NotReceived):
    """Between reading the form and receiving it, somebody was removed from the body they speak for."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You no longer speak in this name, so nothing was sent. Your text is kept: choose another name, and "
                "agree again."
            )
        )


class NotAgreed(NotReceived):
    """Nobody's words are published under their name without their consent, which names a version of the notice."""

    def __init__(self) -> None:
        super().__init__(
            _("Nothing can be received without agreement to the privacy notice in force. Your text is kept below.")
        )


class NoGuardian(NotReceived):
    def __init__(self) -> None:
        super().__init__(
            _("Write the address of your parent or guardian, who confirms what you send. Your text is kept below.")
        )


class AskedTooOften(NotReceived):
    """A guardian gets a message for each text."""

    def __init__(self) -> None:
        super().__init__(_("Guardians were asked much in your name today. Your text is kept; come back tomorrow."))


class AskedEnough(IllegalStep):
    def __init__(self) -> None:
        super().__init__(
            _("Your guardian was asked about this as often as possible. You can withdraw it and send another.")
        )


class AskedJustNow(IllegalStep):
    """By a second press, as a rule."""

    def __init__(self) -> None:
        super().__init__(
            _("A message went to this address a moment ago. If it has not arrived in a minute, you can send another.")
        )


class CannotBeRecorded(NotReceived):
    """Not on this party's behalf, not by this clerk, or not any more; the sentence says why."""


class CannotBeAmended(IllegalStep):
    """Its words stay as they are; the sentence says why."""


class AnswerIncomplete(IllegalStep):
    """A decision is public, and says in Arabic why, and who studies the matter or must answer it."""


class NoAnswer(AnswerIncomplete):
    def __init__(self) -> None:
        super().__init__(_("Write the answer in Arabic."))


class NoUnit(AnswerIncomplete):
    def __init__(self) -> None:
        super().__init__(_("Choose the unit that studies it, or to which it is referred."))
