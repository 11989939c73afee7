"""The environment, read once and loudly: a missing or misshapen value stops the start with a sentence."""

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

WEAK = ("changeme", "change-me", "insecure", "default", "example", "password")
LIMIT = re.compile(r"\d+/\d*[smhd]/(account|address|network|number)")
SEED = re.compile(r"[0-9a-fA-F]{64}")
# Django keeps 300 and then throws a third away, counts of attempts to sign in among them: whoever fills a table of that
# size has no limit any more.
MOST_ENTRIES = 100_000
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}


class Environment:
    """Names what each variable is: a `flag`, a `number`, `text`, a `choice`, `words`, `limits`, a `secret` …"""

    def __init__(self, file: Path) -> None:
        if file.is_file():
            environ.Env.read_env(file)

    def text(self, name: str, *, default: str) -> str:
        return os.environ.get(name, default)

    def words(self, name: str, *, default: str) -> list[str]:
        return self.text(name, default=default).replace(",", " ").split()

    def flag(self, name: str, *, default: bool) -> bool:
        value = os.environ.get(name, "1" if default else "0").strip().lower()
        if value not in {"0", "1", "true", "false", "yes", "no", "on", "off", ""}:
            raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")
        return value in {"1", "true", "yes", "on"}

    def number(self, name: str, *, default: int) -> int:
        value = os.environ.get(name, str(default))
        if not value.isdecimal():
            raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.")
        return int(value)

    def limits(self, name: str, *, default: str) -> list[str]:
        """`20/h/address 200/d/network`: how many, within how long, counted for whom. Empty for none."""
        words = self.words(name, default=default)
        if wrong := next((word for word in words if not LIMIT.fullmatch(word)), ""):
            who = "account, address, network or number"
            raise ImproperlyConfigured(
                f"{name} is {wrong!r}; write AMOUNT/TIME/WHO: 20/h/address, 5/10m/account ({who})."
            )
        return words

    def choice(self, name: str, *, default: str, among: tuple[str, ...]) -> str:
        value = self.text(name, default=default)
        if value not in among:
            raise ImproperlyConfigured(f"{name} is {value!r}; write one of: {', '.join(among)}.")
        return value

    def secret(self, name: str, *, demo_file: Path | None) -> str:
        """The variable, or in demo mode a random value kept in `demo_file`; anything weak stops the start."""
        value = os.environ.get(name, "")
        if not value and demo_file is not None:
            return _kept_secret(demo_file)
        if len(value) < 32 or any(word in value.lower() for word in WEAK):
            raise ImproperlyConfigured(f"{name} is missing, too short or a default: set 32 random characters or more.")
        return value

    def seed(self, name: str, *, demo_file: Path | None) -> str:
        """A secret that is the seed of a key: 32 bytes in hex."""
        value = self.secret(name, demo_file=demo_file)
        if not SEED.fullmatch(value):
            raise ImproperlyConfigured(f"{name} is no seed of a key: write 32 random bytes as 64 hex digits.")
        return value

    def name_of_key(self, name: str, *, default: str) -> str:
        value = self.text(name, default=default)
        if not value or "+" in value or len(value.split()) != 1:
            raise ImproperlyConfigured(f"{name} is {value!r}; write one word without a plus sign.")
        return value

    def database(self, name: str, *, default: str) -> dict[str, Any]:
        return dict(environ.Env.db_url_config(self.text(name, default=default)))

    def cache(self, name: str, *, default: str) -> dict[str, Any]:
        """`database://TABLE`, `memory://` (one process only) or `redis://HOST:PORT/N`."""
        url = self.text(name, default=default)
        scheme, _, rest = url.partition("://")
        if scheme == "database":
            backend = "django.core.cache.backends.db.DatabaseCache"
            return {"BACKEND": backend, "LOCATION": rest, "OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES}}
        if scheme == "memory":
            return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        if scheme in {"redis", "rediss"}:
            return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
        raise ImproperlyConfigured(f"{name} is {url!r}; write database://TABLE, memory:// or redis://HOST:PORT/N.")


def refuse_to_show_the_public(mode: str, *, hosts: list[str], site_url: str, behind_tls: bool) -> None:
    """Demo mode shows everybody's mails, and debug mode our settings: both are for the machine they run on."""
    public = {*hosts, urlsplit(site_url).hostname or ""} - LOOPBACK
    if public or behind_tls:
        where = "SECURE_BEHIND_TLS" if behind_tls else ", ".join(sorted(public))
        raise ImproperlyConfigured(
            f"{mode} is for this machine only, and {where} says that others reach it: set {mode}=0."
        )


def _kept_secret(file: Path) -> str:
    """One value for all processes that start at once: whoever comes first, the file appears whole."""
    if not file.exists():
        whole = file.with_name(f"{file.name}.{os.getpid()}")
        with open(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
            handle.write(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(whole, file)
        whole.unlink()
    return file.read_text().strip()
