"""What all projections of one run share: what was counted, what it leans on, and who is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from videre.definitions.programmes import ProgrammeKinds
from videre.definitions.state_space import StateSpace
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH, day_number
from videre.domain.refusals import Refused
from videre.measures.cells import cells_by
from videre.pipeline.behaviour import Behaviour, Counted, behaviour_of, count_history
from videre.pipeline.gathering import Gathered
from videre.pipeline.lateness import estimate_lateness
from videre.pipeline.reference_counts import N_CLOCK, Reference, find_reference_file, read_reference
from videre.projection.backtesting import Widening
from videre.projection.chain import Floats
from videre.projection.forward import Question, question
from videre.projection.nowcasting import variance_of_completeness
from videre.projection.shrinking import ShrunkShare
from videre.projection.uncertainty import ShareUncertainty, variance_of_chance, variance_of_drift

STATES = "youth_education"
LONGEST_HORIZON = N_CLOCK - 2


class NoSuchCohort(Refused):
    """A cohort that nobody has left 9th grade in, or a horizon that no behaviour reaches."""


class NoSuchCount(Refused):
    """A count that the state file does not have."""


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
        if (year, is_corrected) not in self.behaviours:
            self.behaviours[year, is_corrected] = self._behaviour(year, is_corrected=is_corrected)
        return self.behaviours[year, is_corrected]

    def _behaviour(self, year: int, *, is_corrected: bool) -> Behaviour:
        completeness = None
        if is_corrected and year == self.counted.years[-1]:
            gathered, counted = self.gathered, self.counted
            people = gathered.history.pseudonyms[counted.leavers.members.person]
            completeness = estimate_lateness(
                gathered.home, gathered.ledger, people, counted.years, year, gathered.known_at
            )
        return behaviour_of(self.counted, self.reference, year, self.window_years, completeness)

    @cached_property
    def behaviours(self) -> dict[tuple[int, bool], Behaviour]:
        """The behaviours that have been asked for: a projection, its widening and its profile ask for the same."""
        return {}

    @cached_property
    def widenings(self) -> dict[str, Widening]:
        """How many times drift is widened, by count, for those that have been asked for (`pipeline.widening`)."""
        return {}

    @cached_property
    def kinds(self) -> ProgrammeKinds:
        """What each kind of education counts as, and when."""
        return self.gathered.definitions.programme_kinds()

    def counted_states(self, count: str, year: int) -> tuple[int, ...]:
        """Return the states that a count counts, by what counts as a youth education in a year."""
        if (count, year) not in self.states_by_count:
            day = date(year, EDUCATION_YEAR_STARTS_MONTH, 1)
            self.states_by_count[count, year] = self.counted.space.counted(count, self.kinds, day)
        return self.states_by_count[count, year]

    @cached_property
    def states_by_count(self) -> dict[tuple[str, int], tuple[int, ...]]:
        """The states of counts that have been asked for: a backtest asks a thousand times."""
        return {}

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


def uncertainty_of(
    behaviour: Behaviour, counted: Counted, share: ShrunkShare, initial: Floats, widening: float = 1.0
) -> ShareUncertainty:
    """Return the three uncertainties of a share; that of the correction is part of estimation.

    Args:
        widening: how many times the drift, as a standard deviation, is widened.
    """
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
    return ShareUncertainty(estimation, variance_of_chance(initial, share.chance), widening**2 * walked)
