"""The measurement points on a Spark cluster: for a country, or municipalities together, that outgrow one machine.

Spark shares the facts out by person, sorts each share, and hands it to the very same folds that one machine uses
(`mapInArrow`). Batches split persons, so the last person of a batch is carried over to the next. What comes back is
whole numbers of persons, so the sums are the same to the last digit however the people are shared out.

Most measures ask one person at a time. `exam` must know whether anybody at a school has a test, and what follows a
cohort whether all of it has come so far: that is asked of all shares first, and told to each (`pipeline.wholes`).
`completion` is an estimate and no sum: the cluster picks out whom it is about (`pipeline.leavers_on_cluster`), and one
machine projects them.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from videre.domain.asked import Asked
from videre.domain.figures import Figure, Unit
from videre.domain.periods import Period
from videre.domain.refusals import Refused
from videre.home.home import Home
from videre.measures.adding import NotAdditive, PartCount, add_up, counts_of, figure_of
from videre.measures.arrays import history_of
from videre.measures.whole import Extent
from videre.measures.whole import joined as joined_wholes
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.leavers_on_cluster import PROJECTED, history_of_leavers
from videre.pipeline.measuring import ANSWERS, ask, with_targets
from videre.pipeline.sharding import COLUMNS, ORDER, PERSON_COLUMN, history_from, whole_persons, write_facts
from videre.pipeline.wholes import WHOLES

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

COUNTS: Final = (
    "period string, breakdown string, test string, about string, numerator long, denominator long, unknown long"
)
ON_CLUSTER: Final = (
    *PROJECTED,
    "benefits",
    "youth_15_17",
    "youth_18_24",
    "youth_25_29",
    "outside",
    "exam",
    "pathways",
    "flows",
    "alternatives",
    "intake",
    "after_completing",
    "given_back",
)
LEAVE_OUT_NOBODY: Final = frozenset({"flows"})  # on one machine these tell no figure of nobody
EXTENTS: Final = "cohort string, first long, last long"


class NoSpark(Refused):
    """Spark is not installed."""


def connect(master: str) -> "SparkSession":
    """Return a session on a cluster, e.g. `spark://127.0.0.1:7077`; raises NoSpark."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra that few need, of 400 MB
    except ImportError:
        raise NoSpark(
            "Spark is not installed here. `scripts/spark_cluster` adds it and starts a cluster; see "
            "docs/how-to/measure-on-a-cluster.md."
        ) from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers would take the system's, which has no Videre
    builder: Any = SparkSession.builder
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.shuffle.partitions": "16",
        "spark.sql.adaptive.coalescePartitions.enabled": "false",  # or a small home becomes one share, and tests none
    }
    builder = builder.master(master).appName("videre")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session: SparkSession = builder.getOrCreate()
    return session


def measure_home_on_cluster(
    home: Home, master: str, names: Sequence[str], period: Period | None, dimensions: tuple[str, ...], known_at: date
) -> list[Figure]:
    """Return figures of some measures of a home, counted on a cluster that sees the home's folder.

    The facts are written below the home for as long as it takes, pseudonymous as they are in the store.
    """
    gathered = gather(home, known_at)
    spark = connect(master)
    try:
        with tempfile.TemporaryDirectory(prefix="on-cluster-", dir=home.paths.root) as folder:
            files = write_facts(gathered.history, Path(folder))
            figures: list[Figure] = []
            for name in names or ON_CLUSTER:
                figures.extend(measure_on_cluster(spark, gathered, name, period, dimensions, files))
            return figures
    finally:
        spark.stop()


