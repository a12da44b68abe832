"""Histories: the store resolved as known at a day, one sorted block of facts a person, kept between runs."""

import json
import shutil
from collections.abc import Collection
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from videre.definitions.catalogue import Definitions
from videre.domain.days import day_of_date
from videre.domain.facts import Fact
from videre.domain.people import Origin, ParentsEducation, Sex
from videre.home.home import Home
from videre.measures.arrays import FACT, PERSON, History, Ints, Records
from videre.store.deliveries import Ledger
from videre.store.history_queries import FIELDS, UNITS, Frontier, all_facts, as_date, day, number_of
from videre.store.months_of_work import join_months
from videre.store.renumbering import known_persons, number_persons
from videre.store.tables import all_rows

REGISTERS = (
    "persons",
    "residence",
    "programmes",
    "enrolments",
    "benefits",
    "employment",
    "activities",
    "notifications",
    "applications",
    "exams",
    "contacts",
)
BEFORE_ALL = date(1, 1, 1)  # a day on which no register had said anything
FORM_OF_KEPT = 3  # raised when the meaning of a kept history changes, so that an old one is not read
KEPT_HISTORIES = 8  # a municipality's is some 20 MB; the oldest are removed


def get_history(home: Home, ledger: Ledger, definitions: Definitions, known_at: date) -> History:
    """Return the history as known at a day: the kept one, or a new one that is then kept.

    A kept history is named by the store version, the day and the definitions, so that it is never stale.
    """
    name = f"{FORM_OF_KEPT}-{ledger.store_version()}-{known_at.isoformat()}-{definitions.content_hash()}"
    folder = home.paths.histories / name
    if not folder.exists():
        keep_history(build_history(home, ledger, definitions, known_at), folder)
        remove_old(home.paths.histories)
    return read_history(folder, known_at)


def build_history(
    home: Home, ledger: Ledger, definitions: Definitions, known_at: date, registers: Collection[str] = REGISTERS
) -> History:
    """Return the history as known at a day, resolved from the store; of some registers only where that is asked.

    Persons of whom the register of persons says nothing cannot be placed by age, and are left out with their facts;
    `videre check` lists them.
    """
    with duckdb.connect() as connection:
        number_persons(connection, home.paths, ledger, known_at)
        for register in REGISTERS:
            day_known = known_at if register in registers else BEFORE_ALL
            known_persons(connection, home.paths, ledger, register, day_known)
        frontier = Frontier(
            ledger_day(connection, "SELECT max(reported) FROM benefits"),
            newest_month(connection, all_rows(home.paths, ledger, "employment"), known_at),
        )
        columns, units = fact_columns(connection, definitions, frontier)
        people = connection.execute(PEOPLE).fetchnumpy()
    persons = persons_of(people)
    facts, first, last = facts_of(columns, people["person"])
    persons["first"], persons["last"] = first, last
    return History(persons, facts, people["person"].astype(np.int64), day_of_date(known_at), units)


def fact_columns(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, frontier: Frontier
) -> tuple[dict[str, Ints], tuple[str, ...]]:
    """Return all facts as columns, sorted by person, and the names of the units that contacts name by number.

    Args:
        connection: with a view of each register as known at a day.
        definitions: how long each kind of enrolment is believed.
        frontier: how far benefits and work had come in all that was delivered, also where the views hold only a part.
    """
    connection.execute(UNITS)
    units = tuple(name for (name,) in connection.execute("SELECT unit FROM units ORDER BY number").fetchall())
    query = all_facts(definitions.programme_kinds().review_months(), frontier)
    return join_months(connection.execute(query).fetchnumpy()), units


def newest_month(connection: duckdb.DuckDBPyConnection, rows: str, known_at: date) -> date | None:
    """Return the newest month of the view `employment`; None: it is empty.

    The newest month of its rows is nearly always the one, and asking only that saves resolving all months: a sixth of
    the time for the whole history.

    Args:
        rows: all rows of the register, as SQL to select from, some of which may be taken back.
    """
    reported = ledger_day(connection, f"SELECT max(month) FROM {rows} WHERE reported <= {as_date(known_at)}")
    known = ledger_day(connection, f"SELECT max(month) FROM employment WHERE month = {as_date(reported)}")
    return known or ledger_day(connection, "SELECT max(month) FROM employment")


def ledger_day(connection: duckdb.DuckDBPyConnection, query: str) -> date | None:
    """Return the single date that a query gives, or None."""
    row = connection.execute(query).fetchone()
    return row[0] if row else None


PEOPLE = f"""SELECT person, {day("birth_date")}::INTEGER AS birth_day,
    CASE sex WHEN 'M' THEN {Sex.M.value} WHEN 'K' THEN {Sex.K.value} ELSE 0 END AS sex,
    {number_of("origin", Origin)} AS origin, {number_of("parents_education", ParentsEducation)} AS parents_education
    FROM persons ORDER BY person"""


def persons_of(people: dict[str, Ints]) -> Records:
    """Return records of PERSON; where each one's facts lie is set by the caller."""
    persons = np.zeros(len(people["person"]), PERSON)
    for name in ("birth_day", "sex", "origin", "parents_education"):
        persons[name] = people[name]
    return persons


def facts_of(columns: dict[str, Ints], pseudonyms: Ints) -> tuple[Records, Ints, Ints]:
    """Return records of FACT of the persons given, and where each one's begin and end.

    Facts come sorted by person; those of persons who are not given are left out.
    """
    owners = columns["person"]
    begins = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1]))) if len(owners) else np.zeros(0, int)
    is_known = np.isin(owners[begins], pseudonyms)  # of each owner, not of each fact: a twentieth of the work
    chosen = slice(None) if is_known.all() else np.repeat(is_known, np.diff(np.append(begins, len(owners))))
    owners = owners[chosen]
    facts = np.empty(len(owners), FACT)
    for name in FIELDS:
        facts[name] = columns[name][chosen]
    first = np.searchsorted(owners, pseudonyms, side="left").astype(np.int32)
    last = np.searchsorted(owners, pseudonyms, side="right").astype(np.int32)
    return facts, first, last


def keep_history(history: History, folder: Path) -> None:
    """Write a history to a folder of its own, whole or not at all."""
    unfinished = folder.with_name(folder.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for name in ("persons", "facts", "pseudonyms"):
        np.save(unfinished / f"{name}.npy", getattr(history, name), allow_pickle=False)
    (unfinished / "units.json").write_text(json.dumps(history.units, ensure_ascii=False), "utf-8")
    try:
        unfinished.rename(folder)
    except OSError:  # another process kept the same history first; they are equal
        shutil.rmtree(unfinished, ignore_errors=True)


def read_history(folder: Path, known_at: date) -> History:
    """Return a kept history. Its arrays are mapped from the files: only what is read is loaded."""
    arrays = {
        name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="c", allow_pickle=False))
        for name in ("persons", "facts", "pseudonyms")
    }
    units = tuple(json.loads((folder / "units.json").read_text("utf-8")))
    return History(**arrays, known_at=day_of_date(known_at), units=units)


def remove_old(folder: Path) -> None:
    """Remove all but the newest kept histories."""
    kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[KEPT_HISTORIES:]:
        shutil.rmtree(path, ignore_errors=True)


assert set(FIELDS) == set(Fact._fields), "a history keeps every field of a fact"
