"""Files that people attach: what they are by their content, made harmless, and where their bytes are kept.

    accept(name, content) -> Accepted      or FileRefused, with a sentence for its sender

Nothing here touches the database; `contributions.actions` stores what comes out.
"""

from .accepting import Accepted, accept
from .refusals import FileRefused
from .types import TYPES, FileType, type_of

__all__ = ["TYPES", "Accepted", "FileRefused", "FileType", "accept", "type_of"]
