"""Answers of the API: who may read them, how long they keep, and what is said when there is nothing."""

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

JSON_TYPE = "application/json"
PROBLEM_TYPE = "application/problem+json"  # RFC 9457


def answer(
    request: HttpRequest, content: bytes, media_type: str, *, tag: str = "", file_name: str = ""
) -> HttpResponseBase:
    """Return content that anybody may read from any page, with its tag; 304 where the reader has it already.

    A cache may keep it but asks each time whether it still holds (`no-cache`): a figure that was withdrawn is not shown
    for another hour, and asking costs a few bytes.
    """
    tag = tag or f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(
        content, content_type=media_type, headers={"ETag": tag, "Cache-Control": "public, no-cache"}
    )
    if file_name:
        response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    conditional = get_conditional_response(request, etag=tag, response=response)
    assert conditional is not None
    return open_to_all(conditional)


def answer_json(request: HttpRequest, content: Any, media_type: str = JSON_TYPE) -> HttpResponseBase:
    """Return plain values as JSON that anybody may read."""
    return answer(request, json.dumps(content, ensure_ascii=False, indent=1).encode(), media_type)


def problem(status: int, title: str, detail: str) -> HttpResponseBase:
    """Return what is wrong and what to do, as a problem document."""
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    body = json.dumps(content, ensure_ascii=False).encode()
    headers = {"Cache-Control": "public, no-cache"}
    return open_to_all(HttpResponse(body, status=status, content_type=PROBLEM_TYPE, headers=headers))


def preflight() -> HttpResponseBase:
    """Return what a browser asks before another site's page may ask us: reading only."""
    headers = {
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return open_to_all(HttpResponse(status=204, headers=headers))


def open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    """Return the answer readable by pages of other sites; no cookie goes with such a question."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    return response