def measure_on_cluster(
    spark: "SparkSession",
    gathered: Gathered,
    name: str,
    period: Period | None,
    dimensions: tuple[str, ...],
    files: Sequence[Path],
) -> list[Figure]:
    """Return the figures of one measure, counted on a cluster.

    Args:
        spark: from `connect`.
        gathered: whose definitions, settings and day; its own history is not used.
        name, period, dimensions: as for `videre.pipeline.measuring.figures_of`.
        files: facts from `videre.pipeline.sharding.write_facts`, of one home or of several with one pseudonym key.

    Raises:
        NotAdditive: the measure is not in ON_CLUSTER, or is asked for by unit. UnknownDimension.
    """
    check_adds_up(name, dimensions)
    definition, asked = ask(gathered, name, period, dimensions)
    bare = gathered._replace(history=history_of([], gathered.history.known_at))
    shared = share_out(spark, files)
    if name in PROJECTED:
        leavers = bare._replace(history=history_of_leavers(shared, bare))
        return with_targets(gathered, ANSWERS[name](leavers, definition, asked))
    if name in WHOLES:
        extents = shared.mapInArrow(first_look_of(bare, name, asked), EXTENTS).collect()
        whole = joined_wholes({cohort: Extent(first, last)} for cohort, first, last in extents)
        bare = bare._replace(whole=whole)
    rows = shared.mapInArrow(fold_of(bare, name, asked), COUNTS).collect()
    unit = Unit(definition.units[0])
    counts = add_up(PartCount(*row) for row in rows)
    told = [count for count in counts if count.numerator or name not in LEAVE_OUT_NOBODY]
    return with_targets(gathered, [figure_of(asked, unit, count) for count in told])


def check_adds_up(name: str, dimensions: Sequence[str]) -> None:
    """Raise NotAdditive for what a share of the people cannot answer."""
    if name not in ON_CLUSTER:
        raise NotAdditive(
            f"{name} is no sum over persons, so parts of it cannot be added up. Ask for it without --cluster. On a "
            f"cluster are counted: {', '.join(ON_CLUSTER)}."
        )
    if "unit" in dimensions:
        raise NotAdditive("Units are numbered anew in each home. Ask for them without --cluster.")


def share_out(spark: "SparkSession", files: Sequence[Path]) -> "DataFrame":
    """Return the facts in as many shares as the session has, each with whole persons only and sorted by ORDER."""
    facts = spark.read.parquet(*(str(file) for file in files))
    return facts.select(*COLUMNS).repartition(PERSON_COLUMN).sortWithinPartitions(*ORDER)


def first_look_of(
    bare: Gathered, name: str, asked: Asked
) -> Callable[[Iterable["pa.RecordBatch"]], Iterable["pa.RecordBatch"]]:
    """Return what a worker does with its share first, where all must be asked: what its people show of each cohort."""
    known_at = bare.history.known_at
    definition = bare.definitions.measure(name)

    def look(batches: Iterable["pa.RecordBatch"]) -> Iterable["pa.RecordBatch"]:
        import pyarrow as pa  # noqa: PLC0415 - comes with Spark

        seen = joined_wholes(
            WHOLES[name](bare._replace(history=history_from(columns, known_at)), definition, asked)
            for columns in whole_persons(batches)
        )
        days = zip(*seen.values(), strict=True) if seen else ((), ())
        arrays = [pa.array(list(seen), pa.string()), *(pa.array(each, pa.int64()) for each in days)]
        yield pa.RecordBatch.from_arrays(arrays, names=["cohort", "first", "last"])

    return look


def fold_of(
    bare: Gathered, name: str, asked: Asked
) -> Callable[[Iterable["pa.RecordBatch"]], Iterable["pa.RecordBatch"]]:
    """Return what a worker does with its share: the measure on pieces of whole persons, added up."""
    known_at = bare.history.known_at
    definition = bare.definitions.measure(name)

    def fold(batches: Iterable["pa.RecordBatch"]) -> Iterable["pa.RecordBatch"]:
        import pyarrow as pa  # noqa: PLC0415 - comes with Spark

        counts: list[PartCount] = []
        for columns in whole_persons(batches):
            figures = ANSWERS[name](bare._replace(history=history_from(columns, known_at)), definition, asked)
            counts = add_up([*counts, *counts_of(figures)])
        fields = {field: [getattr(count, field) for count in counts] for field in PartCount._fields}
        text, number = pa.string(), pa.int64()
        types = [text, text, text, text, number, number, number]
        yield pa.RecordBatch.from_arrays(
            [pa.array(values, kind) for values, kind in zip(fields.values(), types, strict=True)], names=list(fields)
        )

    return fold
