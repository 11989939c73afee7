"""Policies with numbered points, and their published versions."""

from django.db import models


class PolicyVersion(models.Model):
    number = models.PositiveIntegerField(default=1)
