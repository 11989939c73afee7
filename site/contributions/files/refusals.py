"""Why a file is not taken, in a sentence for whoever sent it."""


class FileRefused(Exception):  # noqa: N818
    """The sentence speaks of "it"; whoever shows it names the file before."""
