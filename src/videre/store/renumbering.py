"""One person under all their numbers: what the store says under a former number is said of the newest one."""

from collections.abc import Mapping
from datetime import date

import duckdb

from videre.domain.days import day_of_date
from videre.domain.renumbering import NumberChange, newest_numbers
from videre.home.paths import HomePaths
from videre.store.deliveries import Ledger
from videre.store.shapes import SHAPES
from videre.store.tables import all_rows, last_said, quoted, read_known

NEWEST_FIRST = ("persons",)  # who somebody is, their newest number says, however late a former one is reported on

MAPPED = "* EXCLUDE (former, newest) REPLACE (coalesce(newest, person) AS person)"


def read_changes(paths: HomePaths, ledger: Ledger, known_at: date) -> list[NumberChange]:
    """Return the changes of number that are known at a day; one that was withdrawn by then is none."""
    rows = read_known(paths, ledger, "cpr_changes", known_at).select("old_person", "new_person", "date")
    return [NumberChange(old, new, day_of_date(day)) for old, new, day in rows.iter_rows()]


def number_persons(connection: duckdb.DuckDBPyConnection, paths: HomePaths, ledger: Ledger, known_at: date) -> None:
    """Make the tables `renumbered` (former, newest) and `touched` (every number of whoever changed) for known_persons.

    Changes are few: some 2,000 a year in the country, most of them of newcomers.
    """
    number_by(connection, newest_numbers(read_changes(paths, ledger, known_at)))


def number_by(connection: duckdb.DuckDBPyConnection, newest: Mapping[int, int]) -> None:
    """Make the tables of `number_persons` from the newest number of each former one."""
    connection.execute("CREATE OR REPLACE TEMP TABLE renumbered (former BIGINT, newest BIGINT)")
    if newest:
        connection.executemany("INSERT INTO renumbered VALUES (?, ?)", list(newest.items()))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS"
        " SELECT former AS number FROM renumbered UNION SELECT newest FROM renumbered"
    )


def known_persons(
    connection: duckdb.DuckDBPyConnection, paths: HomePaths, ledger: Ledger, register: str, known_at: date
) -> str:
    """Make a view of a register as known at a day, each person under their newest number; return its name.

    See `known_persons_among`.
    """
    return known_persons_among(connection, all_rows(paths, ledger, register), register, known_at)


def known_persons_among(connection: duckdb.DuckDBPyConnection, rows: str, register: str, known_at: date) -> str:
    """Make a view of a register as known at a day, of rows in the shape of the store, wherever they lie.

    `number_persons` has made its tables. Of one thing said under several numbers of one person, the last thing said
    counts, by `(reported, sequence)`, and under the newest number where that is a tie. A row that was only taken back
    under a former number does not count against the others: whoever begins to use the new number leaves the former out.
    Of the register of persons itself the newest number's row counts.

    Without changes this is `known_rows`, and costs the same; else only the rows of those who changed cost more.

    Source:
        Checked against tests/oracles/renumbering.py.
    """
    shape = SHAPES[register]
    row = connection.execute("SELECT count(*) FROM touched").fetchone()
    if "person" not in shape.columns or row == (0,):
        query = f"SELECT * FROM ({last_said(rows, register, known_at)}) WHERE NOT withdrawn"
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {register} AS {query}")
        return register
    renumbered = "LEFT JOIN renumbered ON person = former"
    if "person" not in shape.key:  # the thing said has a number of its own, and the person stands beside
        everybody = last_said(rows, register, known_at)
        query = f"SELECT {MAPPED} FROM ({everybody}) {renumbered} WHERE NOT withdrawn"
    else:
        others = last_said(rows, register, known_at, "person NOT IN (SELECT number FROM touched)")
        theirs = last_said(rows, register, known_at, "person IN (SELECT number FROM touched)")
        key = ", ".join(quoted(name) for name in shape.key)
        order = "former IS NOT NULL, " if register in NEWEST_FIRST else ""
        query = f"""SELECT * FROM ({others}) WHERE NOT withdrawn UNION ALL
            SELECT * EXCLUDE (former) FROM (
                SELECT {MAPPED}, former FROM ({theirs}) {renumbered} WHERE former IS NULL OR NOT withdrawn)
            QUALIFY row_number() OVER (
                PARTITION BY {key} ORDER BY {order}reported DESC, sequence DESC, former IS NOT NULL, former DESC) = 1
                AND NOT withdrawn"""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {register} AS {query}")
    return register
