"""A history as files of facts that a cluster can share out: a row a fact, with who the person is beside it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from videre.domain.facts import Fact, Person
from videre.measures.arrays import FACT, ORDER_OF_FACTS, PERSON, History

if TYPE_CHECKING:
    import pyarrow as pa

PERSON_COLUMN: Final = "person"  # the pseudonym
ATTRIBUTES: Final = tuple(name for name in Person._fields if name not in {"first", "last"})
COLUMNS: Final = (PERSON_COLUMN, *ATTRIBUTES, *Fact._fields)
ORDER: Final = (PERSON_COLUMN, *ORDER_OF_FACTS)
FACTS_A_FILE: Final = 4_000_000
FACTS_AT_ONCE: Final = 1_000_000  # of one share held in memory: 36 bytes each, and as much again while it is sorted out


def write_facts(history: History, folder: Path) -> list[Path]:
    """Write a history as Parquet files below a folder that all workers see; return them.

    Persons of whom nothing is known but that they were born are left out: they live nowhere, so no figure has them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, (first, last) in enumerate(pieces(history)):
        path = folder / f"facts-{number:05d}.parquet"
        table_of(history, first, last).write_parquet(path)
        files.append(path)
    return files


def pieces(history: History) -> Iterator[tuple[int, int]]:
    """Yield places of persons, `first` up to not including `last`, with some FACTS_A_FILE facts each."""
    first = 0
    while first < len(history.persons):
        reached = int(history.persons["first"][first]) + FACTS_A_FILE
        last = max(first + 1, int(np.searchsorted(history.persons["last"], reached, side="right")))
        yield first, last
        first = last


def table_of(history: History, first: int, last: int) -> pl.DataFrame:
    """Return the facts of some persons as a table of COLUMNS."""
    persons = history.persons[first:last]
    n_facts = (persons["last"] - persons["first"]).astype(np.int64)
    facts = history.facts[int(persons["first"][0]) : int(persons["last"][-1])]
    about = {name: np.repeat(persons[name], n_facts) for name in ATTRIBUTES}
    of_fact = {name: np.ascontiguousarray(facts[name]) for name in Fact._fields}
    return pl.DataFrame({PERSON_COLUMN: np.repeat(history.pseudonyms[first:last], n_facts), **about, **of_fact})


def history_from(columns: dict[str, np.ndarray], known_at: int) -> History:
    """Return the history of the persons in a table of COLUMNS sorted by ORDER; the inverse of `table_of`."""
    pseudonyms = columns[PERSON_COLUMN]
    starts = np.flatnonzero(np.r_[True, pseudonyms[1:] != pseudonyms[:-1]])[: len(pseudonyms)]
    persons = np.zeros(len(starts), PERSON)
    persons["first"] = starts
    persons["last"] = np.r_[starts[1:], len(pseudonyms)][: len(starts)]
    for name in ATTRIBUTES:
        persons[name] = columns[name][starts]
    facts = np.zeros(len(pseudonyms), FACT)
    for name in Fact._fields:
        facts[name] = columns[name]
    return History(persons, facts, pseudonyms[starts], known_at)


def whole_persons(batches: Iterable["pa.RecordBatch"]) -> Iterator[dict[str, np.ndarray]]:
    """Yield the columns of a sorted share in pieces that hold whole persons only, some FACTS_AT_ONCE facts each."""
    held: list[dict[str, np.ndarray]] = []
    n_held = 0
    for batch in batches:
        held.append({name: batch.column(name).to_numpy(zero_copy_only=False) for name in COLUMNS})
        n_held += batch.num_rows
        if n_held >= FACTS_AT_ONCE:
            columns = joined(held)
            last = columns[PERSON_COLUMN][-1]
            end = int(np.searchsorted(columns[PERSON_COLUMN], last))
            if end:
                yield {name: values[:end] for name, values in columns.items()}
            held = [{name: values[end:] for name, values in columns.items()}]
            n_held -= end
    if n_held:
        yield joined(held)


def joined(pieces: Sequence[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Return pieces of a table as one."""
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in COLUMNS}
