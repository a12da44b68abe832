"""Which rows the second wall lets whom see, table by table, and the SQL that puts it up.

A row about a person is seen by whoever has a tie to the person on the day: an involvement of theirs or of a unit of
theirs, a disclosure to a unit of theirs, a glass they have broken, or the door of the young person and the parents.
That is wider than `access` decides, which looks at purpose, age, consent and category too; the wall is for the day on
which `access` is wrong, or passed by.
"""

from typing import Final

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from videre.domain.refusals import Refused
from videre.web.audit.wall import padded_keys

PERSONS: Final = "id IN (SELECT videre_seen())"
OF_A_PERSON: Final = "person_id IN (SELECT videre_seen())"
OF_A_NUMBER: Final = "number IN (SELECT {key} FROM {numbers})"
IS_HOUSE: Final = "(SELECT videre_user()) = 0"

FUNCTIONS: Final = """
CREATE TABLE IF NOT EXISTS wall_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), inner_pad bytea, outer_pad bytea
);
REVOKE ALL ON wall_key FROM PUBLIC;
CREATE OR REPLACE FUNCTION videre_pass() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, {schema}, pg_temp AS $$
DECLARE
    parts text[] := string_to_array(current_setting('videre.pass', true), '|');
    found text;
BEGIN
    IF cardinality(parts) IS DISTINCT FROM 4 THEN RETURN NULL; END IF;
    SELECT encode(sha256(outer_pad || sha256(inner_pad || convert_to(array_to_string(parts[1:3], '|'), 'UTF8'))), 'hex')
    INTO found FROM wall_key;
    IF found IS DISTINCT FROM parts[4] THEN RETURN NULL; END IF;
    IF parts[3]::bigint < extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;
    RETURN parts;
END $$;
CREATE OR REPLACE FUNCTION videre_user() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, {schema}, pg_temp AS 'SELECT (videre_pass())[1]::bigint';
CREATE OR REPLACE FUNCTION videre_seen() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, {schema}, pg_temp AS $$
    WITH pass AS (
        SELECT (p)[1]::bigint AS usr, (p)[2]::date AS day FROM (SELECT videre_pass() AS p) AS shown WHERE p IS NOT NULL
    ),
    units AS (
        SELECT m.unit FROM access_membership m, pass
        WHERE m.user_id = usr AND m.since <= day AND (m.until IS NULL OR m.until > day)
    )
    SELECT i.person_id FROM access_involvement i, pass
    WHERE (i.user_id = usr OR i.unit IN (SELECT unit FROM units))
      AND i.since <= day AND (i.until IS NULL OR i.until > day)
    UNION SELECT d.person_id FROM access_disclosure d, pass
    WHERE d.recipient_unit IN (SELECT unit FROM units) AND d.since <= day AND (d.until IS NULL OR d.until > day)
    UNION SELECT o.person_id FROM access_door o, pass WHERE o.user_id = usr
    UNION SELECT g.person_id FROM access_brokenglass g, pass WHERE g.user_id = usr AND g.until > clock_timestamp()
$$;
"""

POLICY: Final = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall_house ON {table};
CREATE POLICY wall_house ON {table} USING ({house}) WITH CHECK ({house});
DROP POLICY IF EXISTS wall_seen ON {table};
CREATE POLICY wall_seen ON {table} FOR SELECT USING ({seen});
DROP POLICY IF EXISTS wall_owner ON {table};
CREATE POLICY wall_owner ON {table} TO {owner} USING (true) WITH CHECK (true);
"""

GRANTS: Final = """
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
REVOKE ALL ON wall_key FROM {role};
REVOKE UPDATE ON audit_entry, audit_seal, audit_retirement FROM {role};
REVOKE DELETE ON audit_seal, audit_retirement FROM {role};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};
"""


class NoWall(Refused):
    """The second wall was to be put up where it cannot stand."""


def seen_of(model: type[Model]) -> str | None:
    """Return the condition under which a user sees a row of a table; None for a table that is about no person."""
    names = {field.attname: field for field in model._meta.concrete_fields}
    if model._meta.label == "people.Person":
        return PERSONS
    if "person_id" in names:
        return OF_A_PERSON
    if "number_id" in names:
        numbers = names["number_id"].related_model
        assert isinstance(numbers, type), "a number is a row of another table"
        key = numbers._meta.pk
        assert key is not None, "every table has one"
        return OF_A_NUMBER.format(key=key.column, numbers=numbers._meta.db_table)
    return None


def walled_tables() -> dict[str, str]:
    """Return the tables of `people` that the wall guards, each with its condition.

    A table about persons that is added later is among them by its columns, and a test asks that none is left out.
    """
    models = apps.get_app_config("people").get_models(include_auto_created=True)
    return {model._meta.db_table: seen for model in models if (seen := seen_of(model)) is not None}


def put_up_wall(connection: BaseDatabaseWrapper, *, role: str) -> int:
    """Put up the wall before a database role, which may then do what the site needs; return how many tables it guards.

    Run it as the role that owns the tables, after every migration. Done twice, it is the same wall.

    Raises:
        NoWall: the database is SQLite, or the role owns tables or may pass by row-level security.
    """
    if connection.vendor != "postgresql":
        raise NoWall("SQLite has no row-level security. Use PostgreSQL, as docs/how-to/postgresql.md says.")
    with connection.cursor() as cursor:
        check_role(cursor, role)
        cursor.execute("SELECT quote_ident(current_user), quote_ident(current_schema()), quote_ident(%s)", [role])
        owner, schema, role = cursor.fetchone()
        cursor.execute(FUNCTIONS.format(schema=schema))
        inner, outer = padded_keys()
        cursor.execute("DELETE FROM wall_key")
        cursor.execute("INSERT INTO wall_key (inner_pad, outer_pad) VALUES (%s, %s)", [inner, outer])
        tables = walled_tables()
        for table, seen in tables.items():
            cursor.execute(POLICY.format(table=table, house=IS_HOUSE, seen=seen, owner=owner))
        cursor.execute(GRANTS.format(schema=schema, role=role))
    return len(tables)


def check_role(cursor: object, role: str) -> None:
    """Raise NoWall for a role before which the wall would be none."""
    execute, fetch = cursor.execute, cursor.fetchone  # type: ignore[attr-defined]
    execute("SELECT rolsuper OR rolbypassrls, rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
    found = fetch()
    if found is None:
        raise NoWall(f"There is no role {role}. Make it with: CREATE ROLE {role} LOGIN PASSWORD '...'")
    if any(found):
        raise NoWall(f"The role {role} is the owner of the tables, or passes by row-level security. Use another.")
    execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = %s", [role])
    if fetch()[0]:
        raise NoWall(f"The role {role} owns tables, and could take the wall down. Use another.")
