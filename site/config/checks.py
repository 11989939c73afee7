"""A service never runs with the accounts of a demonstration, whose password is printed for everybody, nor with limits
that each process counts for itself."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError
from django.db import connection, connections

RESERVED = ".example"  # no mail is ever delivered there, so only a demonstration has accounts with it
SENTENCE = "This database holds the accounts of a demonstration, whose password everybody knows."
REMEDY = "Set DEMO=1 on a machine that serves nobody else, or give the service a database of its own."


def no_demo_accounts(databases: Sequence[str] | None = None, **kwargs: Any) -> list[Error]:
    if not databases or settings.DEMO or not _has_demo_accounts():
        return []
    return [Error(SENTENCE, hint=REMEDY, id="config.E001")]


def one_cache_for_all(**kwargs: Any) -> list[Error]:
    """Of `manage.py check --deploy`: attempts to sign in are counted in the cache."""
    if not settings.CACHES["default"]["BACKEND"].endswith(".LocMemCache"):
        return []
    sentence = "CACHE_URL=memory:// is a cache of each process: each counts attempts to sign in for itself."
    return [Error(sentence, hint="Set CACHE_URL to database://cache or to redis://HOST:PORT/N.", id="config.E002")]


def refuse_demo_accounts() -> None:
    """Before the first request. A database that does not answer yet is a matter for `/readyz`, not for the start."""
    try:
        if not settings.DEMO and _has_demo_accounts():
            raise ImproperlyConfigured(f"{SENTENCE} {REMEDY}")
    except DatabaseError:
        return
    finally:
        connections.close_all()  # a server that forks must not share a connection


def _has_demo_accounts() -> bool:
    people = get_user_model()
    if people._meta.db_table not in connection.introspection.table_names():
        return False  # before the first migration
    return people.objects.filter(email__endswith=RESERVED, is_active=True).exists()
