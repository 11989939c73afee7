"""The clock's part in a process of its own, so that a test can kill it: relays a few times a second."""

import time

import django
from django.core.management import CommandError, call_command

django.setup()
print("relaying", flush=True)  # noqa: T201
while True:
    try:
        call_command("relay_outbox", verbosity=0)
    except CommandError as error:
        print(error, flush=True)  # noqa: T201
    time.sleep(0.2)
