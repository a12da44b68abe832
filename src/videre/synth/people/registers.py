"""The registers of persons and residence."""

from functools import cache

import numpy as np
import polars as pl

from videre.definitions.files import Strict, read_definition
from videre.domain.days import OPEN_ENDED
from videre.domain.people import Origin, ParentsEducation
from videre.synth.daily.benefits import birthdays
from videre.synth.draws import Draws
from videre.synth.parameter_files import FOLDER
from videre.synth.people.parameters import PeopleParameters
from videre.synth.people.persons import People
from videre.synth.request import Period
from videre.synth.told.reporting import as_reported, delays_of, draw_delays, opened_and_closed

GROWN_UP_YEARS = 18
SEXES = ("M", "K")


class Names(Strict):
    """All of names.yaml."""

    given: dict[str, dict[str, tuple[str, ...]]]
    family: dict[str, tuple[str, ...]]
    streets: tuple[str, ...]


@cache
def read_names() -> Names:
    """Return the shipped names."""
    return read_definition(FOLDER / "names.yaml", Names)


def residence_register(
    draws: Draws, people: People, elsewhere: pl.DataFrame, home: int, period: Period
) -> pl.DataFrame:
    """Return all stays, here and elsewhere, as CPR reported them: when somebody moved in, and when they moved out."""
    visits = people.visits
    here = pl.DataFrame(
        {
            "person": visits.person,
            "municipality": np.full(len(visits.person), home),
            "start": visits.start,
            "stop": visits.stop,
        }
    )
    rows = pl.concat([here, elsewhere]).filter(pl.col("start") < period.end)
    told_after = delays_of(draws.stream("residence_reports"), "residence", "residence", len(rows))
    reported = opened_and_closed(rows, told_after, {})
    return as_reported(reported, ["person", "municipality", "start"], people.known_since, period.end)


def person_register(
    draws: Draws, people: People, elsewhere: pl.DataFrame, parameters: PeopleParameters, period: Period
) -> pl.DataFrame:
    """Return the persons: as they were when they became known, and again with a new address when they had moved."""
    stream = draws.stream("persons")
    n = len(people)
    is_other = (people.origin != Origin.DANISH) & (stream.random(n) < 0.85)
    protected = stream.random(n) < parameters.protected
    since = people.known_since + stream.integers(0, 900, size=n)
    until = np.where(protected, since + parameters.protected_days, OPEN_ENDED)
    persons = pl.DataFrame(
        {
            "person": np.arange(n),
            "given_name": given_names(stream, people, is_other),
            "family_name": pick(stream, [read_names().family["danish"], read_names().family["other"]], is_other * 1),
            "address": addresses(stream, n),
            "postal_code": np.full(n, parameters.home.postal_code),
            "birth_date": people.birth_day,
            "sex": pl.Series(SEXES)[people.is_woman * 1],
            "origin": pl.Series([code.name.lower() for code in Origin])[people.origin],
            "parents_education": parents_education(people),
            "guardians": guardians(draws, people, parameters, period),
            "protected_until": until,
            "reported": people.known_since + draw_delays(stream, "residence", n),
        }
    )
    return as_reported(
        pl.concat([persons, moved_away(stream, people, persons, elsewhere, parameters)]),
        ["person"],
        people.known_since,
        period.end,
    )


def pick(stream: np.random.Generator, lists: list[tuple[str, ...]], which: np.ndarray) -> pl.Series:
    """Return a name from one of several lists for each person."""
    names = np.concatenate([np.array(names, dtype=object) for names in lists])
    lengths = np.array([len(names) for names in lists])
    first = np.append(0, np.cumsum(lengths)[:-1])
    place = first[which] + np.floor(stream.random(len(which)) * lengths[which]).astype(np.int64)
    return pl.Series(names[place], dtype=pl.String)


def given_names(stream: np.random.Generator, people: People, is_other: np.ndarray) -> pl.Series:
    """Return given names by sex and origin."""
    given = read_names().given
    lists = [given[origin][sex] for origin in ("danish", "other") for sex in SEXES]
    return pick(stream, lists, is_other * 2 + people.is_woman)


def addresses(stream: np.random.Generator, n: int) -> pl.Series:
    """Return n addresses in streets that are nobody's."""
    streets = pl.Series(read_names().streets)[stream.integers(0, len(read_names().streets), size=n)]
    return streets + " " + pl.Series(stream.integers(1, 120, size=n)).cast(pl.String)


def parents_education(people: People) -> pl.Series:
    """Return the code of the parents' education, empty where the register does not know."""
    codes = pl.Series([code.name.lower() for code in ParentsEducation])[people.parents_education]
    return codes.zip_with(pl.Series(people.parents_known), pl.Series([None], dtype=pl.String))


def guardians(draws: Draws, people: People, parameters: PeopleParameters, period: Period) -> pl.Series:
    """Return the CPR numbers of the guardians of those who are children in the period, one or two, joined by commas.

    Guardians are nobody else in the registers; each child has guardians of its own.
    """
    first, second = people.guardian_cpr
    has_two = draws.stream("guardians").random(len(people)) < parameters.guardians_two
    one = pl.Series(first).cast(pl.String)
    both = one + "," + pl.Series(second).cast(pl.String)
    is_child = pl.Series(birthdays(people.birth_day, GROWN_UP_YEARS) > period.begin)
    return one.zip_with(~pl.Series(has_two), both).zip_with(is_child, pl.Series([None], dtype=pl.String))


def moved_away(
    stream: np.random.Generator,
    people: People,
    persons: pl.DataFrame,
    elsewhere: pl.DataFrame,
    parameters: PeopleParameters,
) -> pl.DataFrame:
    """Return the persons who left once more, with an address where they moved to, reported when they had moved."""
    codes = {place.municipality: place.postal_code for place in parameters.elsewhere}
    left = elsewhere.filter(pl.col("start") > pl.Series(people.known_since)[elsewhere["person"].to_numpy()])
    person = left["person"].to_numpy()
    return persons[person].with_columns(
        address=addresses(stream, len(person)),
        postal_code=left["municipality"].replace_strict(codes, return_dtype=pl.Int64),
        reported=left["start"] + pl.Series(draw_delays(stream, "residence", len(person))),
    )
