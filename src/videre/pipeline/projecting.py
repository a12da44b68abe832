"""Where a cohort is heading: what `videre project` and the measure of completion tell, cohort by cohort."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from videre.definitions.programmes import ProgrammeKinds
from videre.definitions.state_space import StateSpace
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH, day_number
from videre.domain.refusals import Refused
from videre.measures.cells import cells_by
from videre.pipeline.behaviour import OWN, Behaviour, Counted, behaviour_of, count_history
from videre.pipeline.gathering import Gathered
from videre.pipeline.lateness import estimate_lateness
from videre.pipeline.reference_counts import N_CLOCK, Reference, find_reference_file, read_reference
from videre.projection.chain import Floats
from videre.projection.forward import Question, occupy, question, value_of
from videre.projection.nowcasting import variance_of_completeness
from videre.projection.shrinking import ShrunkShare, project_all
from videre.projection.uncertainty import (
    ShareUncertainty,
    distribution_of_count,
    interval_of_count,
    interval_of_share,
    normal_quantile,
    variance_of_chance,
    variance_of_drift,
)

STATES = "youth_education"
LEVEL = 0.95
BEFORE_25 = 9  # most of a cohort turns 25 between the 9th and the 10th 1 October after 9th grade
LONGEST_HORIZON = N_CLOCK - 2
HORIZONS = {"5 years": 5, "6 years": 6, "before 25": BEFORE_25, "10 years": 10, "15 years": 15, "25 years": 25}


class NoSuchCohort(Refused):
    """A cohort that nobody has left 9th grade in, or a horizon that no behaviour reaches."""


class NoSuchCount(Refused):
    """A count that the state file does not have."""


@dataclass(frozen=True)
class Projection:
    """A share of a cohort after so many years, with all that is needed to trust it.

    value: the expected share. raw_value: the same without the correction for late reports.
    expected_low, expected_high: interval of the expected share (estimation and drift). realised_low, realised_high: of
    the share that this very cohort will show (with the chance of so few persons). standard errors: each alone.
    unobserved: share of the cohort's years in rows in which the reference observed nobody.
    without: the share without a level that others do not count (stu), by level.
    reference_value: the same cohort if it behaved as the reference; None where that is the municipality's own years.
    differs_from_reference: whether the difference is more than estimation explains. reference_file: which it leans on.
    """

    cohort: int
    count: str
    horizon: str
    breakdown: Mapping[str, str]
    n_persons: int
    value: float
    raw_value: float
    expected_low: float
    expected_high: float
    realised_low: float
    realised_high: float
    level: float
    se_estimation: float
    se_drift: float
    sd_chance: float
    unobserved: float
    behaviour: str
    reference: str
    is_corrected: bool
    not_placed: int
    without: Mapping[str, float] = field(default_factory=dict)
    reference_value: float | None = None
    differs_from_reference: bool = False
    reference_file: str = ""
    reference_da: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return it with the keys of the documented JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Setting:
    """What all projections of one run share."""

    gathered: Gathered
    counted: Counted
    reference: Reference | None
    window_years: int = 1
    reference_file: Path | None = None

    def at(self, earlier: Gathered) -> "Setting":
        """Return the same with what was gathered of an earlier day; raises NoBehaviour."""
        return replace(self, gathered=earlier, counted=count(earlier, self.counted.space, self.reference))

    def behaviour(self, year: int, *, is_corrected: bool = True) -> Behaviour:
        """Return the behaviour of a year, corrected for late reports where it is the newest and that can be learnt."""
        completeness = None
        if is_corrected and year == self.counted.years[-1]:
            gathered, counted = self.gathered, self.counted
            people = gathered.history.pseudonyms[counted.leavers.members.person]
            completeness = estimate_lateness(
                gathered.home, gathered.ledger, people, counted.years, year, gathered.known_at
            )
        return behaviour_of(self.counted, self.reference, year, self.window_years, completeness)

    @cached_property
    def kinds(self) -> ProgrammeKinds:
        """What each kind of education counts as, and when."""
        return self.gathered.definitions.programme_kinds()

    def counted_states(self, count: str, year: int) -> tuple[int, ...]:
        """Return the states that a count counts, by what counts as a youth education in a year."""
        return self.counted.space.counted(count, self.kinds, date(year, EDUCATION_YEAR_STARTS_MONTH, 1))

    def counted_moves(self, count: str, year: int) -> tuple[int, ...]:
        """Return the moves that a count counts, as numbers of the state file, by what counts in a year."""
        return self.counted.space.first_completed(count, self.kinds, date(year, EDUCATION_YEAR_STARTS_MONTH, 1))

    def counts_on(self, year: int) -> tuple[str, ...]:
        """Return the counts of the state file that count anything in a year: epx has no share before there is epx."""
        every = self.counted.space.file.counts
        return tuple(name for name in every if self.counted_states(name, year) or self.counted_moves(name, year))

    def ask(self, initial: Floats, count: str, year: int, years: int) -> Question:
        """Return the question what share of a cohort counts so many years after its first 1 October.

        Raises:
            NoSuchCount: the state file has none of that name.
        """
        there_are = self.counted.space.file.counts
        if count not in there_are:
            raise NoSuchCount(f"The state file counts no {count!r}. It counts: {', '.join(there_are)}.")
        asked = ask(initial, self.counted_states(count, year), years)
        moves = self.counted_moves(count, year)
        return asked._replace(gains=np.isin(self.counted.kept, moves).astype(np.float64)) if moves else asked


def set_up(gathered: Gathered, window_years: int = 1) -> Setting:
    """Return what projections of a home need; raises NoBehaviour, UnusableReference."""
    space = gathered.definitions.state_space(STATES)
    file = find_reference_file(gathered.home)
    reference = read_reference(file, space) if file is not None else None
    return Setting(gathered, count(gathered, space, reference), reference, window_years, file)


def count(gathered: Gathered, space: StateSpace, reference: Reference | None) -> Counted:
    """Return everything counted from what was gathered; raises NoBehaviour."""
    rules = gathered.definitions.state_rules(space)
    return count_history(gathered.history, space, rules, gathered.home.settings.municipality, reference)


def newest_cohort(setting: Setting) -> int:
    """Return the newest cohort that has been seen on its first 1 October."""
    return setting.counted.years[-1]


def project_cohort(
    setting: Setting,
    cohort: int,
    horizons: Mapping[str, int],
    counts: Sequence[str],
    dimensions: tuple[str, ...] = (),
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[Projection]:
    """Return the shares of a cohort by count, horizon and group of people.

    The cohort stands where it was seen on its first 1 October; what follows is by the behaviour of the year before it.

    Raises:
        NoSuchCohort, NoBehaviour, UnknownDimension.
    """
    check_horizons(horizons)
    behaviour = setting.behaviour(cohort)
    raw = behaviour if behaviour.completeness is None else setting.behaviour(cohort, is_corrected=False)
    groups, not_placed = groups_of(setting, cohort, dimensions)
    found: list[Projection] = []
    for done, (breakdown, initial) in enumerate(groups):
        progress(done, len(groups))
        named = [(count, horizon) for horizon in horizons for count in counts]
        asked = [setting.ask(initial, count, cohort, horizons[horizon]) for count, horizon in named]
        shares = project_all(behaviour.place, asked)
        before = shares if raw is behaviour else project_all(raw.place, asked)
        theirs = by_reference(behaviour, asked)
        for (count, horizon), one, share, uncorrected, their in zip(named, asked, shares, before, theirs, strict=True):
            about = uncertainty_of(behaviour, setting.counted, share, initial)
            projection = told(cohort, (count, horizon, breakdown), behaviour, one, share, uncorrected.value, about)
            more = beside(setting, projection, share, their)
            found.append(replace(projection, not_placed=not_placed, **more))
    progress(len(groups), len(groups))
    return found


def by_reference(behaviour: Behaviour, asked: Sequence[Question]) -> list[float | None]:
    """Return the shares if the cohort behaved as the reference; None where that is the municipality itself."""
    moves, rates = behaviour.place.moves, behaviour.reference_rates
    if rates is None:
        return [None for _ in asked]
    longest = max(asked, key=lambda each: len(each.table_of_step))
    occupation = occupy(moves, rates, longest.initial, longest.table_of_step)
    return [value_of(moves, rates, each, occupation) for each in asked]


def beside(setting: Setting, projection: Projection, share: ShrunkShare, their: float | None) -> dict[str, Any]:
    """Return what stands beside a share: without what others do not count, and against the reference."""
    states, counted = setting.counted.space.states, setting.counted_states(projection.count, projection.cohort)
    at_end = share.occupation[-1].sum(axis=0)
    about = setting.counted.space.file.counts[projection.count]
    without = {
        level: projection.value - float(sum(at_end[state] for state in counted if states[state].level == level))
        for level in about.shown_without
    }
    file = setting.reference_file
    return {
        "without": without,
        "reference_value": their,
        "differs_from_reference": their is not None and is_more_than_estimation(projection, their),
        "reference_file": file.name if file is not None else "",
        "reference_da": setting.reference.title[0] if their is not None and setting.reference else OWN[0],
    }


def is_more_than_estimation(projection: Projection, their: float) -> bool:
    """Return whether a share differs from the reference's by more than the estimation of so few persons explains."""
    return abs(projection.value - their) > normal_quantile((1 + LEVEL) / 2) * projection.se_estimation


