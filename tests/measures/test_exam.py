"""Measurement point 4 over a whole cohort."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, FIRST_DAY, LAST_DAY, World, cohorts, days
from tests.measures.asking import asked, dimensions_of, in_order, rows
from tests.oracles import tally as oracle
from tests.oracles.dated import date_of
from tests.people import ASTA, BO, CARLA, DAVID, FARID

from videre.definitions.catalogue import Definitions
from videre.domain.exam import ExamGroup
from videre.measures.arrays import history_of
from videre.measures.exam import measure_exam

DEFINITIONS = Definitions()
KNOWN_AT = days(FIRST_DAY + 300) | st.just(LAST_DAY)


@given(
    cohorts(),
    st.integers(2013, 2015),
    st.integers(1, 3),
    KNOWN_AT,
    st.integers(2013, 2022),
    dimensions_of("group", "months", "sex", "school"),
)
def test_the_figures_are_those_of_the_oracle(
    world: World, year: int, n_years: int, known_at: int, rule_year: int, dimensions: tuple[str, ...]
) -> None:
    rule, followed = DEFINITIONS.exam_rule(rule_year), 5
    figures = measure_exam(history_of(world, known_at), lambda _: rule, followed, asked(year, n_years, dimensions))
    expected = oracle.exam(
        oracle.people(world),
        lambda _: rule,
        followed,
        date_of(known_at),
        ALBERTSLUND,
        range(year, year + n_years),
        dimensions,
    )
    assert rows(figures) == in_order(expected)


@given(cohorts(), st.integers(2013, 2015), dimensions_of("sex", "school"))
def test_the_groups_and_the_unknown_add_up_to_the_leavers(world: World, year: int, dimensions: tuple[str, ...]) -> None:
    question = asked(year, 1, (*dimensions, "group"))
    figures = measure_exam(history_of(world, LAST_DAY), DEFINITIONS.exam_rule, 1, question)
    labels = {frozenset(figure.breakdown.items() - {("group", figure.breakdown["group"])}) for figure in figures}
    for label in labels:
        of_cell = [figure for figure in figures if label <= set(figure.breakdown.items())]
        assert len(of_cell) == len(ExamGroup) - 1
        assert sum(figure.numerator for figure in of_cell) + of_cell[0].unknown == of_cell[0].denominator


def test_a_school_that_delivered_no_test_at_all_is_unknown_and_not_failing() -> None:
    world = [(one.person, list(one.facts)) for one in (ASTA, BO, CARLA, DAVID, FARID)]
    (figure,) = measure_exam(history_of(world, LAST_DAY), DEFINITIONS.exam_rule, 1, asked(2015, 1, ()))
    assert (figure.numerator, figure.denominator, figure.unknown) == (0, 5, 5)
    assert (figure.bounds_low, figure.bounds_high) == (0, 1)


@pytest.mark.parametrize("dimensions", [(), ("months",)])
def test_a_year_in_which_nobody_left_has_no_figure(dimensions: tuple[str, ...]) -> None:
    world = [(ASTA.person, list(ASTA.facts))]
    assert measure_exam(history_of(world, LAST_DAY), DEFINITIONS.exam_rule, 3, asked(2014, 1, dimensions)) == []
