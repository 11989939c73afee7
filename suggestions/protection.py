"""What the database refuses to do to a signature: as it was given it stays, but for one erasure of its name."""

from contributions.protection import NAME, erased_name
from ledger import triggers
from suggestions.actions.signing import SNAPSHOT

# Whether they sign, still or no longer; and by which address they were asked.
ANSWER = ("state", "address", "answered_at")
# Who signed, in which name and standing.
SIGNATURE = ("user", "party", "consent_to", *SNAPSHOT, "attribution_salt")


def protect_signatures() -> None:
    triggers.keep(
        "suggestions.CoParty",
        changing=ANSWER,
        unless=erased_name(),
        erasing=NAME,
        also={"OLD.answered_at IS NULL": ANSWER + SIGNATURE},
    )
