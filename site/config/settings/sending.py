"""What is done outside of a request: tasks, the clock, mail and text messages."""

from config.settings.ground import DEMO, TIME_ZONE, VAR, env

CELERY_BROKER_URL = env.text("BROKER_URL", default="filesystem://")
if CELERY_BROKER_URL == "filesystem://":
    BROKER_FOLDER = VAR / "broker"
    for folder in ("queue", "control", "processed"):
        (BROKER_FOLDER / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_FOLDER / "queue"),
        "data_folder_out": str(BROKER_FOLDER / "queue"),
        "control_folder": str(BROKER_FOLDER / "control"),
        "processed_folder": str(BROKER_FOLDER / "processed"),
        "polling_interval": 0.2,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 5}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
# Inbound entrances for the clock: each name is a management command that `config.tasks.run_command` may run.
CLOCK = {
    "relay_outbox": 2,
    "seal_ledger": 2,
    "update_index": 2,
    "publish_scheduled": 30,
    "beat_heartbeat": 10,
    "count_deadlines": 3600,
    "lapse_unconfirmed": 600,
    "follow_roles": 60,
    "sign_checkpoint": 3600,
    # What somebody began to write and never sent goes with their session.
    "clearsessions": 3600,
    "scan_attachments": 5,
    "scan_documents": 5,
    "sweep_uploads": 3600,
    "erase_due": 3600,
    "screen_waiting": 3600,
    "apply_retention": 24 * 3600,
    "scrub_index": 24 * 3600,
    "write_drafts": 600,
}
CELERY_BEAT_SCHEDULE = {
    name: {"task": "config.tasks.run_command", "schedule": seconds, "args": [name], "options": {"expires": 30}}
    for name, seconds in CLOCK.items()
}

# --- Mail -----------------------------------------------------------------------------------------

# What Django, Wagtail or allauth sends within a request waits in the outbox; the workers deliver it.
EMAIL_BACKEND = "messaging.backends.OutboxBackend"
EMAIL_DELIVERY_BACKEND = env.text(
    "EMAIL_DELIVERY_BACKEND",
    default="messaging.backends.MailboxBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = env.text("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.number("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", default="Musharaka <no-reply@musharaka.example>")
# How long a message may be in one worker's hand, or in the queue, before another takes it up.
OUTBOX_LEASE_SECONDS = env.number("OUTBOX_LEASE_SECONDS", default=120)

# --- Text messages --------------------------------------------------------------------------------

# Empty: this service sends no text messages.
SMS_BACKEND = env.text("SMS_BACKEND", default="messaging.sms.MailboxSender" if DEMO else "")
# The gateway of `messaging.infobip.InfobipSender`.
SMS_URL = env.text("SMS_URL", default="")
SMS_KEY = env.text("SMS_KEY", default="")
SMS_SENDER = env.text("SMS_SENDER", default="")
# In the address at which it reports what arrived; empty: it is not asked to.
SMS_REPORT_SECRET = env.text("SMS_REPORT_SECRET", default="")
