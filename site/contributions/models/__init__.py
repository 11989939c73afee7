"""The row every contribution shares, and what hangs on it."""

from .amendment import Amendment
from .attachment import Attachment, Upload
from .comment import Comment, Discussion, Stance
from .confirmation import Confirmation
from .contribution import Channel, Contribution, Decision, Kind, Moderation, NameProof, ReferenceNumber
from .disposition import Disposition
from .receipt import Receipt
from .recording import Recording
from .text import TextVersion

__all__ = [
    "Amendment",
    "Attachment",
    "Channel",
    "Comment",
    "Confirmation",
    "Contribution",
    "Decision",
    "Discussion",
    "Disposition",
    "Kind",
    "Moderation",
    "NameProof",
    "Receipt",
    "Recording",
    "ReferenceNumber",
    "Stance",
    "TextVersion",
    "Upload",
]
