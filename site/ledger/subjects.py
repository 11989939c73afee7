"""What a row of ours is called in records that outlive it."""

from __future__ import annotations

from django.db import models


def subject_of(thing: models.Model) -> tuple[str, int]:
    """The model and the key: ("contributions.contribution", 12). A proxy goes by the name of its table's model."""
    model = thing._meta.concrete_model or type(thing)
    return model._meta.label_lower, thing.pk
