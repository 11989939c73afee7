from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Far-future names; a name that is not in the manifest is served as it is (a first start, a page of errors)."""

    manifest_strict = False

    def hashed_name(self, name: str, content: object = None, filename: str | None = None) -> str:
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            # Not collected: a page without its style is better than no page, and above all no page of errors.
            return name
