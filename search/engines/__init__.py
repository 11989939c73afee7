"""The engine that this installation searches with: `settings.SEARCH_ENGINE`."""

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine

ENGINES = {"embedded": "search.engines.embedded.EmbeddedEngine"}


def engine() -> Engine:
    return import_string(ENGINES[settings.SEARCH_ENGINE])()
