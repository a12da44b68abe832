"""How late reports of courses come: what was known so long after each year's end against what is known now."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl

from videre.definitions.happenings import Happening
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH, day_number, day_of_date, first_day, iso_from_month, month_of
from videre.home.home import Home
from videre.projection.nowcasting import Completeness, correct_events, estimate_completeness
from videre.store.deliveries import Ledger
from videre.store.tables import scan_rows

KEY = ("person", "institution", "programme", "start")
N_HAPPENINGS = len(Happening)


YEARS_LEARNT_FROM = 8
FEWEST_YEARS = 2
TOLD = (Happening.BEGINS, Happening.COMPLETES, Happening.LEAVES)  # what somebody has to report


class NewestMonth(NamedTuple):
    """What happened in a month, as told and as it will be when all is told.

    month: as 2015-12. happening: begins, completes, leaves. known: told by now. low, high: of the corrected number,
    95 %. share_known: how much of such a month has been told so long after, by the estimate.
    """

    month: str
    happening: str
    known: int
    corrected: float
    low: float
    high: float
    share_known: float


class Events(NamedTuple):
    """Beginnings and ends of courses: what happened (a Happening), on which day, and when it was first told."""

    happening: np.ndarray
    day: np.ndarray
    told: np.ndarray


def estimate_lateness(
    home: Home, ledger: Ledger, pseudonyms: np.ndarray, years: Sequence[int], year: int, known_at: date
) -> Completeness | None:
    """Return how complete the moves of a year's 1 October are on a day, by kind of move.

    Args:
        pseudonyms: whose courses. years: earlier years to learn from; only those of which a year more is known count.
        year: the year whose 1 October has just been. known_at: the day.

    Returns:
        None where fewer than two earlier years can say anything: then nothing is corrected, and the figure says so.
    """
    events = events_of(home, ledger, pseudonyms, known_at)
    known_on = day_of_date(known_at)
    lag_days = known_on - look(year)
    settled = [earlier for earlier in years if earlier < year and look(earlier) + lag_days + 365 <= known_on]
    if len(settled) < FEWEST_YEARS:
        return None
    then, now = (np.array([counted(events, each, until) for each in settled]) for until in (lag_days, None))
    return estimate_completeness(then, now)


def look(year: int) -> int:
    """Return the day of looking of a year."""
    return day_number(year, EDUCATION_YEAR_STARTS_MONTH, 1)


def counted(events: Events, year: int, until_days: int | None) -> np.ndarray:
    """Return the events of a year before its 1 October by kind: told within so many days after it, or by now."""
    inside = (events.day > look(year - 1)) & (events.day <= look(year))
    if until_days is not None:
        inside &= events.told <= look(year) + until_days
    return np.bincount(events.happening[inside], minlength=N_HAPPENINGS).astype(np.float64)


def events_of(home: Home, ledger: Ledger, pseudonyms: np.ndarray, known_at: date) -> Events:
    """Return the beginnings and ends of some people's courses, each with the day on which it was first told."""
    day = {name: pl.col(name).cast(pl.Int32) for name in ("start", "stop", "reported")}
    is_end = pl.col("stop").is_not_null()
    rows = (
        scan_rows(home.paths, ledger, "enrolments")
        .filter((pl.col("reported") <= known_at) & (pl.col("grade").is_null() | (pl.col("grade") == 10)))
        .filter(pl.col("person").is_in(pseudonyms.tolist()))
        .sort("reported", "sequence")
        .group_by(KEY)
        .agg(
            begun=day["start"].last(),
            told=day["reported"].first(),
            ended=day["stop"].last(),
            end_told=day["reported"].filter(is_end).first(),
            outcome=pl.col("outcome").last(),
            withdrawn=pl.col("withdrawn").last(),
        )
        .filter(~pl.col("withdrawn"))
        .collect()
    )
    ends = rows.filter(pl.col("ended").is_not_null() & (pl.col("outcome") != "transferred"))
    completed = (ends["outcome"] == "completed").to_numpy()
    return Events(
        np.concatenate(
            [np.full(len(rows), int(Happening.BEGINS)), np.where(completed, Happening.COMPLETES, Happening.LEAVES)]
        ),
        np.concatenate([rows["begun"].to_numpy(), ends["ended"].to_numpy()]),
        np.concatenate([rows["told"].to_numpy(), ends["end_told"].to_numpy()]),
    )


def list_newest_months(
    home: Home, ledger: Ledger, pseudonyms: np.ndarray, known_at: date, n_months: int = 12
) -> list[NewestMonth]:
    """Return what happened in each of the newest months that have ended, as told by a day and corrected.

    A month learns from the same month of earlier years: what had been told of it as many days after its end, against
    what is told by now. Reports come in their own time of the year, so other months say nothing of it. A month with
    fewer than two such years is not listed.

    Args:
        pseudonyms: whose courses. known_at: the day; the month that it lies in has not ended.
    """
    known_on = day_of_date(known_at)
    events, newest, found = events_of(home, ledger, pseudonyms, known_at), month_of(known_on) - 1, []
    told_first = int(events.told.min(initial=known_on))  # what lies before was told at once, and not late
    for month in range(newest - n_months + 1, newest + 1):
        lag_days = known_on - first_day(month + 1)
        earlier = [month - 12 * years for years in range(2, YEARS_LEARNT_FROM + 2)]  # a year more is known of each
        earlier = [each for each in earlier if first_day(each) >= told_first]
        then, now = (np.array([events_in(events, each, until) for each in earlier]) for until in (lag_days, None))
        if len(earlier) < FEWEST_YEARS:
            continue
        completeness = estimate_completeness(then, now)
        known = events_in(events, month, None)
        later = correct_events(known, completeness)
        found += [
            NewestMonth(
                iso_from_month(month),
                what.name.lower(),
                int(known[what]),
                float(later.corrected[what]),
                float(later.low[what]),
                float(later.high[what]),
                float(1 / completeness.factor[what]),
            )
            for what in TOLD
        ]
    return found


def events_in(events: Events, month: int, until_days: int | None) -> np.ndarray:
    """Return the events of a month by kind: told within so many days after its end, or by now."""
    inside = (events.day >= first_day(month)) & (events.day < first_day(month + 1))
    if until_days is not None:
        inside &= events.told <= first_day(month + 1) + until_days
    return np.bincount(events.happening[inside], minlength=N_HAPPENINGS).astype(np.float64)
