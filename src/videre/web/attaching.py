"""Files as answers: a browser saves them and never shows them. The one place where a file gets its headers."""

from collections.abc import Mapping

from django.http import HttpResponse


def attached(data: bytes, name: str, kind: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Return an answer that a browser saves and never shows.

    Args:
        name: of the file, without a person's data: letters, digits, `-`, `_` and endings.
        kind: its media type. headers: what else it bears.
    """
    if not name.isascii() or not name.replace("-", "").replace("_", "").replace(".", "").isalnum() or ".." in name:
        raise ValueError("A file is named by letters, digits, - and _.")
    safe = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(data, content_type=kind, headers={**(headers or {}), **safe})
