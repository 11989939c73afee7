"""Consultations in Wagtail's admin. Approval and publication are as for policies, in `policies.wagtail_hooks`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from consultations.models import Consultation
from policies.wagtail_hooks import refuse_bulk_deletion, refuse_deletion


def published_under(page: Page) -> int:
    return Consultation.objects.filter(page__path__startswith=page.path).count()


@hooks.register("before_delete_page")
def refuse_deleting_a_consultation(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse_deletion(request, page, published_under(page))


@hooks.register("before_bulk_action")
def refuse_deleting_in_bulk(
    request: HttpRequest, action: str, objects: Iterable[Any], view: Any
) -> HttpResponse | None:
    if action != "delete":
        return None
    return refuse_bulk_deletion(request, [each for each in objects if isinstance(each, Page)], published_under)
