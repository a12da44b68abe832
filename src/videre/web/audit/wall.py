"""The second wall: PostgreSQL's row-level security, and the pass with which each connection says who is asking.

The pass names a user, the day that counts as today and when it ends, and bears a keyed hash (HMAC-SHA256) that the
database checks with a key which the site's own database role cannot read. So whoever gets to run SQL of their own as
that role can neither make a pass nor see more than the user whose connection it is. SQLite has no such wall.
"""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from videre.web.installation import current_day

HOUSE: Final = 0  # imports, nightly work and commands: the whole table
REQUEST_LASTS_SECONDS: Final = 600
HOUSE_LASTS_SECONDS: Final = 24 * 3600
SETTING: Final = "videre.pass"

_user: ContextVar[int | None] = ContextVar("user", default=HOUSE)


def wall_key() -> bytes:
    """Return the key of passes, 32 bytes: derived from the site's, which lies in the home and not in the database."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"videre.web.audit.wall", "sha256")


def padded_keys() -> tuple[bytes, bytes]:
    """Return the key as the database needs it: padded for the inner and the outer hash (RFC 2104)."""
    key = wall_key().ljust(64, b"\0")
    return bytes(each ^ 0x36 for each in key), bytes(each ^ 0x5C for each in key)


def make_pass(user: int, *, day: str, ends: int) -> str:
    """Return a pass for a user, or for the house."""
    said = f"{user}|{day}|{ends}"
    return f"{said}|{hmac.new(wall_key(), said.encode(), sha256).hexdigest()}"


@contextmanager
def asking(user: int | None) -> Iterator[None]:
    """Let a user be who asks the database, and afterwards whoever it was before. None: nobody, who sees no rows."""
    token = _user.set(user)
    try:
        show_pass(connection)  # where this fails nobody has asked, and whoever it was before is who asks again
        yield
    finally:
        _user.reset(token)
        show_pass(connection)


@contextmanager
def asking_as_the_house() -> Iterator[None]:
    """Let the house ask: for code that compares or decides before it shows anything, e.g. the control of the log."""
    with asking(HOUSE):
        yield


def ask_as_nobody() -> None:
    """From now on nobody asks, unless `asking` says who: how a process begins that serves pages."""
    _user.set(None)


def show_pass(to: BaseDatabaseWrapper) -> None:
    """Show the pass of whoever asks to the database; does nothing on SQLite, or where no connection is open yet."""
    if to.vendor != "postgresql" or to.connection is None or to.needs_rollback:
        return
    with to.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, current_pass()])


def current_pass() -> str:
    """Return the pass of whoever asks now; nothing for nobody."""
    user = _user.get()
    if user is None or settings.VIDERE_HOME is None:
        return ""
    lasts = HOUSE_LASTS_SECONDS if user == HOUSE else REQUEST_LASTS_SECONDS
    return make_pass(user, day=current_day().isoformat(), ends=int(timezone.now().timestamp()) + lasts)


def on_connection(*, connection: BaseDatabaseWrapper, **_told: Any) -> None:
    """Show the pass on a connection that was opened just now."""
    show_pass(connection)
