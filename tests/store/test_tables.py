"""The tables of the store: as known at a day, empty where nobody delivered, brought back after a crash."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.known_at import known_at
from tests.store.test_deliveries import delivery

from videre.home.paths import HomePaths
from videre.store import tables
from videre.store.deliveries import Ledger
from videre.store.shapes import SHAPES
from videre.store.tables import append_rows, known_rows, list_files, read_known, scan_rows

DAY = date(2014, 1, 1)
days = st.integers(0, 6).map(lambda n: DAY + timedelta(days=n))
said = st.fixed_dictionaries(
    {
        "person": st.integers(1, 3),
        "month": st.just(date(2013, 12, 1)),
        "kind": st.sampled_from(["ordinary", "subsidised"]),
        "employer": st.sampled_from([None, 7]),
        "hours": st.sampled_from([10.0, 20.0]),
        "reported": days,
        "sequence": st.integers(1, 4),
        "withdrawn": st.booleans(),
    }
)
A_KEY = ("person", "month", "kind", "employer")
NO_TIES = st.lists(
    said, max_size=25, unique_by=lambda row: (*(row[k] for k in A_KEY), row["reported"], row["sequence"])
)


@pytest.fixture
def paths(tmp_path: Path) -> HomePaths:
    return HomePaths(tmp_path)


def committed(paths: HomePaths, sequence: int, rows: list[dict[str, Any]], register: str = "employment") -> Ledger:
    """Append rows and commit them."""
    ledger = Ledger(paths.ledger)
    version = append_rows(paths, ledger, register, pl.DataFrame(rows, schema=SHAPES[register].schema))
    ledger.commit(delivery(sequence, register), {register: version}, {})
    return ledger


def row(person: int, **changes: object) -> dict[str, Any]:
    """Return one row of employment."""
    fields = {"person": person, "month": date(2013, 12, 1), "kind": "ordinary", "employer": None, "hours": 10.0}
    return {**fields, "reported": DAY, "sequence": 1, "withdrawn": False, **changes}


def view(paths: HomePaths, ledger: Ledger, day: date, register: str = "employment") -> list[dict[str, Any]]:
    """Return the rows of the view as known at a day."""
    with duckdb.connect() as connection:
        name = known_rows(connection, paths, ledger, register, day)
        found = connection.view(name)
        return [dict(zip(found.columns, values, strict=True)) for values in found.fetchall()]


def in_order(rows: Any) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


@settings(max_examples=max(settings().max_examples // 3, 20))  # an example flushes a table to disk
@given(rows=NO_TIES, day=days)
def test_what_is_known_at_a_day_is_what_the_oracle_says(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], day: date
) -> None:
    paths = HomePaths(tmp_path_factory.mktemp("home"))
    ledger = committed(paths, 1, rows)
    expected = in_order(known_at(rows, A_KEY, day))
    assert in_order(view(paths, ledger, day)) == expected
    assert in_order(read_known(paths, ledger, "employment", day).to_dicts()) == expected


@pytest.mark.parametrize("register", SHAPES)
def test_a_table_that_nobody_delivered_to_is_empty_with_the_right_columns(paths: HomePaths, register: str) -> None:
    ledger = Ledger(paths.ledger)
    shape = SHAPES[register]
    with duckdb.connect() as connection:
        known_rows(connection, paths, ledger, register, DAY)
        described = connection.execute(f"DESCRIBE {register}").fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [(name, str(k)) for name, k in shape.columns.items()]
    assert scan_rows(paths, ledger, register).collect_schema() == shape.schema
    assert read_known(paths, ledger, register, DAY).is_empty()


@pytest.mark.parametrize("register", SHAPES)
def test_a_table_with_one_row_has_the_columns_that_an_empty_one_has(paths: HomePaths, register: str) -> None:
    shape = SHAPES[register]
    one = {**dict.fromkeys(shape.columns), "reported": DAY, "sequence": 1, "withdrawn": False}
    ledger = committed(paths, 1, [one], register)
    assert view(paths, ledger, DAY, register) == [one]
    assert scan_rows(paths, ledger, register).collect_schema() == shape.schema


def test_what_the_ledger_does_not_name_is_not_read(paths: HomePaths) -> None:
    ledger = committed(paths, 1, [row(1)])
    append_rows(paths, ledger, "employment", pl.DataFrame([row(2, sequence=2)], schema=SHAPES["employment"].schema))
    assert [known["person"] for known in view(paths, ledger, DAY)] == [1]


def test_the_next_writer_brings_a_table_back_to_what_the_ledger_names(paths: HomePaths) -> None:
    ledger = committed(paths, 1, [row(1)])
    append_rows(paths, ledger, "employment", pl.DataFrame([row(2, sequence=2)], schema=SHAPES["employment"].schema))
    committed(paths, 2, [row(3, sequence=2)])
    assert sorted(known["person"] for known in view(paths, ledger, DAY)) == [1, 3]


def test_a_table_that_no_delivery_names_is_begun_anew(paths: HomePaths) -> None:
    ledger = Ledger(paths.ledger)
    append_rows(paths, ledger, "employment", pl.DataFrame([row(2)], schema=SHAPES["employment"].schema))
    assert list_files(paths, ledger, "employment") == []
    committed(paths, 1, [row(1)])
    assert [known["person"] for known in view(paths, ledger, DAY)] == [1]


def test_everything_is_safe_on_disk_before_the_commit(paths: HomePaths, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: set[Path] = set()
    monkeypatch.setattr(tables, "flush", lambda *written: flushed.update(written))
    ledger = committed(paths, 1, [row(1)])
    folder = paths.store / "employment"
    on_disk = {path for path in (*folder.rglob("*"), folder, paths.store) if not path.name.endswith(".tmp")}
    assert {Path(file) for file in list_files(paths, ledger, "employment")} < flushed
    assert flushed == on_disk