def check_horizons(horizons: Mapping[str, int]) -> None:
    """Raise NoSuchCohort for a horizon that no behaviour reaches."""
    for name, years in horizons.items():
        if not 0 <= years <= LONGEST_HORIZON:
            raise NoSuchCohort(f"A horizon is 0 to {LONGEST_HORIZON} years after 9th grade, not {name}.")


def ask(initial: Floats, counted_states: tuple[int, ...], years: int) -> Question:
    """Return the question what share stands in some states so many years after the first 1 October."""
    return question(initial, np.arange(N_CLOCK), counted_states, years, first_table=1)


def groups_of(
    setting: Setting, cohort: int, dimensions: tuple[str, ...]
) -> tuple[list[tuple[dict[str, str], Floats]], int]:
    """Return the cohort on its first 1 October by group, each (K, S), and how many stood in no state of the file."""
    counted = setting.counted
    members = np.flatnonzero(counted.year_left == cohort)
    if len(members) == 0 or day_number(cohort, EDUCATION_YEAR_STARTS_MONTH, 1) > counted.known_at:
        raise NoSuchCohort(
            f"The cohort of {cohort} has nobody in it who has been seen on a 1 October. There are the cohorts "
            f"{int(counted.year_left.min())} to {counted.years[-1]}."
        )
    state = counted.states_after(members, 0)
    of_cohort = counted.leavers.members
    here = type(of_cohort)(of_cohort.person[members], of_cohort.school[members])
    cells = cells_by(setting.gathered.history, here, dimensions)
    groups = []
    for place, label in enumerate(cells.labels):
        inside = (cells.of_member == place) & (state >= 0)
        if inside.any():
            initial = np.zeros((len(counted.labels), len(counted.space.states)))
            np.add.at(initial, (counted.cell[members[inside]], state[inside]), 1.0)
            groups.append((dict(label), initial))
    if not groups:
        raise NoSuchCohort(f"Nobody of the cohort of {cohort} stood in a state of the file on the first 1 October.")
    return groups, int((state < 0).sum())


