"""When things are reported: delays, ends that are reported late or never, and rows that are corrected."""

from functools import cache
from typing import Self

import numpy as np
import polars as pl
from pydantic import model_validator

from videre.definitions.files import Strict, read_definition
from videre.domain.days import OPEN_ENDED
from videre.synth.parameter_files import FOLDER

NEVER = OPEN_ENDED // 2  # a delay longer than every period, and small enough to be added to a day


class Delay(Strict):
    """One part of a mixture of delays: so many days, or never."""

    share: float
    days: tuple[int, int] = (0, 0)
    never: bool = False


class ReportsParameters(Strict):
    """All of reports.yaml."""

    delays: dict[str, tuple[Delay, ...]]
    employment_day: int
    notifications_missing: dict[str, float]
    corrected: float
    corrected_after_days: tuple[int, int]
    wrong_by_days: tuple[int, int]
    dirty_per_thousand: float
    dirty_from_persons: int

    @model_validator(mode="after")
    def shares_sum_to_one(self) -> Self:
        """Refuse a mixture whose shares do not sum to 1."""
        for name, parts in self.delays.items():
            if abs(sum(part.share for part in parts) - 1) > 1e-9:
                raise ValueError(f"the shares of delay `{name}` must sum to 1")
        return self


@cache
def read_reports() -> ReportsParameters:
    """Return the shipped parameters of reports."""
    return read_definition(FOLDER / "reports.yaml", ReportsParameters)


def draw_delays(stream: np.random.Generator, name: str, n: int) -> np.ndarray:
    """Return n delays in days of a named kind of report; NEVER for what is never reported."""
    parts = read_reports().delays[name]
    part = np.minimum(np.searchsorted(np.cumsum([one.share for one in parts]), stream.random(n)), len(parts) - 1)
    least = np.array([one.days[0] for one in parts])[part]
    most = np.array([one.days[1] for one in parts])[part]
    drawn = least + np.floor(stream.random(n) * (most - least + 1)).astype(np.int64)
    return np.where(np.array([one.never for one in parts])[part], NEVER, drawn)


def as_reported(rows: pl.DataFrame, key: list[str], known_since: np.ndarray, end: int) -> pl.DataFrame:
    """Return rows as the municipality got them, in the order in which it got them.

    Args:
        rows: with `person`, the columns of `key`, and `reported`: the day on which the sender said so, as a number.
            Of rows of one key said on one day the last counts.
        key: the register's natural key.
        known_since: the first day on which the municipality may know of each person; what was said before is reported
            on that day, in its last version.
        end: the first day of which nothing is known.
    """
    since = pl.Series(known_since)[rows["person"].to_numpy()]
    known = rows.with_columns(
        said=pl.col("reported"),
        reported=pl.max_horizontal("reported", since.rename("since")),
        place=pl.int_range(pl.len()),
    ).filter(pl.col("reported") < end)
    last = known.sort("said", "place").unique([*key, "reported"], keep="last", maintain_order=True)
    return last.sort("reported", *key).drop("said", "place")


def opened_and_closed(
    rows: pl.DataFrame, told_after: tuple[np.ndarray, np.ndarray], open_columns: dict[str, object]
) -> pl.DataFrame:
    """Return each row as reported when it begins (open) and again when it has ended, never in the other order.

    Args:
        rows: with `start` and `stop` as day numbers, `stop` OPEN_ENDED for what goes on.
        told_after: for each row, how many days after its start, and after its stop, it is told of.
        open_columns: what columns say in the first report, where it differs from the last.
    """
    begun, ended = (pl.Series(days) for days in told_after)
    rows = rows.with_columns(begun=pl.col("start") + begun, ended=pl.col("stop") + ended)
    opened = rows.with_columns(
        reported="begun",
        stop=pl.lit(OPEN_ENDED, dtype=pl.Int64),
        **{name: pl.lit(value).cast(rows.schema[name]) for name, value in open_columns.items()},
    )
    closed = rows.filter(pl.col("stop") < OPEN_ENDED).with_columns(reported=pl.max_horizontal("begun", "ended"))
    return pl.concat([opened, closed]).drop("begun", "ended")


def delays_of(stream: np.random.Generator, start: str, end: str, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the delays of n rows: of their start and of their end, by the names of the kinds of report."""
    return draw_delays(stream, start, n), draw_delays(stream, end, n)
