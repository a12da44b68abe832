"""Arithmetic of periods and ages over whole columns. Periods are half-open, and one without an end goes on."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from videre.domain.days import SCHOOL_YEAR_STARTS_MONTH
from videre.registers.quality.known import OLD_SINCE, POSITION

FAR = date(9999, 12, 31)  # stands for an end that is not known


def end_of(column: str = "stop") -> pl.Expr:
    """Return the end of a period; a day that never comes where it has none."""
    return pl.col(column).fill_null(pl.lit(FAR))


def age_years(birth_date: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Return the age in whole years on a day, by the rule of `videre.domain.days.age_on`."""
    # Months are bytes to polars, and a hundred of them would not fit.
    of_day, of_birth = (each.dt.month().cast(pl.Int32) * 100 + each.dt.day() for each in (day, birth_date))
    birthday_passed = of_day >= of_birth
    return day.dt.year() - birth_date.dt.year() - pl.when(birthday_passed).then(0).otherwise(1)


def school_year_of(day: pl.Expr) -> pl.Expr:
    """Return the calendar year in which the school year of a day began, as `videre.domain.days.school_year_of`."""
    return day.dt.offset_by(f"-{SCHOOL_YEAR_STARTS_MONTH - 1}mo").dt.year()


def months_until(day: date, n_months: int) -> pl.Series:
    """Return the first days of the last months up to that of a day."""
    last = day.year * 12 + day.month - 1
    return pl.Series([date(month // 12, month % 12 + 1, 1) for month in range(last - n_months + 1, last + 1)])


def in_order(of_one: Sequence[str], told_apart_by: Sequence[str] = ()) -> list[str]:
    """Return by which columns periods are in order: nothing in it depends on what was delivered before what."""
    return [*of_one, "start", "reported", *told_apart_by, OLD_SINCE]


def overlapping(
    rows: pl.DataFrame,
    of_one: Sequence[str],
    told_apart_by: Sequence[str] = (),
    *,
    unlike_in: Sequence[str] = (),
    more_than_days: int = 0,
    begun_by: date = FAR,
) -> pl.DataFrame:
    """Return the rows whose period runs into the next one of the same person, place, ... by more than some days.

    The earlier of the two is the one that is found: most often its end was not reported. Of rows that begin on one day
    the one reported first is the earlier.

    Args:
        rows: with `start` and `stop`.
        of_one: the columns that the two have in common.
        told_apart_by: what tells two rows apart that begin on one day and were reported on one.
        unlike_in: columns of which at least one must be another in the next one; empty: none need be.
        more_than_days: how many days they may share.
        begun_by: the last day on which the next one may have begun: the end of the first is on its way for some time.

    Cost: the rows are sorted once, which is three times as fast as a window a question.
    """
    ordered = rows.sort(in_order(of_one, told_apart_by))
    has_next = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(-1)) for name in of_one)
    next_start = pl.col("start").shift(-1)
    shared = pl.min_horizontal(end_of(), end_of().shift(-1)) - next_start
    runs_on = (shared.dt.total_days() > more_than_days) & (next_start <= begun_by)
    if unlike_in:
        runs_on &= pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(-1)) for name in unlike_in)
    return ordered.filter(has_next & runs_on)


def merged(spells: pl.DataFrame, of_one: Sequence[str] = ("person",)) -> pl.DataFrame:
    """Return periods in which those that touch or overlap have become one: columns of_one, `start`, `stop`."""
    ordered = spells.select(*of_one, "start", stop=end_of()).sort(*of_one, "start")
    reached = pl.col("stop").cum_max().shift().over(of_one)
    run = (reached.is_null() | (pl.col("start") > reached)).cum_sum()
    runs = ordered.with_columns(run=run).group_by(*of_one, "run")
    return runs.agg(pl.col("start").min(), pl.col("stop").max()).drop("run")


def days_within(rows: pl.DataFrame, spells: pl.DataFrame, of_one: Sequence[str] = ("person",)) -> pl.DataFrame:
    """Return how many days of each row lie in other periods of the same person: `position`, `n_days`.

    Rows without such a day are left out. The other periods may overlap; a day counts once.

    Args:
        rows: with `position`, `start`, `stop`.
        spells: with `start`, `stop`.
        of_one: the columns that both have in common.
    """
    others = merged(spells, of_one).rename({"start": "other_start", "stop": "other_stop"})
    pairs = rows.select(POSITION, *of_one, "start", stop=end_of()).join(others, on=list(of_one))
    shared = pl.min_horizontal("stop", "other_stop") - pl.max_horizontal("start", "other_start")
    days = pairs.select(POSITION, n_days=shared.dt.total_days()).filter(pl.col("n_days") > 0)
    return days.group_by(POSITION).agg(pl.col("n_days").sum())