def uncertainty_of(behaviour: Behaviour, counted: Counted, share: ShrunkShare, initial: Floats) -> ShareUncertainty:
    """Return the three uncertainties of a share; that of the correction is part of estimation."""
    slope = share.slope.sum(axis=0)
    estimation = share.variance
    if behaviour.completeness is not None:
        newest = behaviour.share_newest**2
        estimation += newest * variance_of_completeness(slope, counted.kind_of_move, behaviour.completeness)
    drift = behaviour.drift
    each_move = np.arange(len(counted.kind_of_move))
    walked = variance_of_drift(share.slope, counted.kind_of_move, np.full(5, drift.of_kind)) + variance_of_drift(
        share.slope, each_move, np.full(len(each_move), drift.of_move)
    )
    return ShareUncertainty(estimation, variance_of_chance(initial, share.chance), walked)


def told(
    cohort: int,
    named: tuple[str, str, dict[str, str]],
    behaviour: Behaviour,
    asked: Question,
    share: ShrunkShare,
    raw_value: float,
    about: ShareUncertainty,
) -> Projection:
    """Return a share as it is told."""
    n_persons = int(asked.initial.sum())
    low, high = interval_of_share(share.value, about.of_expected, LEVEL)
    distribution = distribution_of_count(asked.initial, share.chance, about.of_expected)
    fewest, most = interval_of_count(distribution, LEVEL)
    unobserved = (share.occupation[:-1] * behaviour.unobserved[asked.table_of_step]).sum()
    return Projection(
        cohort=cohort,
        count=named[0],
        horizon=named[1],
        breakdown=named[2],
        n_persons=n_persons,
        value=share.value,
        raw_value=raw_value,
        expected_low=low,
        expected_high=high,
        realised_low=fewest / n_persons,
        realised_high=most / n_persons,
        level=LEVEL,
        se_estimation=about.estimation**0.5,
        se_drift=about.drift**0.5,
        sd_chance=about.chance**0.5,
        unobserved=float(unobserved) / max(len(asked.table_of_step), 1),
        behaviour="-".join(dict.fromkeys((str(behaviour.years[0]), str(behaviour.years[-1])))),
        reference=behaviour.reference[1],
        is_corrected=behaviour.completeness is not None,
        not_placed=0,
    )
