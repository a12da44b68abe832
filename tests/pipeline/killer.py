"""A process that forks imports and erasures and kills them (SIGKILL), at an instant or at a boundary.

Run as a program: a JSON object a line in, one a line out. It has loaded all modules and used none of them, so that a
fork costs a millisecond and starts no thread twice. A boundary is where Python enters or leaves a function that changes
something outside the process: a file, a folder, the ledger, a Delta table.
"""

import json
import os
import resource
import signal
import sys
import time
from datetime import date
from pathlib import Path
from types import FrameType

from videre.domain.refusals import Refused
from videre.home.home import get_home
from videre.pipeline.erasing import erase
from videre.pipeline.importing import import_delivery

CHANGING = {
    "posix": ("fsync", "fdatasync", "rename", "replace", "mkdir", "unlink", "rmdir", "chmod", "link"),
    "fcntl": ("flock",),
    "_io": ("write", "__exit__", "truncate"),
    "sqlite3": ("executemany", "commit", "__exit__", "backup"),
    "deltalake._internal": (
        "write",
        "restore",
        "vacuum",
        "write_to_deltalake",
        "cleanup_metadata",
        "create_checkpoint",
    ),
}
POLL_SECONDS = 0.001


class Boundaries:
    """Counts the boundaries that a process passes, and kills it at one of them."""

    def __init__(self, kill_at: int | None) -> None:
        self.n_passed = 0
        self._kill_at = kill_at

    def __call__(self, _frame: FrameType, event: str, called: object) -> None:
        """Be told of a call, as `sys.setprofile` tells it."""
        if event not in ("c_call", "c_return"):
            return
        module = str(getattr(called, "__module__", None) or type(getattr(called, "__self__", None)).__module__)
        if getattr(called, "__name__", "") in CHANGING.get(module, ()):
            self.n_passed += 1
            if self.n_passed == self._kill_at:
                os.kill(os.getpid(), signal.SIGKILL)


def do(order: dict[str, str]) -> None:
    """Do what is ordered: erase a person, or import a file."""
    home = get_home(Path(order["home"]))
    if "erase" in order:
        erase(home, [order["erase"]])
    else:
        import_delivery(home, order["register"], Path(order["file"]), reported=date.fromisoformat(order["reported"]))


def run(order: dict[str, str], answer: int, kill_at: int | None) -> None:
    """Do what is ordered in a process of its own, tell how many boundaries were passed or what was refused, and end."""
    boundaries = Boundaries(kill_at)
    if "boundary" in order:
        sys.setprofile(boundaries)
    if "most_bytes" in order:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(order["most_bytes"]), resource.RLIM_INFINITY))
    refused = None
    try:
        do(order)
    except Refused as refusal:
        refused = f"{type(refusal).__name__}: {refusal}"
    sys.setprofile(None)
    os.write(answer, json.dumps({"n_boundaries": boundaries.n_passed, "refused": refused}).encode())
    os._exit(0)


def obey(order: dict[str, object]) -> dict[str, object]:
    """Fork what is ordered, kill it when its time is over, and return how it ended."""
    read_end, write_end = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        boundary = order.get("boundary")
        run(order, write_end, boundary if isinstance(boundary, int) else None)  # type: ignore[arg-type]
    os.close(write_end)
    seconds = order.get("seconds")
    status = 0
    ended = 0
    while not ended:
        if isinstance(seconds, float) and time.perf_counter() - began >= seconds:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            break
        ended, status = os.waitpid(child, os.WNOHANG)
        time.sleep(0 if ended else POLL_SECONDS)
    took = time.perf_counter() - began
    with os.fdopen(read_end, "rb") as pipe:
        told = pipe.read()
    ending = json.loads(told) if told else {"n_boundaries": None, "refused": None}
    return {**ending, "is_killed": os.WIFSIGNALED(status), "seconds": took}


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(obey(json.loads(line))) + "\n")
        sys.stdout.flush()
