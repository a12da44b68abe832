"""Who acts: which role and unit the lines of the log bear for as long as one request or command lasts."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Actor(NamedTuple):
    """A user as they are at the time: name, role and unit."""

    user_name: str = ""
    role: str = ""
    unit: str = ""


NOBODY = Actor()
_current: ContextVar[Actor] = ContextVar("actor", default=NOBODY)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Let an actor be the one who acts, and nobody else afterwards."""
    token = _current.set(actor)
    try:
        yield
    finally:
        _current.reset(token)


def actor_named(by: str) -> Actor:
    """Return who acts if it is the one named; for another name, an actor of whom nothing else is known."""
    actor = _current.get()
    return actor if actor.user_name == by else Actor(user_name=by)
