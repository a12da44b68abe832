"""Yearly moves between attainments, against loops over persons."""

from collections import Counter
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, LAST_DAY, World, cohorts, worlds
from tests.measures.asking import dimensions_of
from tests.oracles import leaving
from tests.oracles import tally as oracle
from tests.oracles.attainment import attainment_on

from videre.definitions.catalogue import Definitions
from videre.measures.arrays import Counts, history_of
from videre.measures.transitions import count_transitions

RULES = Definitions().attainment_rules(date(2016, 10, 1))
N_CLOCK_YEARS = 2


@given(worlds() | cohorts(), st.integers(2013, 2016), dimensions_of("sex", "school"))
def test_initial_states_and_moves_are_those_of_the_oracle(world: World, year: int, dimensions: tuple[str, ...]) -> None:
    people, first_october = oracle.people(world), date(year, 10, 1)
    initial: Counter[tuple[object, ...]] = Counter()
    for someone, stay in oracle.leavers(people, year, ALBERTSLUND, leaving.end_of_ninth_grade):
        label = frozenset(someone.breakdown(dimensions, stay.place).items())
        initial[attainment_on(first_october, someone.facts, RULES), label] += 1
    moves: Counter[tuple[object, ...]] = Counter()
    for clock in range(N_CLOCK_YEARS):
        for someone, stay in oracle.leavers(people, year - 1 - clock, ALBERTSLUND, leaving.end_of_ninth_grade):
            label = frozenset(someone.breakdown(dimensions, stay.place).items())
            before, after = (attainment_on(day, someone.facts, RULES) for day in (date(year - 1, 10, 1), first_october))
            moves[clock, before, after, label] += 1

    counts = count_transitions(history_of(world, LAST_DAY), RULES, ALBERTSLUND, year, N_CLOCK_YEARS, dimensions)
    labels = [frozenset(label.items()) for label in counts.labels]
    found_initial = {(s, labels[k]): n for (s, k), n in non_zero(counts.initial)}
    found_moves = {(y, s, t, labels[k]): n for (y, s, t, k), n in non_zero(counts.moves)}
    assert found_initial == initial
    # Moves of a label that nobody in the year's own cohort bears (a closed school) are not asked for.
    assert found_moves == {key: n for key, n in moves.items() if key[-1] in labels}


def non_zero(counts: Counts) -> list[tuple[tuple[int, ...], int]]:
    """Return the places and values of all counts that are not nought."""
    return [(tuple(map(int, place)), int(counts[tuple(place)])) for place in np.argwhere(counts)]
