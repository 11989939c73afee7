"""What is written down about the running product: JSON lines in production, readable lines on one's own machine.

A line holds codes, numbers and times. Names, words, addresses and what was searched for stay out: only the fields
named here pass, a page goes by its route and not by its address, and what looks like an address is blotted out.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.json import JsonFormatter

logger = logging.getLogger("musharaka.request")

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KEPT = ("time", "level", "logger", "message", "request_id", "method", "route", "status_code", "took_ms", "exc_info")
ADDRESS = re.compile(r"[^\s@<>'\"]+@[^\s@<>'\"]+|(?<![\w-])\+?\d[\d ]{7,}\d(?![\w-])")
BLOT = "[…]"
READABLE = "%(asctime)s %(levelname)-7s %(name)s %(message)s  [%(request_id)s]"


class Line(JsonFormatter):
    """One line of JSON with the fields that may be known."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {name: _blotted(log_data[name]) for name in KEPT if log_data.get(name) not in (None, "")}


class Readable(logging.Formatter):
    def __init__(self) -> None:
        super().__init__(READABLE)

    def format(self, record: logging.LogRecord) -> str:
        return _blotted(super().format(record))


def _blotted(value: Any) -> Any:
    return ADDRESS.sub(BLOT, value) if isinstance(value, str) and not WELL_FORMED.fullmatch(value) else value


class WellFormedOnly:
    """Stands before django-guid: any other number than a plain UUID is as if it had not come."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Not `request.headers`: it is read once and kept, and django-guid would find there what is taken out here.
        if not WELL_FORMED.fullmatch(request.META.get("HTTP_X_REQUEST_ID", "")):
            request.META.pop("HTTP_X_REQUEST_ID", None)
        return self.get_response(request)


class RequestLine:
    """A line for each request, when it is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.monotonic()
        response = self.get_response(request)
        said = {
            "method": request.method,
            "route": request.resolver_match.route if request.resolver_match else "",
            "status_code": response.status_code,
            "took_ms": round(1000 * (time.monotonic() - start)),
        }
        logger.info("%(method)s %(route)s %(status_code)s %(took_ms)s ms", said, extra=said)
        return response


def logging_settings(*, in_json: bool, rooms: list[str]) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"number": {"()": "django_guid.log_filters.CorrelationId", "correlation_id_field": "request_id"}},
        "formatters": {"line": {"()": Line if in_json else Readable}},
        "handlers": {"out": {"class": "logging.StreamHandler", "filters": ["number"], "formatter": "line"}},
        "root": {"handlers": ["out"], "level": "WARNING"},  # Wagtail tells the titles of pages that are edited
        "loggers": {
            # Its own handlers would write the address of the page, and mail whole requests to the administrators.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "propagate": False},
            "django_guid": {"level": "ERROR"},
            **{name: {"level": "INFO"} for name in ("musharaka", *rooms)},
        },
    }
