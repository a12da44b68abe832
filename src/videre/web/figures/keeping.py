"""Pages of figures, kept: written once for each release, language and day, and never shown after a table is another.

Nothing of the reader stands in what is kept: it is written without the request, so no name, role or token can reach it.
The frame around it (menu, who is logged in) is written for each reader.
"""

import os
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from videre.pipeline.freezing import EDITIONS
from videre.web.installation import current_day, current_home
from videre.web.languages import current_language

MOST_KEPT: Final = 256  # pages a process; the largest is 170 kB, so 40 MB at most
PARTS: Final = "\ufdd0"  # stands between the parts of a bare page; no text has this character


class KeptPage(NamedTuple):
    """The parts of a page that its frame takes up."""

    title: SafeString
    styles: SafeString
    content: SafeString


Key = tuple[object, ...]

_kept: OrderedDict[Key, KeptPage] = OrderedDict()
_making: dict[Key, tuple[Lock, int]] = {}  # pages that are being made, and how many threads want each
_lock = Lock()


def render_kept(
    request: HttpRequest,
    template: str,
    make_context: Callable[[], dict[str, Any]],
    *,
    frame: str = "figures/kept.html",
    of_reader: dict[str, Any] | None = None,
) -> HttpResponse:
    """Return a page of figures in its frame; what it shows is made anew only when it could be another.

    Args:
        request: the question; only its address tells what the page is of.
        template: of the page; it extends `layout`, or `config/page.html` without one.
        make_context: makes what the template shows. It is not called for a page that is kept; what it raises is raised.
        frame: what is written around the page for each reader. of_reader: what it shows of the reader; never kept.
    """
    key = (template, request.get_full_path(), current_language(), current_day(), *released_files())
    page = find_kept(key)
    if page is None:
        with making(key):  # of several who ask at once one makes it, and the others wait for that
            page = find_kept(key)
            if page is None:
                context = {**make_context(), "layout": "figures/bare.html"}
                parts = render_to_string(template, context).split(PARTS)
                page = KeptPage(*(mark_safe(part) for part in parts))  # noqa: S308 - a template wrote it
                keep(key, page)
    return render(request, frame, {"kept": page, **(of_reader or {})})


def find_kept(key: Key) -> KeptPage | None:
    """Return a page that is kept, None where none is."""
    with _lock:
        page = _kept.get(key)
        if page is not None:
            _kept.move_to_end(key)
        return page


def keep(key: Key, page: KeptPage) -> None:
    """Keep a page, in place of the one that nobody has asked for the longest."""
    with _lock:
        _kept[key] = page
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


@contextmanager
def making(key: Key) -> Iterator[None]:
    """Let one thread at a time make a page; whoever else wants it waits here, and finds it kept."""
    with _lock:
        lock, n_waiting = _making.get(key, (Lock(), 0))
        _making[key] = (lock, n_waiting + 1)
    try:
        with lock:
            yield
    finally:
        with _lock:
            lock, n_waiting = _making.pop(key)
            if n_waiting > 1:
                _making[key] = (lock, n_waiting - 1)


def released_files() -> tuple[object, ...]:
    """Return what tells one release from another: where tables and reasons lie, when each was written, and how large.

    A file names its store version and its method version, so none that is another stays unnoticed.
    """
    paths = current_home().paths
    editions = written_in(paths.released / EDITIONS, "")  # a folder's time is that of the last file that came into it
    return (str(paths.released), *written_in(paths.released), "why", *written_in(paths.reasons), "earlier", *editions)


def written_in(folder: Path, ending: str = ".json") -> list[tuple[str, int, int]]:
    """Return what lies in a folder with when each was written and how large it is; nothing where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            files = [(each.name, each.stat()) for each in entries if each.name.endswith(ending)]
    except FileNotFoundError:
        return []
    return sorted((name, told.st_mtime_ns, told.st_size) for name, told in files)
