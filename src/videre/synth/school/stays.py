"""Primary school, a stay a grade and year: at the municipality's schools, and 9th grade wherever it was."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from videre.domain.days import OPEN_ENDED
from videre.synth.calendars import day_in
from videre.synth.courses.places import cumulated, read_places
from videre.synth.draws import Draws, choose_by_row
from videre.synth.people.persons import People
from videre.synth.request import Period
from videre.synth.told.reporting import as_reported, delays_of, opened_and_closed

N_GRADES = 10  # 0 to 9
NINTH = 9
FEWEST_DAYS = 30  # a child who came to Denmark in the last month of a school year was in no class
KEY = ["person", "institution", "programme", "start"]


@dataclass(frozen=True)
class SchoolYears:
    """One place for each grade of each child: who, which grade, and the first day and the day after the last."""

    person: np.ndarray
    grade: np.ndarray
    start: np.ndarray
    stop: np.ndarray


def school_years(people: People, period: Period) -> SchoolYears:
    """Return the school years that touch the period, and every 9th grade: those spent in Denmark."""
    person, grade = (place.ravel() for place in np.indices((len(people), N_GRADES)))
    ends = people.ninth_year[person] - (NINTH - grade)
    start = day_in(ends - 1, 8, 9) + ends % 6
    stop = day_in(ends, 6, 25) + ends % 4
    came = people.immigrated[person]
    wanted = ((stop > period.begin) | (grade == NINTH)) & (start < period.end) & (came < stop - FEWEST_DAYS)
    wanted &= people.went_to_school_here[person]
    person, grade, start, stop, came = (values[wanted] for values in (person, grade, start, stop, came))
    return SchoolYears(person, grade, np.maximum(start, came), stop)


def school_stays(draws: Draws, people: People, elsewhere: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return stays at schools: person, grade, institution, programme, part, start, stop, outcome, is_here.

    A child who moves in or out during the year changes school on that day; grades 0 to 8 at schools elsewhere are not
    the municipality's business and are left out.

    Args:
        draws: where schools are drawn from.
        people: whose school it is.
        elsewhere: stays in other municipalities (people.stays_elsewhere).
        period: what is told of; stays that end after it are open.
    """
    years = school_years(people, period)
    schools = SchoolsOf(draws, people, elsewhere)
    moved = people.moved_between(years.person, years.start, years.stop)
    is_split = moved < years.stop
    outcome = np.where(is_split, "transferred", "completed")
    first = stays(schools, SchoolYears(years.person, years.grade, years.start, moved), outcome)
    second = stays(schools, SchoolYears(years.person, years.grade, moved, years.stop), np.full(len(moved), "completed"))
    both = pl.concat([first, second.filter(pl.Series(is_split))])
    is_due = ((pl.col("stop") > period.begin) & pl.col("is_here")) | (pl.col("grade") == NINTH)
    ended = pl.col("stop") < period.end
    return (
        both.filter(is_due & (pl.col("start") < period.end))
        .with_columns(
            stop=pl.when(ended).then("stop").otherwise(OPEN_ENDED),
            outcome=pl.when(ended).then("outcome").otherwise(pl.lit("ongoing")),
        )
        .sort("person", "start")
    )


class SchoolsOf:
    """Which school each person goes to, here and elsewhere."""

    def __init__(self, draws: Draws, people: People, elsewhere: pl.DataFrame) -> None:
        """Draw a school of the district, a private one for some, and an efterskole for 9th grade for a few."""
        stream = draws.stream("schools")
        places = read_places()
        public = places.schools_of("public")
        edges = np.broadcast_to(cumulated([one.share for one in public]), (len(people), len(public)))
        of_district = np.array([one.institution for one in public])[choose_by_row(stream, edges)]
        is_private = stream.random(len(people)) < places.private_school
        self.here = np.where(is_private, places.schools_of("private")[0].institution, of_district)
        at_efterskole = stream.random(len(people)) < places.efterskole_ninth
        self.here_in_ninth = np.where(at_efterskole, places.schools_of("efterskole")[0].institution, self.here)
        school_in = {one.municipality: one.institution for one in places.schools_elsewhere}
        some = np.array(list(school_in.values()))
        self.before = some[np.arange(len(people)) % len(some)]
        self.after = self.before.copy()
        schools = elsewhere["municipality"].replace_strict(school_in).to_numpy()
        person = elsewhere["person"].to_numpy()
        self.after[person] = schools  # sorted by start, so that the last stay is written last
        self.before[person[::-1]] = schools[::-1]
        self.came = people.visits.start[people.visits.first_visit]
        self.people = people

    def attended(self, years: SchoolYears, is_here: np.ndarray) -> np.ndarray:
        """Return the school of each school year."""
        person = years.person
        here = np.where(years.grade == NINTH, self.here_in_ninth[person], self.here[person])
        elsewhere = np.where(years.start < self.came[person], self.before[person], self.after[person])
        return np.asarray(np.where(is_here, here, elsewhere))


def stays(schools: SchoolsOf, years: SchoolYears, outcome: np.ndarray) -> pl.DataFrame:
    """Return one row a school year, at the school where the child lives on its first day."""
    is_here = schools.people.is_here(years.person, years.start)
    return pl.DataFrame(
        {
            "person": years.person,
            "grade": years.grade,
            "institution": schools.attended(years, is_here),
            "programme": np.where(years.grade == NINTH, "0909", "0900"),
            "part": np.select([years.grade == NINTH, years.grade == NINTH - 1], ["29", "28"], default=""),
            "start": years.start,
            "stop": years.stop,
            "outcome": outcome,
            "is_here": is_here,
        }
    )


def school_register(draws: Draws, people: People, stays_at_school: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return the stays as schools reported them: when the school year began, and when it had ended."""
    stream = draws.stream("school_reports")
    part = pl.when(pl.col("part") == "").then(None).otherwise("part")
    told_after = delays_of(stream, "school_start", "school_end", len(stays_at_school))
    rows = opened_and_closed(stays_at_school.with_columns(part=part), told_after, {"outcome": "ongoing"})
    return as_reported(rows, KEY, people.known_since, period.end)
