"""The parameters of exams, absence, readiness and wellbeing, as `parameters/pupils.yaml` gives them."""

from functools import cache

from videre.definitions.files import Strict, read_definition
from videre.synth.parameter_files import FOLDER, Month


class Share(Strict):
    """A share at footing 0, and how its odds turn with footing (log scale)."""

    share: float
    slope: float


class Exams(Strict):
    """Marks, and who lacks tests; pupils.yaml says what each field means."""

    average: float
    slope: float
    of_pupil: float
    of_test: float
    tests: dict[str, float]
    no_tests: Share
    some_missing: Share
    taken_in_tenth: float
    again_in_tenth: float


class Days(Strict):
    """Days of absence a month at footing 0, how they turn with footing, and how far pupils lie apart (log scale)."""

    mean: float
    slope: float
    apart: float


class Absence(Strict):
    """Days of absence by month."""

    first_month: Month
    days_possible: dict[int, int]
    ill: Days
    permitted: Days
    unpermitted: Days
    older: float


class Readiness(Strict):
    """Assessments of readiness for education."""

    ninth_from: int
    eighth_from: int
    until: int
    not_ready: Share
    month_of_year: int


class Wellbeing(Strict):
    """Yearly surveys of school classes."""

    from_year: int
    average: float
    apart: float


class PupilsParameters(Strict):
    """All of pupils.yaml."""

    exams: Exams
    absence: Absence
    readiness: Readiness
    wellbeing: Wellbeing


@cache
def read_pupils() -> PupilsParameters:
    """Return the shipped parameters of pupils."""
    return read_definition(FOLDER / "pupils.yaml", PupilsParameters)
