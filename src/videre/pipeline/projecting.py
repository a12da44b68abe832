"""Where a cohort is heading: what `videre project` and the measure of completion tell, cohort by cohort."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

import numpy as np

from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH, day_number
from videre.domain.refusals import Refused
from videre.measures.cells import cells_by
from videre.pipeline.behaviour import Behaviour, Counted, behaviour_of, count_history
from videre.pipeline.gathering import Gathered
from videre.pipeline.lateness import estimate_lateness
from videre.pipeline.reference_counts import N_CLOCK, Reference, find_reference
from videre.projection.chain import Floats
from videre.projection.forward import Question, question
from videre.projection.nowcasting import variance_of_completeness
from videre.projection.shrinking import ShrunkShare, project_all
from videre.projection.uncertainty import (
    ShareUncertainty,
    distribution_of_count,
    interval_of_count,
    interval_of_share,
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


@dataclass(frozen=True)
class Projection:
    """A share of a cohort after so many years, with all that is needed to trust it.

    value: the expected share. raw_value: the same without the correction for late reports.
    expected_low, expected_high: interval of the expected share (estimation and drift). realised_low, realised_high: of
    the share that this very cohort will show (with the chance of so few persons). standard errors: each alone.
    unobserved: share of the cohort's years in rows in which the reference observed nobody.
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

    def counted_states(self, count: str, year: int) -> tuple[int, ...]:
        """Return the states that a count counts, by what counts as a youth education in a year."""
        on = date(year, EDUCATION_YEAR_STARTS_MONTH, 1)
        return self.counted.space.counted(count, self.gathered.definitions.programme_kinds(), on)


def set_up(gathered: Gathered, window_years: int = 1) -> Setting:
    """Return what projections of a home need; raises NoBehaviour, UnusableReference."""
    space = gathered.definitions.state_space(STATES)
    rules = gathered.definitions.state_rules(space)
    reference = find_reference(gathered.home, space)
    counted = count_history(gathered.history, space, rules, gathered.home.settings.municipality, reference)
    return Setting(gathered, counted, reference, window_years)


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
        asked = [ask(initial, setting.counted_states(count, cohort), horizons[horizon]) for count, horizon in named]
        shares = project_all(behaviour.place, asked)
        before = shares if raw is behaviour else project_all(raw.place, asked)
        for (count, horizon), one, share, uncorrected in zip(named, asked, shares, before, strict=True):
            about = uncertainty_of(behaviour, setting.counted, share, initial)
            name = (count, horizon, breakdown)
            found.append(told(cohort, name, behaviour, one, share, uncorrected.value, about))
    progress(len(groups), len(groups))
    return [each if not_placed == 0 else replaced(each, not_placed) for each in found]


def replaced(projection: Projection, not_placed: int) -> Projection:
    """Return a projection that says how many of its cohort stood in no state of the file."""
    return Projection(**{**asdict(projection), "not_placed": not_placed})


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
