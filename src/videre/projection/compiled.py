"""Compiling the loops of the projection: kept between runs under a folder named by the hash of its sources."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba


def cache_folder() -> Path:
    """Return where compiled code is kept: below $XDG_CACHE_HOME, else ~/.cache."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return folder / "videre" / f"projection-{digest.hexdigest()[:16]}"


FOLDER = str(cache_folder())


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function compiled without the interpreter's lock, kept between runs.

    Numba has one setting for where it keeps code, read when a function is declared; `measures` has a folder of its own.
    """
    before = numba.config.CACHE_DIR  # type: ignore[attr-defined]  # numba names it when imported
    numba.config.CACHE_DIR = FOLDER  # type: ignore[attr-defined]
    try:
        return numba.njit(nogil=True, cache=True, error_model="numpy")(function)
    finally:
        numba.config.CACHE_DIR = before  # type: ignore[attr-defined]
