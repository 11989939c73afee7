"""What goes wrong when a decision comes at the wrong time."""


class IllegalStep(Exception):  # noqa: N818  (the domain's word: it names what was refused)
    """The step is not possible now (HTTP 409); its text is a sentence in the reader's language.

    Who may take a step is a matter of `PermissionDenied` (403).
    """
