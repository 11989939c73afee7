from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Far-future names; a name that is not in the manifest is served as it is (tests and a first start)."""

    manifest_strict = False
