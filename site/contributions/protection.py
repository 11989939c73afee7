"""What the database refuses to do to somebody's words."""

from accounts.names import WITHDRAWN
from ledger import triggers

# django-comments' columns for text, name and addresses: ours live in the contribution, under its own rules.
BLANK_COLUMNS = ("comment", "user_name", "user_email", "user_url")

# What happens to a contribution. All else says how it was made, its attribution above all, and is a snapshot.
STATE = ("confirmed_at", "published_at", "amended_at", "moderation", "cited_point", "decision", "merged_into")

# Where it stands in the moderators' queue.
QUEUE = ("due_on", "risk", "fingerprint", "is_repeated", "is_unseen")

# What an erasure takes: the name of a person, on whose word it rested, and the salt that would let it be guessed. A
# body keeps its name.
NAME = ("name", "name_proof", "on_behalf_by", "attribution_salt", "attribution_erased_at")

# The words themselves, and what an erasure makes of them.
WORDS = ("title", "body", "salt", "erased_at")
ERASED_WORDS = (
    "NEW.title = '' AND NEW.body = '' AND NEW.salt = '' AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL"
)

# What a file is called; its hash stays where the words that it came with do, and may go with them later than the name.
FILE = ("name", "sha256", "erased_at")
ERASED_FILE = (
    "NEW.name = '' AND NEW.sha256 IN ('', OLD.sha256) AND NEW.erased_at IS NOT NULL"
    " AND (OLD.erased_at IS NULL OR NEW.erased_at = OLD.erased_at)"
)
SCANNED = ("state", "scan", "scanned_at")

# How often a guardian was asked, by which address, and what came of it: all but what it is about.
ASKED = ("state", "address", "code_hash", "asked_at", "times_asked", "due_at", "closed_at")

# How somebody without an account is reached, and the code by which they follow it.
REACHED = ("address", "code_hash", "title")

# What is counted, and can be counted again.
TALLY = ("comment_count", "in_favour", "neutral", "against", "newest")


def protect() -> None:
    triggers.keep("contributions.Contribution", changing=STATE + QUEUE, unless=erased_name(), erasing=NAME)
    triggers.keep("contributions.Discussion", changing=TALLY)
    triggers.keep("contributions.Amendment", changing=("state",), unless=ERASED_WORDS, erasing=WORDS)
    triggers.keep("contributions.Attachment", changing=SCANNED, unless=ERASED_FILE, erasing=FILE)
    triggers.keep("contributions.Comment", changing=())
    triggers.keep("contributions.Confirmation", changing=ASKED)
    triggers.keep("contributions.Recording", changing=REACHED)
    for model in ("ReferenceNumber", "Receipt", "Disposition"):
        triggers.freeze(f"contributions.{model}")
    _allow_erasure()
    _protect_comment_tables()


def erased_name() -> str:
    """Once, and to these words alone."""
    words = ", ".join(f"'{name}'" for name in WITHDRAWN.values())
    own = f"OLD.capacity = 'self' AND NEW.name IN ({words}) AND NEW.name_proof = ''"
    own += " AND NEW.on_behalf_by = OLD.on_behalf_by"
    presented = "OLD.capacity <> 'self' AND NEW.name = OLD.name AND NEW.name_proof = OLD.name_proof"
    presented += f" AND NEW.on_behalf_by IN ({words})"
    moment = "OLD.attribution_erased_at IS NULL AND NEW.attribution_erased_at IS NOT NULL"
    return f"{moment} AND NEW.attribution_salt = '' AND (({own}) OR ({presented}))"


def _allow_erasure() -> None:
    """An erasure, once: the words and their salt become blank, the moment is set, everything else stays."""
    triggers.freeze("contributions.TextVersion", unless=ERASED_WORDS, changing=WORDS)


def _protect_comment_tables() -> None:
    """The tables under a comment are not ours, and their site and content type would take them along."""
    triggers.keep_table("django_comments")
    triggers.keep_table("django_comments_xtd_xtdcomment")
    filled = " OR ".join(f"NEW.{column} <> ''" for column in BLANK_COLUMNS)
    triggers.refuse(
        table="django_comments",
        name="blank",
        when=f"({filled} OR NEW.ip_address IS NOT NULL)",
        because="a comment keeps its words and its author in the contribution",
    )
    triggers.refuse(
        table="django_site",
        name="comments",
        on=["DELETE"],
        when="EXISTS (SELECT 1 FROM django_comments WHERE site_id = OLD.id)",
        because="comments point to this site and would go with it",
    )
    triggers.refuse(
        table="django_content_type",
        name="comments",
        on=["DELETE"],
        when="EXISTS (SELECT 1 FROM django_comments WHERE content_type_id = OLD.id)",
        because="comments point to this content type and would go with it",
    )
