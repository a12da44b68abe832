"""A month's chances in the chain: of leaving each state, and where those who leave go.

Rows of the table of destinations say why somebody leaves: `seek` from the gap of a level, `drop` out of a course at a
level, done with a course and into the gap of the level it gives (`gap`), or done with one that leads straight on
(`after`).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from videre.domain.days import SCHOOL_YEAR_STARTS_MONTH
from videre.synth.chain.parameters import NOTHING
from videre.synth.chain.states import Chain, Stage

FIRST_MONTHS = 6  # six of ten dropouts leave within six months of starting (domain note 2.5)
ENTRY = ("after", "ninth_grade")


@dataclass(frozen=True)
class Chances:
    """The chances when one month turns into another.

    leave: chance of leaving, [age band, state, type].
    goes: where those who leave go, [age band, row, type, stage]; each sums to 1.
    """

    leave: np.ndarray
    goes: np.ndarray


class ChanceTables:
    """Makes the chances of any month, by the behaviour of any year."""

    def __init__(self, chain: Chain) -> None:
        """Prepare what is the same in all months."""
        self.chain = chain
        self.parameters = chain.parameters
        self.rows: dict[tuple[str, str], int] = {}
        levels = self.parameters.levels
        for name in (*(("seek", level) for level in levels), *(("drop", level) for level in levels)):
            self.rows[name] = len(self.rows)
        for name in (*(("gap", level) for level in levels), *(("after", course) for course in self.parameters.after)):
            self.rows[name] = len(self.rows)
        self.tilts = {course: chain.tilt(course) for course in self.parameters.slopes}
        self._kept: dict[tuple[frozenset[str], int], tuple[np.ndarray, np.ndarray]] = {}
        self._kept_dropping: dict[int, np.ndarray] = {}
        self._lay_out_leaving()

    @cached_property
    def states_of_row(self) -> np.ndarray:
        """For each row a 1 at the states that are left by it: [row, state]."""
        row_of_state = np.where(self.chance_done > 0, self.row_done, self.row_left)
        return np.asarray((np.arange(len(self.rows))[:, None] == row_of_state).astype(float))

    def _lay_out_leaving(self) -> None:
        """Fill, for each state: the row when done and when not, a month's base chance, and the chance of being done."""
        chain = self.chain
        self.row_done = np.zeros(chain.n_states, dtype=np.int64)
        self.row_left = np.zeros(chain.n_states, dtype=np.int64)
        self.chance_done = np.zeros(chain.n_states)
        self.base_dropout = np.zeros(chain.n_states)
        self.base_rate = np.zeros(chain.n_states)
        for stage in chain.stages:
            states = slice(stage.first_state, stage.first_state + stage.n_states)
            months_in = np.arange(stage.n_states)
            if stage.course is None:
                rates = np.array(self.parameters.levels[stage.level].rates)
                self.base_rate[states] = rates[np.minimum(months_in // 12, len(rates) - 1)]
                self.row_left[states] = self.rows["seek", stage.level]
                continue
            course = self.parameters.courses[stage.course]
            early, late = course.dropout
            base = np.where(months_in < FIRST_MONTHS, early, late)
            self.base_dropout[states] = np.where(months_in < course.months - course.summer, base, 0.0)
            self.chance_done[states] = [course.finishing_chance(month + 1) for month in range(stage.n_states)]
            self.row_left[states] = self.rows["drop", stage.level]
            self.row_done[states] = self._row_when_done(stage)

    def _row_when_done(self, stage: Stage) -> int:
        """Return the row of those who complete a course at a level."""
        assert stage.course is not None
        if ("after", stage.course) in self.rows:
            return self.rows["after", stage.course]
        return self.rows["gap", self.parameters.levels[stage.level].gives.get(stage.course, stage.level)]

    def of_month(self, month: int, behaviour_year: int | None = None) -> Chances:
        """Return the chances with which people come into a month.

        Args:
            month: the month come into.
            behaviour_year: in which year the school year began whose behaviour and offer of courses are used; the
                month's own when None.
        """
        school_year = (month - SCHOOL_YEAR_STARTS_MONTH + 1) // 12
        year = school_year if behaviour_year is None else behaviour_year
        open_courses = self.chain.open_courses(month + (year - school_year) * 12)
        stopped = frozenset(
            name
            for name, course in self.parameters.courses.items()
            if course.stops and course.closes + 1 == month and behaviour_year is None
        )
        key = (open_courses, month % 12 + 1)
        if key not in self._kept:
            shares = self._seek_shares(*key)
            self._kept[key] = (shares.sum(axis=-1), self._goes(shares, open_courses))
        seek_mass, goes = self._kept[key]
        return Chances(self._leave(seek_mass, year, stopped), goes)

    def _leave(self, seek_mass: np.ndarray, year: int, stopped: frozenset[str]) -> np.ndarray:
        """Return the chance of leaving each state: [age band, state, type]."""
        chain, parameters = self.chain, self.parameters
        effect = parameters.year_effect(year)
        if year not in self._kept_dropping:
            self._kept_dropping[year] = self._dropping(effect)
        seeking = [band.factor * np.exp(band.slope * chain.footing_of_type - effect) for band in parameters.ages]
        mass = seek_mass * np.array(seeking)[:, None, :]
        leave = np.empty((len(parameters.ages), chain.n_states, chain.n_types))
        gaps = slice(0, chain.n_gap_states)
        leave[:, gaps] = -np.expm1(-self.base_rate[gaps, None] * mass[:, chain.level_of_state[gaps]])
        leave[:, chain.n_gap_states :] = self._kept_dropping[year]
        for stage in chain.stages:
            if stage.course in stopped:
                leave[:, stage.first_state : stage.first_state + stage.n_states] = 1.0
        return leave

    def _dropping(self, effect: float) -> np.ndarray:
        """Return the chance of leaving each state of a course, done or not: [state, type]."""
        courses = slice(self.chain.n_gap_states, None)
        tilt = np.exp(
            self.parameters.dropout_slope * self.chain.footing_of_type + self.parameters.dropout_years * effect
        )
        done = self.chance_done[courses, None]
        return np.where(done > 0, done, np.minimum(self.base_dropout[courses, None] * tilt, 0.9))

    def _seek_shares(self, open_courses: frozenset[str], month_of_year: int) -> np.ndarray:
        """Return the starts that each level, age and type seeks in a month, of a year's: [band, level, type, stage].

        Summed over a year and over the courses they make 1, so that the rates of the levels mean what they say.
        """
        chain, parameters = self.chain, self.parameters
        shares = np.zeros((len(parameters.ages), len(chain.levels), chain.n_types, chain.n_stages))
        for band, age in enumerate(parameters.ages):
            for place, (name, level) in enumerate(parameters.levels.items()):
                wanted = {course: weight for course, weight in level.seeks.items() if course in open_courses}
                total = sum(weight * self.tilts[course] for course, weight in wanted.items())
                for course, weight in wanted.items():
                    if course not in age.closed and age.from_years >= level.not_before.get(course, 0):
                        share = parameters.courses[course].share_of_starts(month_of_year)
                        stage = chain.stage_named[course, name]
                        shares[band, place, :, stage] = weight * self.tilts[course] / total * share
        return shares

    def _goes(self, shares: np.ndarray, open_courses: frozenset[str]) -> np.ndarray:
        """Return where those who leave go: [age band, row, type, stage]."""
        chain, parameters = self.chain, self.parameters
        mass = shares.sum(axis=-1)
        goes = np.zeros((len(parameters.ages), len(self.rows), chain.n_types, chain.n_stages))
        for place, level in enumerate(parameters.levels):
            gap = chain.stage_named[None, level]
            with np.errstate(invalid="ignore"):
                sought = np.nan_to_num(shares[:, place] / mass[:, place, :, None])
            sought[..., gap] += sought.sum(axis=-1) == 0
            goes[:, self.rows["seek", level]] = sought
            at_once = -np.expm1(-parameters.at_once * mass[:, place, :, None])
            goes[:, self.rows["drop", level]] = sought * at_once
            goes[:, self.rows["drop", level], :, gap] += 1 - at_once[..., 0]
            goes[:, self.rows["gap", level], :, gap] = 1
        for course, weights in parameters.after.items():
            level = self._level_after(course)
            for name, weight in weights.items():
                if name == NOTHING or name in open_courses:
                    stage = chain.stage_named[None if name == NOTHING else name, level]
                    goes[:, self.rows["after", course], :, stage] = weight * self.tilts[name]
            goes[:, self.rows["after", course]] /= goes[:, self.rows["after", course]].sum(axis=-1, keepdims=True)
        return goes

    def _level_after(self, course: str) -> str:
        """Return the level at which those stand who have done a course that leads straight on."""
        given = {level.gives[course] for level in self.parameters.levels.values() if course in level.gives}
        return given.pop() if given else "none"
