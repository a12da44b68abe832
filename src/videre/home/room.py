"""Room on the disk: a full one is an answer to the user, whichever library met it first."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from videre.domain.refusals import NeedsAttention

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
SQLITE = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")
SAID = ("no space left on device", "database or disk is full", "os error 28", "quota exceeded", "file too large")


class DiskFull(NeedsAttention):
    """There is no room left where the home lies."""


@contextmanager
def refusing_a_full_disk() -> Iterator[None]:
    """Turn what libraries raise when the disk is full into DiskFull; every other error goes on as it is.

    Python says it by a number; SQLite, Delta and polars by a sentence of their own.
    """
    try:
        yield
    except Exception as error:
        if is_about_room(error):
            raise DiskFull(
                "There is no room left on the disk of the home. What was under way was not kept; the home is as it was "
                "before. Make room (`videre doctor` says how much there is), and try again."
            ) from None
        raise


def is_about_room(error: BaseException) -> bool:
    """Return whether an error, or one that led to it, says that the disk is full."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return True
    if getattr(error, "sqlite_errorname", None) in SQLITE:
        return True
    if any(words in str(error).lower() for words in SAID):
        return True
    before = error.__cause__ or error.__context__
    return before is not None and is_about_room(before)
