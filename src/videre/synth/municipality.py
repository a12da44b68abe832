"""A made-up municipality: people, their lives, and the registers that tell of them."""

from dataclasses import dataclass

import polars as pl

from videre.domain.days import month_of
from videre.synth.chain.chances import ChanceTables
from videre.synth.chain.parameters import read_lives
from videre.synth.chain.states import Chain
from videre.synth.chain.walking import Lives, walk
from videre.synth.courses.enrolments import course_spells, with_places, with_transfers
from videre.synth.daily.benefits import OnBenefit, named_benefits, set_level
from videre.synth.daily.guidance import activity_spells, gaps_without_education
from videre.synth.daily.parameters import read_daily
from videre.synth.daily.situation import Situations
from videre.synth.daily.work import Working
from videre.synth.draws import Draws
from videre.synth.people.parameters import read_people, read_stock
from videre.synth.people.persons import People, make_people, stays_elsewhere
from videre.synth.people.visits import make_visits
from videre.synth.request import Request
from videre.synth.school.stays import NINTH, school_stays

YEAR_BEFORE_DAYS = 366


@dataclass(frozen=True)
class Daily:
    """Work, benefits, and what the 15-17-year-olds who live here do.

    work: each month's rows of employment.
    benefits: person, benefit, start, stop.
    share_left_in: of those who would take kontanthjælp, the share that do, so that the known number is hit.
    young: the 15-17-year-olds on the last day of each month: month, person, group of situation.GROUPS, hours of work.
    """

    work: list[pl.DataFrame]
    benefits: pl.DataFrame
    share_left_in: float
    young: pl.DataFrame


@dataclass(frozen=True)
class Municipality:
    """Everything that is true of the made-up municipality; told/registers.py makes what is told of it."""

    request: Request
    draws: Draws
    tables: ChanceTables
    people: People
    lives: Lives
    elsewhere: pl.DataFrame
    schools: pl.DataFrame
    courses: pl.DataFrame
    gaps: pl.DataFrame
    activities: pl.DataFrame
    daily: Daily

    @property
    def finished_ninth(self) -> pl.DataFrame:
        """The stays in 9th grade that were completed at the municipality's schools in the period or the year before."""
        return self.ended(self.schools.filter(pl.col("is_here") & (pl.col("grade") == NINTH)))

    @property
    def finished_tenth(self) -> pl.DataFrame:
        """The stays in 10th grade that people who live in the municipality completed, likewise."""
        tenth = self.ended(self.courses.filter(pl.col("course") == "tenth_grade"))
        return tenth.filter(pl.Series(self.people.is_here(tenth["person"].to_numpy(), tenth["stop"].to_numpy())))

    def ended(self, stays: pl.DataFrame) -> pl.DataFrame:
        """Return the stays completed in the period or the year before: those in 10th grade have marks of 9th."""
        period = self.request.period
        is_told = (pl.col("stop") >= period.begin - YEAR_BEFORE_DAYS) & (pl.col("stop") < period.end)
        return stays.filter(is_told & (pl.col("outcome") == "completed"))


def make_municipality(request: Request) -> Municipality:
    """Return a made-up municipality; the same request gives the same municipality."""
    period = request.period
    draws = Draws(request.seed)
    tables = ChanceTables(Chain(read_lives()))
    visits = make_visits(draws.stream("visits"), read_people(), request.n_persons, period)
    people = make_people(draws, visits, read_people(), read_lives(), period)
    lives = walk(draws, tables, people, period)
    elsewhere = stays_elsewhere(draws, people, read_people())
    courses = with_transfers(draws, with_places(draws, people, course_spells(draws, tables, lives)))
    gaps = gaps_without_education(tables.chain, lives)
    return Municipality(
        request=request,
        draws=draws,
        tables=tables,
        people=people,
        lives=lives,
        elsewhere=elsewhere,
        schools=school_stays(draws, people, elsewhere, period),
        courses=courses,
        gaps=gaps,
        activities=activity_spells(draws, people, gaps),
        daily=live_daily(draws, request, tables.chain, people, lives),
    )


def live_daily(draws: Draws, request: Request, chain: Chain, people: People, lives: Lives) -> Daily:
    """Return work and benefits of the period, month by month; the months before it are lived and not kept."""
    parameters = read_daily()
    situations = Situations(chain, people, lives)
    working, on_benefit = Working(draws, parameters, situations), OnBenefit(draws, parameters, situations)
    work, young = [], []
    for month in range(situations.first_month, situations.last_month + 1):
        situation = situations.in_month(month)
        hours = working.hours_in(situation)
        on_benefit.carry_on(situation, hours)
        if month >= month_of(request.period.begin):
            work.append(working.rows_of(situations, situation, hours))
            young.append(situations.young(situation, hours))
    spells, share = on_benefit.spells(people), 1.0
    level = parameters.kontanthjaelp
    if situations.first_month <= level.set_in <= situations.last_month:
        wanted = round(level.persons * request.n_persons / int(read_stock().sum()))
        spells, share = set_level(draws, spells, people, level.set_in, wanted)
    return Daily(work, named_benefits(chain, lives, parameters, spells), share, pl.concat(young))
