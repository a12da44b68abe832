"""One person under all their numbers, in what is known of every register and in the history that figures read."""

from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.homes import ALICE, BOB, CHARLIE, TODAY, deliver, new_home
from tests.oracles import renumbering as oracle
from tests.store.test_deliveries import delivery

from videre.definitions.catalogue import Definitions
from videre.home.home import Home
from videre.home.paths import HomePaths
from videre.measures.arrays import History
from videre.store.deliveries import Ledger
from videre.store.histories import build_history
from videre.store.renumbering import known_persons, number_persons
from videre.store.shapes import SHAPES
from videre.store.tables import append_rows

DAY = date(2014, 1, 1)
days = st.integers(0, 4).map(lambda n: DAY + timedelta(days=n))
said = st.fixed_dictionaries(
    {
        "person": st.integers(1, 5),
        "start": st.sampled_from([date(2013, 12, 1), date(2013, 12, 2)]),
        "municipality": st.sampled_from([161, 165]),
        "stop": st.just(None),
        "reported": days,
        "sequence": st.integers(1, 3),
        "withdrawn": st.booleans(),
    }
)
ROWS = st.lists(
    said, max_size=20, unique_by=lambda row: (row["person"], row["start"], row["reported"], row["sequence"])
)
CHANGES = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(0, 2)).filter(lambda change: change[0] != change[1]),
    min_size=1,
    max_size=4,
    unique_by=lambda change: change[0],
)


def committed(paths: HomePaths, sequence: int, register: str, rows: list[dict[str, Any]]) -> Ledger:
    """Append rows to a table and commit them."""
    ledger = Ledger(paths.ledger)
    version = append_rows(paths, ledger, register, pl.DataFrame(rows, schema=SHAPES[register].schema))
    ledger.commit(delivery(sequence, register), {register: version}, {})
    return ledger


@settings(max_examples=max(settings().max_examples // 3, 20))  # an example flushes two tables to disk
@given(rows=ROWS, changes=CHANGES, day=days)
def test_what_is_known_of_a_person_with_several_numbers_is_what_the_oracle_says(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], changes: list[oracle.Change], day: date
) -> None:
    paths = HomePaths(tmp_path_factory.mktemp("home"))
    changed = [
        {"old_person": old, "new_person": new, "date": DAY + timedelta(days=when)} | SAID_FIRST
        for old, new, when in changes
    ]
    committed(paths, 1, "cpr_changes", changed)
    ledger = committed(paths, 2, "residence", rows)
    newest = {}
    for numbers in oracle.persons(changes):
        newest.update(dict.fromkeys(numbers, oracle.newest(changes, numbers)))
    assert in_order(view(paths, ledger, day)) == in_order(expected(rows, newest, day))


SAID_FIRST = {"reported": DAY, "sequence": 1, "withdrawn": False}


def expected(rows: list[dict[str, Any]], newest: dict[int, int], day: date) -> list[dict[str, Any]]:
    """Return what counts on a day of each stay of each person, by the oracle, under the newest number."""
    last: dict[tuple[int, date], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (row["reported"], row["sequence"])):
        if row["reported"] <= day:
            last[row["person"], row["start"]] = row
    counted = []
    by_person = sorted(last.values(), key=lambda row: (newest.get(row["person"], row["person"]), row["start"]))
    for (person, _start), states in groupby(
        by_person, key=lambda row: (newest.get(row["person"], row["person"]), row["start"])
    ):
        row = oracle.known_of_person(list(states), person)
        if row is not None:
            counted.append({**row, "person": person})
    return counted


def view(paths: HomePaths, ledger: Ledger, day: date) -> list[dict[str, Any]]:
    """Return the stays as known at a day, each person under the newest number."""
    with duckdb.connect() as connection:
        number_persons(connection, paths, ledger, DAY)
        found = connection.view(known_persons(connection, paths, ledger, "residence", day))
        return [dict(zip(found.columns, values, strict=True)) for values in found.fetchall()]


def in_order(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


JUNE, JULY = date(2014, 6, 30), date(2014, 7, 31)


def person(cpr: str) -> dict[str, object]:
    return {"cpr": cpr, "birth_date": {ALICE: "1995-01-01", BOB: "1996-03-02"}[cpr], "sex": "K" if cpr == BOB else "M"}


def stay(cpr: str, start: str, stop: str | None = None) -> dict[str, object]:
    return {"cpr": cpr, "municipality": 165, "start": start, "stop": stop}


def change(old: str, new: str, day: str = "2014-05-01", **more: object) -> dict[str, object]:
    return {"old_cpr": old, "new_cpr": new, "date": day, **more}


def history(home: Home) -> History:
    """Return the history as known today."""
    return build_history(home, Ledger(home.paths.ledger), Definitions(), TODAY)


def test_the_history_of_a_person_who_changed_number_twice_is_as_if_they_never_had(tmp_path: Path) -> None:
    never, twice = new_home(tmp_path / "never"), new_home(tmp_path / "twice")
    for home, first, second, third in ((never, ALICE, ALICE, ALICE), (twice, ALICE, BOB, CHARLIE)):
        deliver(home, "persons", [person(first)], reported=JUNE)
        deliver(home, "residence", [stay(first, "1995-01-01", "2010-01-01")], reported=JUNE)
        deliver(home, "benefits", [{"cpr": second, "benefit": "kontanthjaelp", "start": "2013-01-01"}], reported=JUNE)
        deliver(home, "residence", [stay(third, "2010-01-01")], reported=JUNE)
    deliver(twice, "cpr_changes", [change(ALICE, BOB), change(BOB, CHARLIE)], reported=JUNE)
    found, plain = history(twice), history(never)
    assert len(found.persons) == 1
    assert np.array_equal(found.facts, plain.facts)
    assert np.array_equal(found.persons, plain.persons)


def test_a_fact_that_is_sent_again_under_the_new_number_is_one_fact(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    deliver(home, "persons", [person(ALICE), person(BOB)], reported=JUNE)
    deliver(home, "residence", [stay(ALICE, "1995-01-01")], reported=JUNE)
    deliver(home, "residence", [stay(BOB, "1995-01-01", "2014-01-01")], reported=JULY)
    deliver(home, "cpr_changes", [change(ALICE, BOB)], reported=JULY)
    found = history(home)
    assert len(found.persons) == len(found.facts) == 1
    assert found.facts["stop"][0] == (date(2014, 1, 1) - date(1970, 1, 1)).days


def test_a_change_that_is_withdrawn_makes_two_persons_again(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    deliver(home, "persons", [person(ALICE), person(BOB)], reported=JUNE)
    deliver(home, "residence", [stay(ALICE, "1995-01-01"), stay(BOB, "1996-01-01")], reported=JUNE)
    deliver(home, "cpr_changes", [change(ALICE, BOB)], reported=JUNE)
    assert len(history(home).persons) == 1
    deliver(home, "cpr_changes", [change(ALICE, BOB, withdrawn="true")], reported=JULY)
    found = history(home)
    assert len(found.persons) == 2
    assert sorted(found.persons["last"] - found.persons["first"]) == [1, 1]


def test_events_with_a_number_of_their_own_follow_the_person_too(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    deliver(home, "persons", [person(BOB)], reported=JUNE)
    event = {
        "event_id": "e1",
        "cpr": ALICE,
        "event": "interrupted",
        "date": "2014-03-01",
        "institution": 280051,
        "programme": None,
        "reason": None,
    }
    deliver(home, "notifications", [event], reported=JUNE)
    deliver(home, "cpr_changes", [change(ALICE, BOB)], reported=JUNE)
    assert len(history(home).facts) == 1
