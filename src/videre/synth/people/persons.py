"""The people of the made-up municipality: what does not change about a person, and what the registers know of them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from videre.domain.days import OPEN_ENDED
from videre.domain.people import Origin, ParentsEducation
from videre.synth.calendars import day_in, months_of, years_of
from videre.synth.chain.parameters import LivesParameters
from videre.synth.draws import Draws, choose
from videre.synth.people.cpr_numbers import replacement_numbers
from videre.synth.people.parameters import PeopleParameters
from videre.synth.people.visits import YEAR_DAYS, Visits
from videre.synth.request import Period

GROWN_UP_YEARS = 18
NEWEST_IN_NINTH = (5, 20)  # month and day by which somebody must have come to finish 9th grade that June
PARENTS_ARE_OLDER_BY_DAYS = (20 * 365, 38 * 365)
NINTH_GRADE_ENDS_YEARS = 16  # the calendar year of turning 16, for those who start school in that of turning 6


@dataclass(frozen=True)
class People:
    """One place a person in every array.

    immigrated: the day on which an immigrant came to Denmark; the day of birth for everybody else.
    footing: standing in school, see parameters/lives.yaml; footing_class is its class, kind its type in the chain.
    ninth_year: the year in which 9th grade ends; for late immigrants it ended somewhere else.
    cpr, guardian_cpr: replacement numbers, of the person and of two guardians ([2, person]), as integers.
    known_since: the first day on which the municipality's registers may know of the person.
    """

    visits: Visits
    cpr: np.ndarray
    guardian_cpr: np.ndarray
    is_woman: np.ndarray
    birth_day: np.ndarray
    origin: np.ndarray
    parents_education: np.ndarray
    parents_known: np.ndarray
    immigrated: np.ndarray
    footing: np.ndarray
    kind: np.ndarray
    ninth_year: np.ndarray
    known_since: np.ndarray

    def __len__(self) -> int:
        return len(self.birth_day)

    @cached_property
    def went_to_school_here(self) -> np.ndarray:
        """Whether 9th grade ended in Denmark: immigrants who came later than that May ended theirs elsewhere."""
        return self.immigrated < day_in(self.ninth_year, *NEWEST_IN_NINTH)

    def lives_here(self, day: int | np.ndarray) -> np.ndarray:
        """Return for each person whether they live in the municipality on a day (one day, or one a person)."""
        return self.is_here(np.arange(len(self)), np.broadcast_to(day, len(self)))

    def is_here(self, person: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Return for pairs of person and day whether the person lives in the municipality on that day."""
        visits = self.visits
        found = np.zeros(len(person), dtype=bool)
        for place in (visits.first_visit[person], visits.last_visit[person]):
            found |= (visits.start[place] <= day) & (day < visits.stop[place])
        return found

    def moved_between(self, person: np.ndarray, start: np.ndarray, stop: np.ndarray) -> np.ndarray:
        """Return the first day between `start` and `stop` on which a person moved in or out; `stop` without one."""
        visits = self.visits
        moved = stop.copy()
        for place in (visits.first_visit[person], visits.last_visit[person]):
            for day in (visits.start[place], visits.stop[place]):
                moved = np.where((day > start) & (day < moved), day, moved)
        return moved

    def age_on(self, day: int) -> np.ndarray:
        """Return the age in whole years on a day; a 29 February counts as 1 March."""
        years = years_of(np.array([day]))[0] - years_of(self.birth_day)
        day_of_year = (months_of(np.array([day])) % 12 * 100)[0] + day - _month_start(np.array([day]))[0]
        born_in_year = months_of(self.birth_day) % 12 * 100 + self.birth_day - _month_start(self.birth_day)
        return np.asarray(years - (born_in_year > day_of_year))


