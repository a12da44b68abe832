"""The one place where folds of `domain` are compiled.

Numba compiles a plain function of `domain` when it is registered here; the function itself knows nothing of it, and
plain Python may call it too (casework does, for one person). Compiled code is kept between runs under a folder named by
the hash of all sources of `domain`, `measures` and `projection`, since Numba's own cache does not notice an edit in
another file; the same hash is part of a figure's method version. Kernels release the interpreter's lock and run on a
thread pool; never `prange`, which aborts under concurrent threads.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numba
from numba.extending import register_jitable

from videre.domain import (
    alternatives,
    benefits,
    currency,
    days,
    exam,
    facts,
    leaving,
    movements,
    onward,
    outside,
    pathways,
    sight,
    standing,
    states,
    way,
    whereabouts,
    work,
)

FOLDS: tuple[ModuleType, ...] = (
    days,
    work,
    facts,
    currency,
    sight,
    standing,
    benefits,
    leaving,
    exam,
    pathways,
    states,
    movements,
    way,
    outside,
    onward,
    whereabouts,
    alternatives,
)


def hash_of_sources() -> str:
    """Return a short hash of every source file that a number comes from: `domain`, `measures` and `projection`."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(path for room in ("domain", "measures", "projection") for path in package.glob(f"{room}/*.py")):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def keep_compiled_in(folder: Path) -> None:
    """Keep compiled code in a folder; must be called before the first kernel is declared."""
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]  # numba names it when imported


def cache_folder() -> Path:
    """Return where compiled code is kept: below $XDG_CACHE_HOME, else ~/.cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "videre" / f"folds-{hash_of_sources()}"


def register_folds() -> None:
    """Tell Numba which plain functions it may compile: every function that the modules in FOLDS define."""
    for module in FOLDS:
        for name, value in vars(module).items():
            is_own = callable(value) and getattr(value, "__module__", "") == module.__name__
            if is_own and not isinstance(value, type) and name not in NOT_COMPILED:
                register_jitable(value)


NOT_COMPILED = {"day_of_date", "date_of_day", "day_from_iso", "iso_from_day", "iso_from_month", "month_from_iso"}

keep_compiled_in(cache_folder())
register_folds()


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function compiled for whole populations: no interpreter lock, kept between runs."""
    return numba.njit(nogil=True, cache=True, error_model="numpy")(function)
