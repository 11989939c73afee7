from . import office, public, sending

__all__ = ["office", "public", "sending"]