def _month_start(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def make_people(
    draws: Draws, visits: Visits, people: PeopleParameters, lives: LivesParameters, period: Period
) -> People:
    """Return the people whose visits these are, with origin, parents, footing and the year 9th grade ends."""
    stream = draws.stream("people")
    is_first = visits.is_first
    birth_day, is_woman, came = (values[is_first] for values in (visits.birth_day, visits.is_woman, visits.start))
    n = len(birth_day)
    origin = draw_origin(stream, people, (came - birth_day) / YEAR_DAYS)
    parents = draw_parents(stream, people, origin)
    names = {origin_code: origin_code.name.lower() for origin_code in Origin}
    unknown = np.array([people.parents_unknown.get(names[Origin(code)], 0.0) for code in range(len(Origin))])
    is_immigrant = origin == Origin.IMMIGRANT
    straight = stream.random(n) < people.straight_from_abroad
    earlier = birth_day + ((came - birth_day) * stream.random(n)).astype(np.int64)
    immigrated = np.where(is_immigrant, np.where(straight, came, np.maximum(earlier, birth_day + 1)), birth_day)
    footing = draw_footing(stream, lives, is_woman, origin, parents)
    steps = lives.footing.steps
    footing_class = np.clip(np.rint(footing / lives.footing.step).astype(np.int64) + steps // 2, 0, steps - 1)
    shift = choose(stream, school_start_shares(people), n) - 1
    cpr, guardian_cpr = draw_numbers(draws, birth_day, is_woman)
    return People(
        visits=visits,
        cpr=cpr,
        guardian_cpr=guardian_cpr,
        is_woman=is_woman,
        birth_day=birth_day,
        origin=origin,
        parents_education=parents,
        parents_known=stream.random(n) >= unknown[origin],
        immigrated=immigrated,
        footing=footing,
        kind=is_woman * steps + footing_class,
        ninth_year=years_of(birth_day) + NINTH_GRADE_ENDS_YEARS + shift,
        known_since=np.maximum(came, period.begin),
    )


def draw_numbers(draws: Draws, birth_day: np.ndarray, is_woman: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of people, and of a mother and a father for each, no two alike."""
    n = len(birth_day)
    older = draws.stream("parents").integers(*PARENTS_ARE_OLDER_BY_DAYS, size=(2, n))
    days = np.concatenate([birth_day, *(birth_day - older)])
    women = np.concatenate([is_woman, np.ones(n, dtype=bool), np.zeros(n, dtype=bool)])
    numbers = replacement_numbers(draws.stream("cpr"), days, women)
    return numbers[:n], numbers[n:].reshape(2, n)


def school_start_shares(people: PeopleParameters) -> dict[str, float]:
    """Return the shares that start school a year early, in time and a year late."""
    early, late = people.starts_school_early, people.starts_school_late
    return {"early": early, "in_time": 1 - early - late, "late": late}


def draw_origin(stream: np.random.Generator, people: PeopleParameters, came_age_years: np.ndarray) -> np.ndarray:
    """Return an Origin for each person, by how they came to live here."""
    origin = np.zeros(len(came_age_years), dtype=np.int64)
    how = np.select([came_age_years <= 0, came_age_years < GROWN_UP_YEARS], [0, 1], default=2)
    for place, name in enumerate(("born_here", "moved_in_young", "moved_in_grown_up")):
        shares = people.origin[name]
        codes = np.array([Origin[key.upper()] for key in shares])
        origin[how == place] = codes[choose(stream, shares, int((how == place).sum()))]
    return origin


def draw_parents(stream: np.random.Generator, people: PeopleParameters, origin: np.ndarray) -> np.ndarray:
    """Return a ParentsEducation for each person, by origin."""
    parents = np.zeros(len(origin), dtype=np.int64)
    for name, shares in people.parents_education.items():
        of_origin = origin == Origin[name.upper()]
        codes = np.array([ParentsEducation[key.upper()] for key in shares])
        parents[of_origin] = codes[choose(stream, shares, int(of_origin.sum()))]
    return parents


def draw_footing(
    stream: np.random.Generator, lives: LivesParameters, is_woman: np.ndarray, origin: np.ndarray, parents: np.ndarray
) -> np.ndarray:
    """Return the footing of each person: what sex, origin and parents give, and chance."""
    of_origin = np.array([lives.footing.origin.get(code.name.lower(), 0.0) for code in Origin])
    of_parents = np.array([lives.footing.parents.get(code.name.lower(), 0.0) for code in ParentsEducation])
    of_sex = np.where(is_woman, lives.footing.women / 2, -lives.footing.women / 2)
    mean = of_sex + of_origin[origin] + of_parents[parents]
    return np.asarray(mean + stream.normal(0.0, lives.footing.spread, size=len(mean)))


def stays_elsewhere(draws: Draws, people: People, parameters: PeopleParameters) -> pl.DataFrame:
    """Return the stays elsewhere, before, between and after the visits: person, municipality, start, stop.

    Immigrants straight from abroad have none before; some who leave go abroad and have none after.
    """
    visits = people.visits
    stream = draws.stream("elsewhere")
    first, last = visits.is_first, np.append(visits.is_first[1:], True)
    before = np.flatnonzero(first & (visits.start > people.immigrated[visits.person]))
    after = np.flatnonzero(last & (visits.stop < OPEN_ENDED))
    after = after[stream.random(len(after)) >= parameters.leaves_for_abroad]
    between = np.flatnonzero(~last)
    person = np.concatenate([visits.person[before], visits.person[between], visits.person[after]])
    start = np.concatenate([people.immigrated[visits.person[before]], visits.stop[between], visits.stop[after]])
    stop = np.concatenate([visits.start[before], visits.start[between + 1], np.full(len(after), OPEN_ENDED)])
    shares = {str(place.municipality): place.share for place in parameters.elsewhere}
    codes = np.array([place.municipality for place in parameters.elsewhere])
    municipality = codes[choose(stream, shares, len(person))]
    stays = {"person": person, "municipality": municipality, "start": start, "stop": stop}
    return pl.DataFrame(stays).sort("person", "start")
