"""Laws of importing, on random files: nothing is lost, nothing counts twice, and order decides nothing."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.homes import ALICE, BOB, CHARLIE, content_hash, deliver, new_home, stored
from tests.oracles.known_at import known_at

from videre.home.home import Home
from videre.pipeline.importing import ImportResult
from videre.store.deliveries import Ledger
from videre.store.pseudonyms import pseudonym
from videre.store.tables import read_known

FIRST = date(2014, 6, 1)
KEY = ("cpr", "benefit", "start")
FEWER = settings(max_examples=max(settings().max_examples // 3, 20))  # an example writes several deliveries to disk

days = st.integers(0, 5).map(lambda n: (FIRST + timedelta(days=n)).isoformat())
clean = st.fixed_dictionaries(
    {
        "cpr": st.sampled_from([ALICE, BOB, CHARLIE]),
        "benefit": st.sampled_from(["kontanthjaelp", "sygedagpenge"]),
        "start": st.sampled_from(["2014-01-01", "2014-02-01"]),
        "stop": st.sampled_from(["", "2014-03-01", "2014-04-01"]),
        "reported": days,
        "withdrawn": st.sampled_from(["", "true"]),
    }
)
dirty = st.fixed_dictionaries(
    {
        "cpr": st.sampled_from([ALICE, BOB, "", "6113950101", "x"]),
        "benefit": st.sampled_from(["kontanthjaelp", "penge", ""]),
        "start": st.sampled_from(["2014-01-01", "2014-02-31", ""]),
        "stop": st.sampled_from(["", "2013-01-01", "2014-03-01"]),
        "reported": st.sampled_from(["2014-06-01", "2014-06-02", "2099-01-01", ""]),
        "withdrawn": st.sampled_from(["", "true", "ja"]),
    }
).filter(lambda row: any(row.values()))  # an empty line is no row


def key_and_day(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in (*KEY, "reported"))


def a_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return new_home(tmp_path_factory.mktemp("one") / "home")


def bring(home: Home, rows: Sequence[dict[str, str]]) -> ImportResult:
    """Import rows; a row on its own day of report needs no other."""
    return deliver(home, "benefits", rows)


def said(home: Home) -> list[tuple[object, ...]]:
    """Return what the store holds, but for the sequence of the delivery."""
    return sorted(stored(home, "benefits").drop("sequence").rows(), key=repr)


@FEWER
@given(rows=st.lists(dirty, min_size=1, max_size=12))
def test_rows_in_are_accepted_set_aside_and_ignored(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    home = a_home(tmp_path_factory)
    for delivered in (rows, rows[::2], rows):
        result = bring(home, delivered)
        assert result.rows_in == len(delivered) == result.accepted + result.set_aside + result.ignored
        assert result.set_aside == result.problems["row"].n_unique()
        assert set(result.problems["row"]) <= set(range(2, len(delivered) + 2))


@FEWER
@given(rows=st.lists(dirty, min_size=1, max_size=12))
def test_the_same_file_twice_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    home = a_home(tmp_path_factory)
    bring(home, rows)
    before = content_hash(home)
    assert bring(home, rows).accepted == 0
    assert content_hash(home) == before


@FEWER
@given(rows=st.lists(dirty, min_size=2, max_size=12), data=st.data())
def test_the_order_of_rows_in_a_file_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], data: st.DataObject
) -> None:
    one, other = a_home(tmp_path_factory), a_home(tmp_path_factory)
    first, second = bring(one, rows), bring(other, data.draw(st.permutations(rows)))
    assert said(one) == said(other)
    assert first[3:8] == second[3:8]
    assert sorted(first.problems.drop("row").rows()) == sorted(second.problems.drop("row").rows())


def as_oracle_rows(home: Home, rows: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    """Return delivered rows as the oracle takes them; no two of them say something of one key on one day."""
    return [
        {
            "person": pseudonym(row["cpr"], home.key("pseudonym"), "cpr"),
            "benefit": row["benefit"],
            "start": date.fromisoformat(row["start"]),
            "stop": date.fromisoformat(row["stop"]) if row["stop"] and not row["withdrawn"] else None,
            "reported": date.fromisoformat(row["reported"]),
            "sequence": 0,
            "withdrawn": bool(row["withdrawn"]),
        }
        for row in rows
    ]


@FEWER
@given(
    rows=st.lists(clean, min_size=1, max_size=10, unique_by=key_and_day),
    data=st.data(),
)
def test_a_later_correction_wins_whatever_the_order_of_import(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], data: st.DataObject
) -> None:
    home = a_home(tmp_path_factory)
    in_some_order = data.draw(st.permutations(rows))
    files = [in_some_order[place::3] for place in range(3)]
    for rows_of_file in files:
        if rows_of_file:
            bring(home, rows_of_file)
    day = date.fromisoformat(data.draw(days))
    known = read_known(home.paths, Ledger(home.paths.ledger), "benefits", day).drop("sequence").to_dicts()
    expected = known_at(as_oracle_rows(home, rows), ("person", "benefit", "start"), day)
    assert in_order(known) == in_order([{k: v for k, v in row.items() if k != "sequence"} for row in expected])


def in_order(rows: Sequence[Any]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


@FEWER
@given(
    snapshots=st.lists(
        st.dictionaries(st.integers(101001, 101004), st.sampled_from(["A", "B"]), min_size=1), min_size=1, max_size=5
    )
)
def test_what_is_known_after_each_snapshot_is_that_snapshot(
    tmp_path_factory: pytest.TempPathFactory, snapshots: list[dict[int, str]]
) -> None:
    home = a_home(tmp_path_factory)
    for place, schools in enumerate(snapshots):
        rows = [{"institution": number, "name": name} for number, name in schools.items()]
        deliver(home, "institutions", rows, reported=FIRST + timedelta(days=place))
    ledger = Ledger(home.paths.ledger)
    for place, schools in enumerate(snapshots):
        known = read_known(home.paths, ledger, "institutions", FIRST + timedelta(days=place))
        assert dict(known.select("institution", "name").iter_rows()) == schools


def test_homes_with_other_keys_hold_other_pseudonyms(tmp_path: Path) -> None:
    one, other = new_home(tmp_path / "one"), new_home(tmp_path / "other", pseudonym_key="22" * 32)
    row = {"cpr": ALICE, "benefit": "sygedagpenge", "start": "2014-01-01", "reported": "2014-06-01"}
    for home in (one, other):
        bring(home, [row])
    assert stored(one, "benefits")["person"].to_list() != stored(other, "benefits")["person"].to_list()
