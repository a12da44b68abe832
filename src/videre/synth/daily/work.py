"""Work, month by month, of the people aged 15 to 29 who live in the municipality."""

import numpy as np
import polars as pl

from videre.synth.calendars import first_days
from videre.synth.daily.parameters import DailyParameters
from videre.synth.daily.situation import GROUPS, GROWN_UP_MONTHS, IN_A_GAP, Situation, Situations
from videre.synth.draws import Draws
from videre.synth.request import Period
from videre.synth.told.reporting import read_reports

N_EMPLOYERS = 400
EMPLOYERS_FROM = 99_000_000  # made-up company numbers: none so high has been given out (from memory)


class Working:
    """Whether each person works, and how much, carried from month to month."""

    def __init__(self, draws: Draws, parameters: DailyParameters, situations: Situations) -> None:
        """Begin with nobody at work; the months before the period let everybody find work."""
        self.stream = draws.stream("work")
        self.parameters = parameters
        self.footing = situations.footing
        n = len(situations)
        self.is_working = np.zeros(n, dtype=bool)
        self.is_subsidised = np.zeros(n, dtype=bool)
        self.ability = self.stream.normal(size=n)
        self.employer = np.zeros(n, dtype=np.int64)
        self.group = np.full(n, -1)
        of_groups = [parameters.work[name] for name in GROUPS]
        self.odds = np.log([one.working / (1 - one.working) for one in of_groups])
        self.slope = np.array([one.slope for one in of_groups])
        self.renewed = np.array([one.renewed for one in of_groups])
        self.mean_hours = np.array([one.hours for one in of_groups])
        self.apart = np.array([one.apart for one in of_groups])
        self.subsidised = np.array([one.subsidised for one in of_groups])
        self.in_a_gap = np.array([name in IN_A_GAP for name in GROUPS])

    def hours_in(self, situation: Situation) -> np.ndarray:
        """Carry everybody on to a month and return their hours of work in it, 0 for those without work."""
        group, n = situation.group, len(situation.group)
        is_renewed = (group != self.group) | (self.stream.random(n) < self.renewed[group])
        share = 1 / (1 + np.exp(-self.odds[group] - self.slope[group] * self.footing))
        is_young = (situation.age_months < GROWN_UP_MONTHS) & self.in_a_gap[group]
        share = np.where(is_young, share * self.parameters.young_work, share)
        works = self.stream.random(n) < share
        begins = is_renewed & works
        self.employer = np.where(begins, self.stream.integers(0, N_EMPLOYERS, size=n), self.employer)
        self.is_subsidised = np.where(begins, self.stream.random(n) < self.subsidised[group], self.is_subsidised)
        self.is_working = np.where(is_renewed, works, self.is_working)
        self.group = group.copy()
        apart = self.apart[group]
        noise = 0.08 * self.stream.normal(size=n)
        hours = self.mean_hours[group] * np.exp(apart * self.ability - apart**2 / 2 + noise)
        return np.where(self.is_working, np.clip(hours, 1.0, self.parameters.longest_hours), 0.0)

    def rows_of(self, situations: Situations, situation: Situation, hours: np.ndarray) -> pl.DataFrame:
        """Return the month's rows of the register of employment."""
        at_work = np.flatnonzero(situation.is_counted & (hours > 0))
        return pl.DataFrame(
            {
                "person": situations.person[at_work],
                "month": np.full(len(at_work), situation.month),
                "hours": np.round(hours[at_work], 2),
                "is_subsidised": self.is_subsidised[at_work],
                "employer": self.employer[at_work] + EMPLOYERS_FROM,
            }
        )


def employment_register(months: list[pl.DataFrame], period: Period) -> pl.DataFrame:
    """Return the months of work as eIndkomst reported them: each on one day of the month after."""
    rows = pl.concat(months)
    reported = first_days(rows["month"].to_numpy() + 1) + read_reports().employment_day - 1
    kind = pl.when("is_subsidised").then(pl.lit("subsidised")).otherwise(pl.lit("ordinary"))
    rows = rows.with_columns(kind=kind, reported=pl.Series(reported)).drop("is_subsidised")
    return rows.filter(pl.col("reported") < period.end).sort("reported", "person")
