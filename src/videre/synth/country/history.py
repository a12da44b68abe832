"""The lives of a made-up country as a history: courses after 9th grade and nothing else, all known at once."""

from typing import NamedTuple

import numpy as np
import polars as pl

from videre.domain.days import OPEN_ENDED
from videre.domain.education import Outcome
from videre.domain.facts import FactKind
from videre.measures.arrays import FACT, PERSON, History, Ints
from videre.measures.cells import Members
from videre.measures.leavers import Leavers
from videre.synth.calendars import day_in
from videre.synth.chain.chances import ChanceTables
from videre.synth.chain.parameters import read_lives
from videre.synth.chain.states import Chain
from videre.synth.chain.walking import walk
from videre.synth.courses.enrolments import course_spells
from videre.synth.draws import Draws
from videre.synth.people.parameters import read_people
from videre.synth.people.persons import People, make_people
from videre.synth.people.visits import make_visits
from videre.synth.request import Request

NINTH_GRADE_ENDS = (6, 27)
SEXES = {False: 1, True: 2}  # domain.people.Sex: M, K
OUTCOMES = {"ongoing": Outcome.ONGOING, "completed": Outcome.COMPLETED, "interrupted": Outcome.INTERRUPTED}


class Country(NamedTuple):
    """A history, and who left 9th grade in the country in which year."""

    history: History
    leavers: Leavers
    year: Ints


def make_country(request: Request) -> Country:
    """Return a made-up country of `request.n_persons` people aged 0 to 40, as known without delay at its end."""
    period = request.period
    draws, tables = Draws(request.seed), ChanceTables(Chain(read_lives()))
    visits = make_visits(draws.stream("visits"), read_people(), request.n_persons, period)
    people = make_people(draws, visits, read_people(), read_lives(), period)
    courses = course_spells(draws, tables, walk(draws, tables, people, period))
    ends = day_in(people.ninth_year, *NINTH_GRADE_ENDS)
    left = people.went_to_school_here & (ends < period.end)
    persons = np.flatnonzero(left).astype(np.int32)
    leavers = Leavers(Members(persons, np.zeros(len(persons), np.int32)), ends[persons].astype(np.int32))
    return Country(history_of(people, courses, period.end - 1), leavers, people.ninth_year[persons].astype(np.int32))


def history_of(people: People, courses: pl.DataFrame, known_at: int) -> History:
    """Return people and their courses as a history."""
    lives = read_lives()
    kinds = {name: course.education_kind.value for name, course in lives.courses.items()}
    begun = courses.filter(pl.col("start") <= known_at).sort("person", "start")
    stop = begun["stop"].to_numpy()
    is_over = stop <= known_at
    facts = np.zeros(len(begun), FACT)
    facts["kind"] = FactKind.ENROLMENT
    facts["code"] = begun["course"].replace_strict(kinds, return_dtype=pl.Int32).to_numpy()
    facts["start"] = begun["start"].to_numpy()
    facts["stop"] = facts["review"] = np.where(is_over, stop, OPEN_ENDED)
    outcome = begun["outcome"].replace_strict(OUTCOMES, return_dtype=pl.Int32).to_numpy()
    facts["value"] = np.where(is_over, outcome, Outcome.ONGOING)
    persons = np.zeros(len(people), PERSON)
    owner = begun["person"].to_numpy()
    persons["first"], persons["last"] = (
        np.searchsorted(owner, np.arange(len(people)), side=side) for side in ("left", "right")
    )
    persons["birth_day"], persons["origin"] = people.birth_day, people.origin
    persons["sex"] = np.where(people.is_woman, SEXES[True], SEXES[False])
    persons["parents_education"] = people.parents_education
    return History(persons, facts, np.arange(len(people), dtype=np.int64), known_at)
