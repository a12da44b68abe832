"""What is written while an address is asked is undone again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Let what is written be undone: the next question finds the municipality as it was."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # a refusal may be written in it, as in a test's own
    with block:
        yield
        transaction.set_rollback(True)
