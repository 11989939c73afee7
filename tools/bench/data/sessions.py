"""Who is signed in while pages are measured."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.models import Representation, User
from accounts.second_factor import SHOWN
from home.demo.people import address

BACKEND = "accounts.backends.AccountBackend"


def visitors() -> dict[str, Any]:
    """{"citizen": session, "moderator": session, "voice": the key of the citizen's own voice}"""
    citizen, moderator = (User.objects.get(email=address(key)) for key in ("citizen", "moderator"))
    voice = citizen.representations.get(capacity=Representation.Capacity.SELF, ends_at=None)
    return {"citizen": _session(citizen), "moderator": _session(moderator), "voice": voice.pk}


def _session(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    # A second factor was shown: the office is open to whoever works there.
    store[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": SHOWN, "at": 0}]
    store[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
    store.save()
    return str(store.session_key)
