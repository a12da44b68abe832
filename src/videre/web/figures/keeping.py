"""Pages of figures, kept: written once for each release, language and day, and never shown after a table is another.

Nothing of the reader stands in what is kept: it is written without the request, so no name, role or token can reach it.
The frame around it (menu, who is logged in) is written for each reader.
"""

import os
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from videre.web.installation import current_day, current_home
from videre.web.languages import current_language

MOST_KEPT: Final = 256  # pages a process; the largest is 170 kB, so 40 MB at most
PARTS: Final = "\ufdd0"  # stands between the parts of a bare page; no text has this character


class KeptPage(NamedTuple):
    """The parts of a page that its frame takes up."""

    title: SafeString
    styles: SafeString
    content: SafeString


_kept: OrderedDict[tuple[object, ...], KeptPage] = OrderedDict()
_lock = Lock()


def render_kept(request: HttpRequest, template: str, make_context: Callable[[], dict[str, Any]]) -> HttpResponse:
    """Return a page of figures in its frame; what it shows is made anew only when it could be another.

    Args:
        request: the question; only its address tells what the page is of.
        template: of the page; it extends `layout`, or `config/page.html` without one.
        make_context: makes what the template shows. It is not called for a page that is kept; what it raises is raised.
    """
    key = (template, request.get_full_path(), current_language(), current_day(), *released_files())
    with _lock:
        page = _kept.get(key)
        if page is not None:
            _kept.move_to_end(key)
    if page is None:
        context = {**make_context(), "layout": "figures/bare.html"}
        page = KeptPage(*(mark_safe(part) for part in render_to_string(template, context).split(PARTS)))  # noqa: S308
        with _lock:
            _kept[key] = page
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return render(request, "figures/kept.html", {"kept": page})


def released_files() -> tuple[object, ...]:
    """Return what tells one release from another: where the tables lie, when each was written, and how large."""
    folder = current_home().paths.released
    with os.scandir(folder) as entries:
        files = [(each.name, each.stat()) for each in entries if each.name.endswith(".json")]
    return (str(folder), *sorted((name, told.st_mtime_ns, told.st_size) for name, told in files))
