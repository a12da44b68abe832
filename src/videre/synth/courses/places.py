"""Made-up institutions and programmes, as `parameters/places.yaml` gives them, and as registers."""

from datetime import date
from functools import cache

import numpy as np
import polars as pl

from videre.definitions.files import Strict, read_definition
from videre.domain.days import OPEN_ENDED, day_of_date
from videre.synth.chain.parameters import read_lives
from videre.synth.parameter_files import FOLDER
from videre.synth.people.parameters import read_people

LONG_AGO = date(1990, 8, 1)
YOUTH_EDUCATIONS = {"stx", "hf", "hhx", "htx", "eux", "eud_main", "stu"}
SCHOOL_KINDS = {"primary_school", "ninth_grade", "tenth_grade"}


class School(Strict):
    """A school for children in the municipality."""

    institution: str
    name: str
    kind: str
    share: float


class SchoolElsewhere(Strict):
    """A school for children in another municipality."""

    institution: str
    name: str
    municipality: int


class Provider(Strict):
    """An institution after 9th grade."""

    institution: str
    name: str
    kind: str
    municipality: int
    courses: tuple[str, ...]
    share: float
    parent: str | None = None
    valid_from: date = LONG_AGO
    valid_to: date | None = None


class Programme(Strict):
    """A programme of education; `course` is a course of lives.yaml, or one of the grades."""

    programme: str
    name: str
    course: str
    level: str
    part: str | None = None
    valid_from: date = LONG_AGO
    valid_to: date | None = None
    replaced_by: str | None = None

    @property
    def kind(self) -> str:
        """The kind of education that the registers call it."""
        return self.course if self.course in SCHOOL_KINDS else read_lives().courses[self.course].kind


class Places(Strict):
    """All of places.yaml."""

    schools: tuple[School, ...]
    schools_elsewhere: tuple[SchoolElsewhere, ...]
    private_school: float
    efterskole_ninth: float
    tenth_elsewhere: float
    providers: tuple[Provider, ...]
    programmes: tuple[Programme, ...]

    def programmes_of(self, course: str) -> list[Programme]:
        """Return the programmes of a course."""
        return [programme for programme in self.programmes if programme.course == course]

    def providers_of(self, course: str) -> list[Provider]:
        """Return the institutions that offer a course."""
        return [provider for provider in self.providers if course in provider.courses]

    def schools_of(self, kind: str) -> list[School]:
        """Return the municipality's schools of a kind."""
        return [school for school in self.schools if school.kind == kind]


@cache
def read_places() -> Places:
    """Return the shipped places."""
    return read_definition(FOLDER / "places.yaml", Places)


def cumulated(shares: list[float]) -> np.ndarray:
    """Return shares made to sum to 1 and summed up."""
    return np.asarray(np.cumsum(shares) / np.sum(shares))


def institutions_register(reported: int) -> pl.DataFrame:
    """Return the register of institutions; each is reported when it opens, those of the past on the day given."""
    places = read_places()
    home = read_people().home.municipality
    rows: list[tuple[object, ...]] = []
    rows += [(one.institution, one.name, one.kind, home, None, LONG_AGO, None) for one in places.schools]
    rows += [
        (one.institution, one.name, "public", one.municipality, None, LONG_AGO, None)
        for one in places.schools_elsewhere
    ]
    rows += [
        (one.institution, one.name, one.kind, one.municipality, one.parent, one.valid_from, one.valid_to)
        for one in places.providers
    ]
    columns = ["institution", "name", "kind", "municipality", "parent", "valid_from", "valid_to"]
    return with_days(pl.DataFrame(rows, schema=columns, orient="row"), reported)


def programmes_register(reported: int) -> pl.DataFrame:
    """Return the register of programmes; each is reported when it begins, those of the past on the day given."""
    rows = [
        (
            one.programme,
            one.name,
            one.kind,
            one.level,
            "true" if one.kind in YOUTH_EDUCATIONS else "false",
            one.valid_from,
            one.valid_to,
            one.replaced_by,
        )
        for one in read_places().programmes
    ]
    columns = [
        "programme",
        "name",
        "kind",
        "level",
        "counts_as_youth_education",
        "valid_from",
        "valid_to",
        "replaced_by",
    ]
    return with_days(pl.DataFrame(rows, schema=columns, orient="row"), reported)


def with_days(rows: pl.DataFrame, reported: int) -> pl.DataFrame:
    """Return rows with days as numbers: the first on which each no longer holds, and the day on which it was reported.

    That is `valid_from`, or the day given where that is later.
    """
    begins = [day_of_date(day) for day in rows["valid_from"]]
    ends = [OPEN_ENDED if day is None else day_of_date(day) + 1 for day in rows["valid_to"]]
    return rows.with_columns(
        valid_from=pl.Series(begins),
        valid_to=pl.Series(ends),
        reported=pl.Series([max(day, reported) for day in begins]),
    )
