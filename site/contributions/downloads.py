"""How a file that somebody sent is given out: never as a page of ours, whatever is in it."""

from __future__ import annotations

from django.http import FileResponse, Http404

from contributions import stored
from contributions.models.attachment import StoredFile


def given_out(file: StoredFile, *, of: str = stored.ATTACHMENTS) -> FileResponse:
    """A download, to whoever the caller has let come here."""
    try:
        content = stored.opened(file.stored_as, of=of)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.kind.mime)
    # Should a browser show it all the same, it is a document without scripts, forms, origin or address.
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
