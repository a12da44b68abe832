"""The second wall: with the site's own role and SQL of one's own, nobody sees more than their connection may."""

import os
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import OperationalError, connection
from django.test import RequestFactory

from videre.home.home import Home
from videre.web.access.models import Door, Involvement, Membership
from videre.web.accounts.middleware import ActingUser
from videre.web.accounts.models import User
from videre.web.audit import actions as audit
from videre.web.audit import wall
from videre.web.config.policies import NoWall, put_up_wall, walled_tables
from videre.web.people.models import Address, CprNumber, Guardian, Person

ROLE = "videre_wall_test"
DAY = "2016-03-01"
FAR = 4_000_000_000
NOBODYS = {"people_contactunit", "people_takendelivery"}  # names of units and numbers of deliveries: about no person

on_postgresql = pytest.mark.skipif(
    "VIDERE_DATABASE_URL" not in os.environ, reason="SQLite has no row-level security, and says so"
)


def test_every_table_of_people_is_guarded_or_about_no_person() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("people").get_models()}
    assert tables == set(walled_tables()) | NOBODYS


def test_sqlite_says_that_it_has_no_such_wall(db: None) -> None:
    if connection.vendor == "postgresql":
        with pytest.raises(NoWall, match="There is no role"):
            put_up_wall(connection, role="nobody_at_all")
    else:
        with pytest.raises(NoWall, match="PostgreSQL"):
            put_up_wall(connection, role=ROLE)


def test_a_pass_is_what_the_standard_says(home: Home) -> None:
    inner, outer = wall.padded_keys()
    said = f"7|{DAY}|{FAR}"
    by_hand = wall.sha256(outer + wall.sha256(inner + said.encode()).digest()).hexdigest()
    assert wall.make_pass(7, day=DAY, ends=FAR) == f"{said}|{by_hand}"


def test_whoever_asks_is_who_asked_before_when_it_is_over(home: Home) -> None:
    with wall.asking(7):
        assert wall.current_pass().startswith("7|2016-03-01|")
        with wall.asking_as_the_house():
            assert wall.current_pass().startswith("0|")
        with wall.asking(None):
            assert wall.current_pass() == ""
        assert wall.current_pass().startswith("7|")


