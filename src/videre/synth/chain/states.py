"""The chain of made-up lives: which states there are, and a month's chances of leaving each and where to.

A *stage* is a course at a level, or the gap at a level; a *state* is a stage and the months spent in it. The chain is
semi-Markov: chances depend on the months in the stage. Walking persons through it (walking.py) and computing what is
to be expected (expectation.py) use the same tables, so that the truth beside the data is the truth of the data.

A *type* of person is sex and class of footing: sex * steps + footing, sex 0 for men and 1 for women.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from videre.synth.chain.parameters import LivesParameters


@dataclass(frozen=True)
class Stage:
    """A course at a level, or the gap (`course` is None), and where its states lie."""

    course: str | None
    level: str
    first_state: int
    n_states: int


class Chain:
    """The states and stages of one set of parameters: the gaps of all levels first, then the courses of all levels."""

    def __init__(self, parameters: LivesParameters) -> None:
        """Lay out the states."""
        self.parameters = parameters
        gaps = [(None, name, level.gap_months) for name, level in parameters.levels.items()]
        courses = [
            (course, name, parameters.courses[course].months)
            for name, level in parameters.levels.items()
            for course in dict.fromkeys([*level.courses, *level.gives, *level.seeks])
        ]
        self.stages: list[Stage] = []
        place = 0
        for course, level_name, n_states in (*gaps, *courses):
            self.stages.append(Stage(course, level_name, place, n_states))
            place += n_states
        self.n_gap_states = sum(n_states for _, _, n_states in gaps)
        self.n_states = place
        self.n_stages = len(self.stages)
        self.stage_named = {(stage.course, stage.level): index for index, stage in enumerate(self.stages)}

    @cached_property
    def first_state(self) -> np.ndarray:
        """The first state of each stage."""
        return np.array([stage.first_state for stage in self.stages])

    @cached_property
    def stage_of_state(self) -> np.ndarray:
        """The stage of each state."""
        return np.repeat(np.arange(self.n_stages), [stage.n_states for stage in self.stages])

    @cached_property
    def months_in(self) -> np.ndarray:
        """The months already spent in the stage, for each state."""
        return np.asarray(np.arange(self.n_states) - self.first_state[self.stage_of_state])

    @cached_property
    def last_state(self) -> np.ndarray:
        """The last state of each stage, in which those stay who do not leave it."""
        return np.array([stage.first_state + stage.n_states - 1 for stage in self.stages])

    @cached_property
    def next_state(self) -> np.ndarray:
        """The state a month later of those who stay."""
        return np.asarray(np.minimum(np.arange(self.n_states) + 1, self.last_state[self.stage_of_state]))

    @cached_property
    def levels(self) -> list[str]:
        """The names of the levels, in the order of the parameters."""
        return list(self.parameters.levels)

    @cached_property
    def level_of_state(self) -> np.ndarray:
        """The place of each state's level among the levels."""
        level_of_stage = np.array([self.levels.index(stage.level) for stage in self.stages])
        return np.asarray(level_of_stage[self.stage_of_state])

    @cached_property
    def n_types(self) -> int:
        """Types of persons: two sexes, and the classes of footing."""
        return 2 * self.parameters.footing.steps

    @cached_property
    def footing_of_type(self) -> np.ndarray:
        """The footing of each type."""
        return np.tile(self.parameters.footing.middles, 2)

    def tilt(self, course: str) -> np.ndarray:
        """Return how much more than a man of average footing each type chooses a course."""
        slope = self.parameters.slopes[course]
        women = np.repeat([1.0, slope.women], self.parameters.footing.steps)
        return np.asarray(np.exp(slope.footing * self.footing_of_type) * women)

    def open_courses(self, month: int) -> frozenset[str]:
        """Return the courses that somebody may begin in a month."""
        return frozenset(name for name, course in self.parameters.courses.items() if course.is_open(month))

    def age_band(self, years_since_ninth: np.ndarray) -> np.ndarray:
        """Return the age band of so many years since 9th grade."""
        edges = [band.from_years for band in self.parameters.ages]
        return np.asarray(np.searchsorted(edges, years_since_ninth, side="right") - 1)
