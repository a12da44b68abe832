from types import SimpleNamespace

import numpy as np
import pytest

from videre.domain.days import day_number, month_number
from videre.synth.chain.chances import ENTRY, ChanceTables
from videre.synth.chain.expectation import occupation, share_with, step_forward
from videre.synth.chain.parameters import read_lives
from videre.synth.chain.states import Chain
from videre.synth.chain.walking import NOT_YET, walk
from videre.synth.draws import Draws
from videre.synth.request import Period

COHORT = 2009
N_WALKERS = 40_000


@pytest.fixture(scope="module")
def tables() -> ChanceTables:
    return ChanceTables(Chain(read_lives()))


def months(first_year: int, last_year: int) -> range:
    return range(month_number(first_year, 1), month_number(last_year + 1, 1))


@pytest.mark.parametrize("year", [1990, 2006, 2012, 2015, 2016, 2019, 2020, 2026])
def test_chances_are_chances_and_those_who_leave_go_somewhere(tables: ChanceTables, year: int) -> None:
    for month in months(year, year):
        chances = tables.of_month(month)
        assert ((chances.leave >= 0) & (chances.leave <= 1)).all()
        assert (chances.goes >= 0).all()
        assert np.allclose(chances.goes.sum(axis=-1), 1)


@pytest.mark.parametrize("year", [2006, 2012, 2015, 2019])
def test_nobody_is_lost_on_the_way(tables: ChanceTables, year: int) -> None:
    shares = occupation(tables, year, {0, 1, 12, 120, 300})
    for share in shares.values():
        assert np.allclose(share.sum(axis=0), 1)


def test_nobody_loses_an_education_again(tables: ChanceTables) -> None:
    shares = occupation(tables, 2012, set(range(0, 301, 12)))
    has = [share_with(tables, shares[month], tables.parameters.has_youth_education) for month in sorted(shares)]
    assert (np.diff(np.array(has), axis=0) >= -1e-12).all()


class Walkers(SimpleNamespace):
    """People of all types who left 9th grade in one year: what `walk` asks of people, and no more."""

    def __len__(self) -> int:
        return len(self.kind)


def walkers(tables: ChanceTables) -> Walkers:
    born = np.full(N_WALKERS, day_number(COHORT - 16, 5, 1))
    return Walkers(
        ninth_year=np.full(N_WALKERS, COHORT),
        kind=np.arange(N_WALKERS) % tables.chain.n_types,
        went_to_school_here=np.ones(N_WALKERS, dtype=bool),
        immigrated=born,
    )


def test_people_who_walk_the_chain_end_where_it_leads_one_to_expect(tables: ChanceTables) -> None:
    # The expectation with the behaviour of each month in turn, against 40,000 walkers: within 4.5 standard errors.
    chain = tables.chain
    period = Period(day_number(2010, 1, 1), day_number(2016, 2, 1))
    lives = walk(Draws(5), tables, walkers(tables), period)  # type: ignore[arg-type]
    entry = month_number(COHORT, 8)
    mass = np.zeros((chain.n_states, chain.n_types))
    mass[chain.first_state] = tables.of_month(entry).goes[0, tables.rows[ENTRY]].T
    for month in range(entry + 1, month_number(2016, 1) + 1):
        chances = tables.of_month(month)
        band = int(chain.age_band(np.array((month - entry) // 12)))
        mass = step_forward(tables, mass, chances.leave[band], chances.goes[band])
    expected = np.add.reduceat(mass, chain.first_state).mean(axis=1)
    reached = np.bincount(lives.stages[-1], minlength=NOT_YET + 1)[: chain.n_stages] / N_WALKERS
    error = np.sqrt(expected * (1 - expected) / N_WALKERS) + 1e-5
    assert (np.abs(reached - expected) < 4.5 * error).all()
    assert (expected > 0.001).sum() > 25  # of many stages


def test_a_course_is_begun_while_it_is_open_only(tables: ChanceTables) -> None:
    opened = {"gf1": (2015, 8), "kuu": (2015, 8), "fgu": (2019, 8)}
    for course, (year, month) in opened.items():
        assert course not in tables.chain.open_courses(month_number(year, month) - 1)
        assert course in tables.chain.open_courses(month_number(year, month))
    assert "grundforloeb" not in tables.chain.open_courses(month_number(2015, 8))
    assert {"egu", "kuu", "produktionsskole"} & tables.chain.open_courses(month_number(2019, 8)) == set()


def test_dropout_is_highest_in_the_first_six_months_and_among_those_of_poor_footing(tables: ChanceTables) -> None:
    chain = tables.chain
    stx = chain.first_state[chain.stage_named["stx", "none"]]
    leave = tables.of_month(month_number(2012, 11)).leave[0]
    men = slice(0, chain.parameters.footing.steps)
    assert (leave[stx + 2, men] > leave[stx + 8, men]).all()
    assert (np.diff(leave[stx + 2, men]) < 0).all()


def test_a_better_footing_leads_further(tables: ChanceTables) -> None:
    shares = occupation(tables, 2012, {300})[300]
    done = share_with(tables, shares, tables.parameters.has_youth_education)
    for of_sex in np.split(done, 2):
        assert (np.diff(of_sex) > 0).all()
