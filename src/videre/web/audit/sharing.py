"""Checking batches in several processes: a line costs some microseconds, and there may be ten million."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from django.db import connection, connections

from videre.web.audit.findings import Finding
from videre.web.audit.lines import Batch, Ranges, check_batch

Progress = Callable[[int], None]  # told how many lines have been checked so far


def in_processes(batches: Sequence[Batch], ranges: Ranges, *, workers: int, progress: Progress) -> list[list[Finding]]:
    """Check batches in some processes, each with a connection of its own, and return what was found in each batch.

    Args:
        batches, ranges: as for `check_batch`.
        workers: how many processes. With 1, or in memory, or inside a transaction that others do not see, it is this.
        progress: told after each batch.
    """
    check = partial(check_batch, ranges=ranges)
    in_memory = connection.vendor == "sqlite" and connection.settings_dict["NAME"] == ":memory:"
    if workers == 1 or in_memory or connection.in_atomic_block:
        return told(batches, map(check, batches), progress)
    connections.close_all()  # a connection that two processes share answers both
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        return told(batches, pool.map(check, batches), progress)


def told(batches: Sequence[Batch], each_found: Iterable[list[Finding]], progress: Progress) -> list[list[Finding]]:
    """Return what was found in each batch, telling of each as it is done."""
    found = []
    n_checked = 0
    for batch, findings in zip(batches, each_found, strict=True):
        found.append(findings)
        n_checked += batch.n_lines
        progress(n_checked)
    return found
