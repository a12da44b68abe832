"""Triggers that keep the log append-only, on SQLite and on PostgreSQL.

A line is never changed, and is let go only when a statement in `audit_retirement` covers it; whether that statement is
signed is asked by `verifying`. Seals and statements are neither changed nor let go. Who owns the tables can take the
triggers away: then `verifying` finds what was done, and `missing_guards` that they are gone.
"""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES: Final = ("audit_entry", "audit_seal", "audit_retirement")
SAID: Final = "the log is append-only"
COVERED: Final = "EXISTS (SELECT 1 FROM audit_retirement r WHERE OLD.id BETWEEN r.first_entry AND r.last_entry)"

SQLITE: Final = """
CREATE TRIGGER IF NOT EXISTS {table}_keeps_changed BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{said}'); END;
CREATE TRIGGER IF NOT EXISTS {table}_keeps_removed BEFORE DELETE ON {table} WHEN NOT {covered}
BEGIN SELECT RAISE(ABORT, '{said}'); END;
CREATE TRIGGER IF NOT EXISTS {table}_keeps_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{said}'); END;
"""

POSTGRESQL: Final = """
CREATE OR REPLACE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF {covered} THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION '{said}';
END $$;
CREATE OR REPLACE TRIGGER {table}_keeps_changed BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_keep();
CREATE OR REPLACE TRIGGER {table}_keeps_emptied BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_keep();
"""

TRIGGERS: Final = {
    "sqlite": ("keeps_changed", "keeps_removed", "keeps_replaced"),
    "postgresql": ("keeps_changed", "keeps_emptied"),
}


def put_guards(connection: BaseDatabaseWrapper) -> None:
    """Put up the triggers that are not there; nothing changes where they are."""
    if not missing_guards(connection):  # whoever serves a page need not own the tables
        return
    form = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        for table in TABLES:
            covered = COVERED if table == "audit_entry" else "1 = 0"
            script = form.format(table=table, said=SAID, covered=covered)
            if connection.vendor != "sqlite":
                cursor.execute(script)
                continue
            for statement in script.split("END;")[:-1]:
                cursor.execute(f"{statement} END")


def take_guards(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for undoing the migration, and for tests that play whoever owns the tables."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for name in TRIGGERS[connection.vendor]:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{on}")


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the triggers that are not there, or are switched off, by name."""
    asked = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        there = {name for (name,) in cursor.fetchall()}
    wanted = (f"{table}_{name}" for table in TABLES for name in TRIGGERS[connection.vendor])
    return [name for name in wanted if name not in there]
