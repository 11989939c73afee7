"""Every address that the resolver lists, with whatever of a contribution it may ask for, and what is read there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from contributions.models import Contribution

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# Django's own places for files and switches, which know no contribution.
ELSEWHERE = re.compile(r"static|media|admin|documents|__debug__|i18n")
SIGN_IN = "/accounts/login/?next="


def addresses_of(*contributions: Contribution) -> list[str]:
    """In Arabic: the prefix of an address is that of the language that is spoken."""
    with translation.override("ar"):
        known = list(_listed(get_resolver()))
    each = [(path, _values(contribution)) for contribution in contributions for path in known]
    return sorted({address for path, values in each for address in _filled(path, values)})


def read(reader: Client, path: str) -> str:
    """Where it leads in the end. The page to sign in is the same whatever was asked for, and is listed itself."""
    answer = reader.get(path)
    if answer.status_code in (301, 302) and SIGN_IN in answer["Location"]:
        return ""
    if answer.status_code in (301, 302):
        answer = reader.get(answer["Location"], follow=True)
    return bytes(answer.getvalue()).decode(errors="replace")


def _listed(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern).lstrip("^").rstrip("$")
        if isinstance(pattern, URLResolver):
            yield from _listed(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path


def _values(contribution: Contribution) -> dict[str, Any]:
    comment, file = getattr(contribution, "comment", None), contribution.attachments.first()
    values = {
        "reference": contribution.reference,
        "discussion_id": comment.discussion_id if comment else 0,
        "pk": contribution.pk,
        "number": contribution.pk,
        "slug": contribution.reference,
    }
    return values | ({"token": file.token, "name": file.name} if file else {})


def _filled(path: str, values: dict[str, Any]) -> list[str]:
    """None for an address that asks for something else."""
    asked = PARAMETER.findall(path)
    if ELSEWHERE.search(path) or "(" in path or not set(asked) <= set(values):
        return []
    return ["/" + PARAMETER.sub(lambda match: str(values[match[1]]), path)]
