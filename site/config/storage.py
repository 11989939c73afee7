from collections.abc import Iterator

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("css/", "fonts/", "img/", "js/", "django_htmx/")


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Far-future names; a name that is not in the manifest is served as it is (a first start, a page of errors)."""

    manifest_strict = False

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The manifest is read when a process starts, and so are the addresses."""
        if settings.DEBUG or force:
            return super().url(name, force)
        if name not in self.addresses:
            self.addresses[name] = super().url(name)
        return self.addresses[name]

    def hashed_name(self, name: str, content: object = None, filename: str | None = None) -> str:
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            # Not collected: a page without its style is better than no page, and above all no page of errors.
            return name

    def compress_files(self, paths: Iterator[str]) -> Iterator[tuple[str, str]]:
        """A demonstration on this machine compresses what pages load: Wagtail's thousand files would take a minute."""
        return super().compress_files(path for path in paths if not settings.DEMO or path.startswith(OURS))
