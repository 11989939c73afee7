"""A row of any model, complete and otherwise arbitrary, for tests that ask the same of many tables."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from contributions.models import Comment, Contribution, Discussion

_numbers = itertools.count(1_000)


def make_row(model: type[models.Model], **given: Any) -> Any:
    """Fields that may be empty stay empty, and what a row needs beside it is made too."""
    if model in SPECIAL and not given:
        return SPECIAL[model]()
    if issubclass(model, Page):
        return Page.objects.get(depth=1).add_child(instance=model(**_values(model, {"title": "صفحة", **given})))
    return model._base_manager.create(**_values(model, given))


def _values(model: type[models.Model], given: dict[str, Any]) -> dict[str, Any]:
    inherited = {field.name for field in Page._meta.fields} if issubclass(model, Page) else set()
    needed = [field for field in model._meta.concrete_fields if _is_needed(field) and field.name not in inherited]
    return {field.name: _value(field) for field in needed if field.name not in given} | given


def _is_needed(field: models.Field) -> bool:
    if field.has_default() or field.null or isinstance(field, models.AutoField):
        return False
    if getattr(field.remote_field, "parent_link", False) or getattr(field, "auto_now_add", False):
        return False
    return not (field.blank and field.empty_strings_allowed)


def _value(field: models.Field) -> Any:
    if isinstance(field, models.ForeignKey):
        return make_row(field.related_model)
    if field.choices:
        return field.flatchoices[0][0]
    number = next(_numbers)
    for kind, value in (
        (models.EmailField, f"{number}@example.om"),
        (models.GenericIPAddressField, "192.0.2.1"),
        ((models.CharField, models.TextField), str(number)),
        (models.BooleanField, False),
        (models.IntegerField, number),
        (models.DateTimeField, timezone.now()),
        (models.DateField, timezone.localdate()),
        (models.UUIDField, uuid.uuid4()),
        (models.JSONField, {}),
    ):
        if isinstance(field, kind):
            return value
    raise NotImplementedError(f"what is a {type(field).__name__}? ({field})")


def make_comment() -> Comment:
    """Its inherited columns stay blank."""
    contribution, discussion = make_row(Contribution), make_row(Discussion)
    return Comment.thread.create(contribution=contribution, discussion=discussion)


SPECIAL = {
    Comment: make_comment,
    ContentType: lambda: ContentType.objects.get_for_model(Discussion),
    Site: lambda: Site.objects.get_current(),
}
