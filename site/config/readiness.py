"""Whether this installation can do its work, part by part."""


def what_is_wrong() -> dict[str, str]:
    """Part → what is wrong with it; empty when all is well."""
    return {}
