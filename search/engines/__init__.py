"""The engine that this installation searches with: `settings.SEARCH_ENGINE`."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from search.engines.base import Engine

ENGINES = {"embedded": "search.engines.embedded.EmbeddedEngine"}


def engine() -> Engine:
    if settings.SEARCH_ENGINE not in ENGINES:
        raise ImproperlyConfigured(f"SEARCH_ENGINE is {settings.SEARCH_ENGINE!r}; write {' or '.join(ENGINES)}.")
    return import_string(ENGINES[settings.SEARCH_ENGINE])()