@pytest.fixture
def role(transactional_db: None, home: Home) -> Iterator[str]:
    """Return the site's database role, before which the wall has been put up."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP ROLE IF EXISTS {ROLE}")
        cursor.execute(f"CREATE ROLE {ROLE} LOGIN")
    put_up_wall(connection, role=ROLE)
    put_up_wall(connection, role=ROLE)  # done twice, it is the same wall
    yield ROLE
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")


@pytest.fixture
def world(role: str) -> dict[str, Any]:
    """Return two counsellors of two units, each with one young person, and a third person whom nobody knows."""
    vera, bo = (User.objects.create(user_name=n, display_name=n, role="guidance_counsellor") for n in ("vera", "bo"))
    people = [Person.objects.create(given_name=f"canary{i}", birth_date=date(2000, 1, 1), sex="K") for i in range(3)]
    for i, person in enumerate(people):
        Address.objects.create(person=person, address=f"canary street {i}", postal_code="2620")
        CprNumber.objects.create(blind=i + 1, person=person, encrypted=b"x", reported=date(2016, 1, 1), sequence=1)
    Membership.objects.create(user=vera, unit="center", since=date(2015, 1, 1))
    involved = {"kind": "case", "since": date(2015, 1, 1), "made_by": "test"}
    Involvement.objects.create(person=people[0], unit="center", **involved)
    Involvement.objects.create(person=people[1], user=bo, **involved)
    Involvement.objects.create(person=people[2], user=vera, **{**involved, "until": date(2016, 1, 1)})  # over
    return {"vera": vera, "bo": bo, "people": people}


def asked(role: str, shown: str, sql: str) -> list[tuple[Any, ...]]:
    """Return what SQL of one's own gives under the site's role with a pass; an error gives nothing."""
    at = connection.settings_dict
    with psycopg.connect(
        host=at["HOST"], port=at["PORT"] or 5432, dbname=at["NAME"], user=role, autocommit=True
    ) as theirs:
        theirs.execute("SELECT set_config('videre.pass', %s, false)", [shown])
        try:
            answer = theirs.execute(sql)
            return answer.fetchall() if answer.description else []
        except psycopg.Error:
            return []


def pass_of(user: User) -> str:
    return wall.make_pass(user.pk, day=DAY, ends=FAR)


@on_postgresql
def test_each_sees_their_own_people_and_the_house_sees_all(role: str, world: dict[str, Any]) -> None:
    names = "SELECT given_name FROM people_person ORDER BY 1"
    assert asked(role, pass_of(world["vera"]), names) == [("canary0",)]
    assert asked(role, pass_of(world["bo"]), names) == [("canary1",)]
    assert len(asked(role, wall.make_pass(0, day=DAY, ends=FAR), names)) == 3
    assert asked(role, pass_of(world["vera"]), "SELECT address FROM people_address") == [("canary street 0",)]
    assert asked(role, pass_of(world["vera"]), "SELECT blind FROM people_cprnumber") == [(1,)]


@on_postgresql
def test_an_involvement_that_is_over_on_the_day_shows_nothing_and_one_that_is_not_does(
    role: str, world: dict[str, Any]
) -> None:
    earlier = wall.make_pass(world["vera"].pk, day="2015-06-01", ends=FAR)
    assert len(asked(role, earlier, "SELECT 1 FROM people_person")) == 2


@on_postgresql
def test_whoever_came_in_by_the_door_sees_those_it_leads_to(role: str, world: dict[str, Any]) -> None:
    anna = User.objects.create(user_name="anna", display_name="Forælder", role="guardian")
    Door.objects.create(user=anna, person=world["people"][2], kind="guardian", blind=7)
    assert asked(role, pass_of(anna), "SELECT given_name FROM people_person") == [("canary2",)]
    assert asked(role, pass_of(anna), "SELECT address FROM people_address") == [("canary street 2",)]


def forged_passes(world: dict[str, Any]) -> list[str]:
    """Return passes that nobody was given: of others, changed, out of date, and none at all."""
    vera, bo = world["vera"].pk, world["bo"].pk
    real = wall.make_pass(vera, day=DAY, ends=FAR)
    mac = real.rpartition("|")[2]
    return [
        "", "|||", "0", f"0|{DAY}|{FAR}", f"0|{DAY}|{FAR}|", f"0|{DAY}|{FAR}|{mac}", f"{bo}|{DAY}|{FAR}|{mac}",
        f"{vera}|2015-06-01|{FAR}|{mac}", f"{vera}|{DAY}|{FAR + 1}|{mac}", real[:-1], real + "0", real + "|",
        "|" + real,
        wall.make_pass(0, day=DAY, ends=1), wall.make_pass(bo, day=DAY, ends=1), real.upper(), f" {real}",
        f"0|{DAY}|{FAR}|NULL", f"0|{DAY}|{FAR}|" + "0" * 64, f"0||{FAR}|{mac}", f"0' OR '1'='1|{DAY}|{FAR}|{mac}",
    ]  # fmt: skip


ATTACKS = (
    "SELECT * FROM {table}",
    "SELECT {table} FROM {table}",
    "SELECT * FROM {table} WHERE true OR true",
    "SELECT count(*) FROM {table} HAVING count(*) > 0",
    "SELECT max(t::text) FROM {table} t HAVING max(t::text) IS NOT NULL",
    "SELECT * FROM {table} a CROSS JOIN {table} b",
    "UPDATE {table} SET ctid = ctid RETURNING *",
    "DELETE FROM {table} RETURNING *",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE {table} OWNER TO CURRENT_USER",
    "DROP POLICY wall_seen ON {table}",
    "CREATE POLICY mine ON {table} USING (true)",
    "CREATE VIEW pg_temp.mine AS SELECT * FROM {table}",
    "SET row_security = off; SELECT * FROM {table}",
)
ELSEWHERE = (
    "SELECT * FROM wall_key", "UPDATE wall_key SET inner_pad = 'x'", "SET ROLE postgres", "SELECT videre_seen()",
    "CREATE OR REPLACE FUNCTION videre_user() RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint'",
    "ALTER FUNCTION videre_user() OWNER TO CURRENT_USER", "SELECT (videre_pass())[1]",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "SELECT * FROM pg_stats WHERE tablename LIKE 'people%'", "SELECT lo_import('/etc/passwd')",
    "COPY people_person TO PROGRAM 'cat'", "SELECT pg_read_file('/etc/passwd')",
)  # fmt: skip


@on_postgresql
def test_no_statement_under_a_forged_pass_shows_a_row(role: str, world: dict[str, Any]) -> None:
    statements = [attack.format(table=table) for attack in ATTACKS for table in ("people_person", "people_address")]
    statements += list(ELSEWHERE)
    tried = [(shown, sql) for shown in forged_passes(world) for sql in statements]
    assert len(tried) >= 500
    leaks = [(shown, sql) for shown, sql in tried if any(any(row) for row in asked(role, shown, sql))]
    assert leaks == []
    assert Person.objects.count() == Address.objects.count() == 3


@on_postgresql
def test_no_statement_under_ones_own_pass_shows_anothers_row(role: str, world: dict[str, Any]) -> None:
    for attack, table in product(ATTACKS, sorted(walled_tables())):
        rows = asked(role, pass_of(world["vera"]), attack.format(table=table))
        assert "canary1" not in str(rows)
        assert "canary2" not in str(rows)
        assert "canary street 1" not in str(rows)
    assert Person.objects.count() == 3


@on_postgresql
def test_nobody_but_the_house_writes_about_people(role: str, world: dict[str, Any]) -> None:
    mine, other = world["people"][:2]
    shown = pass_of(world["vera"])
    for sql in (
        f"UPDATE people_person SET given_name = 'x' WHERE id = '{mine.pk}' RETURNING 1",  # noqa: S608
        f"INSERT INTO people_guardian (person_id) VALUES ('{other.pk}') RETURNING 1",  # noqa: S608
        f"UPDATE people_address SET person_id = '{mine.pk}' WHERE person_id = '{other.pk}' RETURNING 1",  # noqa: S608
    ):
        assert asked(role, shown, sql) == []
    house = wall.make_pass(0, day=DAY, ends=FAR)
    change = f"UPDATE people_person SET given_name = 'y' WHERE id = '{mine.pk}' RETURNING 1"  # noqa: S608
    assert asked(role, house, change) == [(1,)]
    assert not Guardian.objects.exists()


@on_postgresql
def test_the_role_neither_changes_the_log_nor_takes_its_guards_away(role: str, world: dict[str, Any]) -> None:
    audit.write(event="x", by="vera")
    for sql in (
        "UPDATE audit_entry SET by = 'x' RETURNING 1",
        "DELETE FROM audit_entry RETURNING 1",
        "TRUNCATE audit_entry",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_entry_keeps_changed ON audit_entry",
        "SET session_replication_role = replica; DELETE FROM audit_entry",
    ):
        assert asked(role, wall.make_pass(0, day=DAY, ends=FAR), sql) == []
    assert asked(role, "", "SELECT by FROM audit_entry") == [("vera",)]


@on_postgresql
def test_what_the_catalogue_says(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        assert {name for (name,) in cursor.fetchall()} == set(walled_tables())
        cursor.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = %s", [role])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
        assert cursor.fetchone() == (False,)


@on_postgresql
@pytest.mark.parametrize("wrong", ["BYPASSRLS", "SUPERUSER"])
def test_a_role_that_passes_by_is_refused(role: str, wrong: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER ROLE {ROLE} {wrong}")
        try:
            with pytest.raises(NoWall, match="Use another"):
                put_up_wall(connection, role=ROLE)
        finally:
            cursor.execute(f"ALTER ROLE {ROLE} NO{wrong}")


def test_whoever_could_not_show_a_pass_is_not_left_as_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_to: object) -> None:
        if wall._user.get() == 4711:
            raise OperationalError("the server is gone")

    monkeypatch.setattr(wall, "show_pass", fails)
    before = wall._user.get()
    with pytest.raises(OperationalError), wall.asking(4711):
        pytest.fail("nobody asks without a pass")
    assert wall._user.get() == before


@on_postgresql
def test_a_request_shows_the_pass_of_its_user_and_leaves_none(role: str, world: dict[str, Any]) -> None:
    seen = []

    def view(_request: object) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT videre_user()")
            seen.append(cursor.fetchone())

    request = RequestFactory().get("/")
    request.user = world["vera"]
    ActingUser(view)(request)
    assert seen == [(world["vera"].pk,)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT videre_user()")
        assert cursor.fetchone() == (0,)  # as before: this process is a command, not a server
