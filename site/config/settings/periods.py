"""How long everything is kept, and what the ministry promises."""

from config.settings.ground import env

# --- Rights over one's data ----------------------------------------------------------------------

# How long an erasure that was asked for can be taken back.
PRIVACY_ERASURE_DAYS = env.number("PRIVACY_ERASURE_DAYS", default=14)
# What becomes of the texts of an account that is erased: the law decides, not the person.
PRIVACY_ERASE_TEXTS = env.choice("PRIVACY_ERASE_TEXTS", default="keep", among=("keep", "erase"))

# How many days something is kept: the words and addresses of letters, the demo's mailbox, and accounts whose address
# nobody confirmed.
PRIVACY_OUTBOX_DAYS = env.number("PRIVACY_OUTBOX_DAYS", default=365)
PRIVACY_MAILBOX_DAYS = env.number("PRIVACY_MAILBOX_DAYS", default=30)
PRIVACY_UNCONFIRMED_DAYS = env.number("PRIVACY_UNCONFIRMED_DAYS", default=30)
# The bytes of files that a virus was found in, or whose author withdrew what they belong to.
PRIVACY_ATTACHMENT_DAYS = env.number("PRIVACY_ATTACHMENT_DAYS", default=90)
# Documents on which a body was verified or refused, after the decision.
PRIVACY_DOCUMENT_DAYS = env.number("PRIVACY_DOCUMENT_DAYS", default=90)

# --- Roles and representatives --------------------------------------------------------------------

# How many days before a role's last day its holder is told.
ROLE_ENDING_DAYS = env.number("ROLE_ENDING_DAYS", default=7)
# How long an invitation to speak for a body can be accepted.
INVITATION_DAYS = env.number("INVITATION_DAYS", default=14)

# --- Minors ---------------------------------------------------------------------------------------

# How many days a guardian has to confirm a minor's text, and how long their address is kept after an answer.
GUARDIAN_DAYS = env.number("GUARDIAN_DAYS", default=7)
PRIVACY_GUARDIAN_DAYS = env.number("PRIVACY_GUARDIAN_DAYS", default=30)

# --- Recorded by a clerk --------------------------------------------------------------------------

# How long ago somebody may have agreed on paper or on the telephone, and how many days after the last news of what was
# decided, or withdrawn, the address that they left is kept.
RECORDING_CONSENT_DAYS = env.number("RECORDING_CONSENT_DAYS", default=30)
PRIVACY_RECORDED_DAYS = env.number("PRIVACY_RECORDED_DAYS", default=180)

# --- What the ministry promises, in days and hours; shown on the site -----------------------------

PROMISES = {
    "first_reply_hours": env.number("PROMISE_FIRST_REPLY_HOURS", default=72),
    "moderation_working_days": env.number("PROMISE_MODERATION_WORKING_DAYS", default=2),
    "appeal_within_days": env.number("PROMISE_APPEAL_WITHIN_DAYS", default=30),
    "appeal_working_days": env.number("PROMISE_APPEAL_WORKING_DAYS", default=5),
    "first_answer_working_days": env.number("PROMISE_FIRST_ANSWER_WORKING_DAYS", default=10),
    "decision_working_days": env.number("PROMISE_DECISION_WORKING_DAYS", default=30),
    "outcome_days": env.number("PROMISE_OUTCOME_DAYS", default=60),
    "consultation_minimum_days": env.number("PROMISE_CONSULTATION_MINIMUM_DAYS", default=15),
    "consultation_default_days": env.number("PROMISE_CONSULTATION_DEFAULT_DAYS", default=21),
    "admission_working_days": env.number("PROMISE_ADMISSION_WORKING_DAYS", default=5),
    "ticket_working_days": env.number("PROMISE_TICKET_WORKING_DAYS", default=15),
}
