"""The parameters of made-up lives after 9th grade, as `parameters/lives.yaml` gives them."""

from functools import cache

import numpy as np
from pydantic import Field

from videre.definitions.files import Strict, read_definition
from videre.domain.education import EducationKind
from videre.synth.parameter_files import ALWAYS, FOLDER, NEVER, Month

NOTHING = "nothing"


class Course(Strict):
    """A course as the chain knows it; lives.yaml says what each field means."""

    kind: str
    months: int
    summer: int = 0
    starts: dict[int, float] | None = None
    dropout: tuple[float, float]
    finishing: dict[int, float] = Field(default_factory=dict)
    opens: Month = ALWAYS
    closes: Month = NEVER
    stops: bool = False

    @property
    def education_kind(self) -> EducationKind:
        """The kind of education that the registers call it."""
        return EducationKind[self.kind.upper()]

    def is_open(self, month: int) -> bool:
        """Return whether somebody may begin in a month."""
        return self.opens <= month <= self.closes

    def share_of_starts(self, month_of_year: int) -> float:
        """Return the share of a year's starts that a month (1 to 12) takes."""
        return 1 / 12 if self.starts is None else self.starts.get(month_of_year, 0.0)

    def finishing_chance(self, months_in: int) -> float:
        """Return the share of those still there who are done after so many months."""
        return self.finishing.get(months_in, 1.0 if months_in >= self.months else 0.0)


class Slope(Strict):
    """How a choice turns with footing (log scale) and for women (a factor)."""

    footing: float
    women: float


class Level(Strict):
    """What somebody has so far; lives.yaml says what each field means."""

    gives: dict[str, str]
    seeks: dict[str, float]
    courses: tuple[str, ...] = ()
    not_before: dict[str, int] = Field(default_factory=dict)
    rates: tuple[float, ...]

    @property
    def gap_months(self) -> int:
        """How many months in the gap are told apart: to the beginning of the year in which the last rate holds on."""
        return 12 * (len(self.rates) - 1) + 1


class AgeBand(Strict):
    """How starting changes with the years since 9th grade."""

    from_years: int
    factor: float
    slope: float
    closed: tuple[str, ...]


class Footing(Strict):
    """What a person's standing in school is made of."""

    spread: float
    steps: int
    step: float
    women: float
    origin: dict[str, float]
    parents: dict[str, float]

    @property
    def middles(self) -> np.ndarray:
        """The footing in the middle of each class."""
        return (np.arange(self.steps) - self.steps // 2) * self.step


class LivesParameters(Strict):
    """All of lives.yaml."""

    footing: Footing
    courses: dict[str, Course]
    dropout_slope: float
    dropout_years: float
    slopes: dict[str, Slope]
    after: dict[str, dict[str, float]]
    levels: dict[str, Level]
    has_youth_education: tuple[str, ...]
    has_higher_education: tuple[str, ...]
    at_once: float
    ages: tuple[AgeBand, ...]
    years: dict[int, float]

    def year_effect(self, year: int) -> float:
        """Return how behaviour of a calendar year differs from that of 2012, linear between the given years."""
        return float(np.interp(year, list(self.years), list(self.years.values())))


@cache
def read_lives() -> LivesParameters:
    """Return the shipped parameters of lives."""
    return read_definition(FOLDER / "lives.yaml", LivesParameters)
