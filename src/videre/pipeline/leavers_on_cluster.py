"""Those who left 9th grade, picked out of all on a Spark cluster: what `completion` is estimated from.

The estimate itself is made on one machine, since a municipality's rates lean on each other. It needs the leavers of 26
years and nobody else: in a country 1.7 million persons of 5.8, with all that happened to them.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

from videre.measures.arrays import History
from videre.measures.state_moves import leavers_of_years, years_followed
from videre.pipeline.gathering import Gathered
from videre.pipeline.sharding import COLUMNS, ORDER, PERSON_COLUMN, history_from, whole_persons

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

PROJECTED: Final = ("completion",)


def history_of_leavers(shared: "DataFrame", bare: Gathered) -> History:
    """Return the history of those who left 9th grade in the municipality in the years that a projection follows.

    Args:
        shared: the facts of everybody, in shares of whole persons.
        bare: whose municipality and day.

    Returns:
        The same persons, in the same order, as the history of everybody holds them.
    """
    municipality, known_at = bare.home.settings.municipality, bare.history.known_at
    found: Any = shared.mapInArrow(facts_of_leavers(municipality, known_at), shared.schema).toArrow()
    facts = pl.DataFrame(pl.from_arrow(found)).sort(ORDER)
    return history_from({name: facts[name].to_numpy() for name in COLUMNS}, known_at)


def facts_of_leavers(
    municipality: int, known_at: int
) -> Callable[[Iterable["pa.RecordBatch"]], Iterable["pa.RecordBatch"]]:
    """Return what a worker does with its share: hand on all facts of the leavers in it."""

    def pick(batches: Iterable["pa.RecordBatch"]) -> Iterable["pa.RecordBatch"]:
        import pyarrow as pa  # noqa: PLC0415 - comes with Spark

        for columns in whole_persons(batches):
            history = history_from(columns, known_at)
            leavers, _years = leavers_of_years(history, municipality, years_followed(known_at))
            chosen = np.isin(columns[PERSON_COLUMN], history.pseudonyms[np.unique(leavers.members.person)])
            yield pa.RecordBatch.from_arrays([pa.array(columns[name][chosen]) for name in COLUMNS], names=list(COLUMNS))

    return pick
