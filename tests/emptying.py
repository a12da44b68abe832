"""Emptying the database between tests that commit: the log lets nothing go, so its triggers are taken away for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper as Postgresql
from django.db.backends.sqlite3.base import DatabaseWrapper as Sqlite

from videre.web.audit.guards import put_guards, take_guards


@contextmanager
def letting_the_log_be_emptied() -> Iterator[None]:
    """Let Django's `flush` empty the log as long as this lasts."""
    with pytest.MonkeyPatch.context() as patch:
        for operations in (Postgresql.ops_class, Sqlite.ops_class):
            patch.setattr(operations, "execute_sql_flush", unguarded(operations.execute_sql_flush))
        yield


def unguarded(flush: Any) -> Any:
    """Return a way of emptying tables that takes the guards away first, and puts them back."""

    def run(self: Any, sql_list: list[str]) -> None:
        take_guards(connection)
        flush(self, sql_list)
        put_guards(connection)

    return run
