"""A history written as files of facts is the same history when it is read back."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from tests.builders import LAST_DAY, World, person, residence, worlds

from videre.measures.arrays import ORDER_OF_FACTS, history_of
from videre.pipeline import sharding
from videre.pipeline.sharding import COLUMNS, ORDER, history_from, table_of, write_facts


@given(worlds())
def test_facts_as_a_table_are_the_same_people_again(world: World) -> None:
    history = history_of([(who, facts) for who, facts in world if facts], LAST_DAY)
    if not len(history.persons):
        return
    table = table_of(history, 0, len(history.persons)).sort(ORDER)
    again = history_from({name: table[name].to_numpy() for name in COLUMNS}, LAST_DAY)
    assert np.array_equal(again.persons, history.persons)
    assert np.array_equal(again.facts, history.facts)
    assert np.array_equal(again.pseudonyms, history.pseudonyms)


def test_files_hold_whole_persons_and_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharding, "FACTS_A_FILE", 5)
    world = nine_people()
    history = history_of(world, LAST_DAY)
    files = write_facts(history, tmp_path / "facts")
    assert len(files) > 1
    of_file = [set(pl.read_parquet(file)["person"]) for file in files]
    assert sum(map(len, of_file)) == len(set.union(*of_file)) == len(history.persons)
    assert sum(pl.scan_parquet(file).select(pl.len()).collect().item() for file in files) == len(history.facts)


def nine_people() -> World:
    """Return nine people with one to three stays each."""
    stays = [residence("2010-01-01", "2012-01-01"), residence("2012-01-01", "2014-01-01"), residence("2014-01-01")]
    return [(person(), stays[: 1 + n % 3]) for n in range(9)]


def test_the_order_of_facts_is_that_of_the_history() -> None:
    assert ("person", *ORDER_OF_FACTS) == ORDER
