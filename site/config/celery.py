import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TRANSPORT_ALIASES["filesystem"] = "config.transport:Transport"  # what a broker URL of filesystem:// means

app = Celery("musharaka")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
