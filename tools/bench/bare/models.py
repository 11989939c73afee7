from django.db import models
from wagtail.models import Page


class BarePage(Page):
    """A title and a text, in a template like that of `wagtail start`."""

    body = models.TextField()

    template = "bare/bare_page.html"

    class Meta:
        app_label = "bare"
