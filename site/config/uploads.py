"""What is too large is let go while it arrives, so that nobody fills the disk; the form's words arrive all the same."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

TOO_LARGE = "musharaka.too_large"
# Staff bring films and reports there, and Wagtail has limits of its own.
UNMEASURED = "/admin/"


class Measured(FileUploadHandler):
    """Stands before those that keep what arrives."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > largest(self.request):
            assert self.request is not None
            self.request.META.setdefault(TOO_LARGE, []).append(self.file_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        return None  # kept by those after it


def largest(request: HttpRequest | None) -> float:
    """In bytes."""
    is_free = request is not None and request.path.startswith(UNMEASURED)
    return float("inf") if is_free else settings.ATTACHMENT_MEGABYTES * 1024 * 1024


def too_large(request: HttpRequest) -> list[str]:
    """The names of files that did not arrive for their size."""
    request.FILES  # noqa: B018  (nothing is known before the body was read)
    names: list[str] = request.META.get(TOO_LARGE, [])
    return names
