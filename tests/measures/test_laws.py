"""What must hold of every count, whatever the population: parts add up, and no order matters."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.builders import ALBERTSLUND, FIRST_DAY, LAST_DAY, World, cohorts, worlds
from tests.measures.asking import FIRST_MONTH, N_MONTHS

from videre.definitions.catalogue import Definitions
from videre.domain.days import day_number
from videre.domain.exam import N_EXAM_GROUPS
from videre.domain.standing import N_YOUTH_CLASSES
from videre.domain.states import step_of
from videre.measures.arrays import History, history_of
from videre.measures.benefits import count_benefits
from videre.measures.exam import groups_by_month
from videre.measures.leavers import leavers_of_ninth_grade, leavers_of_school
from videre.measures.parallel import over_pieces, pieces_of
from videre.measures.pathways import count_pathways
from videre.measures.standings import Population, class_spells
from videre.measures.state_moves import count_moves as count_state_moves
from videre.measures.state_moves import edges_of, leavers_of_years, list_moves
from videre.measures.tally import tally_months

DEFINITIONS = Definitions()
STANDING_RULES = DEFINITIONS.standing_rules("18_hours_a_week")
PATHWAY_RULES = DEFINITIONS.pathway_rules("sector")
SPACE = DEFINITIONS.state_space("youth_education")
STATE_RULES = DEFINITIONS.state_rules(SPACE)
UNION = DEFINITIONS.benefit_union("benefits")
EVERYONE = Population(ALBERTSLUND, 0, 40, FIRST_DAY, LAST_DAY + 1)
A_PIECE = 20_000

Counts = NDArray[np.int64]
Count = Callable[[History, int], Iterator[Counts]]  # the second argument: persons a piece


def one_cell(n_members: int) -> NDArray[np.int32]:
    return np.zeros(n_members, np.int32)


def count_classes(history: History, persons_a_piece: int) -> Iterator[Counts]:
    spells = class_spells(history, STANDING_RULES, EVERYONE, persons_a_piece)
    yield tally_months(spells, N_YOUTH_CLASSES, FIRST_MONTH, N_MONTHS, one_cell(len(history.persons)), 1)


def count_on_benefits(history: History, persons_a_piece: int) -> Iterator[Counts]:
    cells = one_cell(len(history.persons))
    yield from count_benefits(history, UNION, ALBERTSLUND, 30, FIRST_MONTH, N_MONTHS, cells, 1, persons_a_piece)


def count_exam_groups(history: History, persons_a_piece: int) -> Iterator[Counts]:
    for year in (2013, 2014, 2015):
        groups = groups_by_month(history, DEFINITIONS.exam_rule(2018), leavers_of_school(history, ALBERTSLUND, year), 3)
        yield np.stack([np.bincount(of_month, minlength=N_EXAM_GROUPS) for of_month in groups])


def count_steps(history: History, persons_a_piece: int) -> Iterator[Counts]:
    for year in (2013, 2014, 2015):
        leavers = leavers_of_ninth_grade(history, ALBERTSLUND, year)
        cells = one_cell(len(leavers.left_on))
        yield from count_pathways(history, PATHWAY_RULES, leavers, (0, 3, 15), cells, 1)


def count_moves(history: History, persons_a_piece: int) -> Iterator[Counts]:
    leavers, _ = leavers_of_years(history, ALBERTSLUND, (2013, 2014, 2015))
    rows = list_moves(history, STATE_RULES, leavers, SPACE.numbers["begins"], persons_a_piece)
    first_step = step_of(day_number(2013, 10, 1), STATE_RULES)
    edges = edges_of(SPACE.moves, len(SPACE.states))
    yield from count_state_moves(rows, edges, len(SPACE.moves), first_step, 4, 4, one_cell(len(leavers.left_on)), 1)


ALL_COUNTS = pytest.mark.parametrize(
    "count", [count_classes, count_on_benefits, count_exam_groups, count_steps, count_moves]
)
IN_PIECES = pytest.mark.parametrize("count", [count_classes, count_on_benefits, count_moves])


def counted(count: Count, world: World, persons_a_piece: int = A_PIECE) -> list[list[int]]:
    """Return all counts as plain numbers."""
    return [array.tolist() for array in count(history_of(world, LAST_DAY), persons_a_piece)]


@ALL_COUNTS
@given(world=worlds() | cohorts(), cut=st.integers(0, 10))
def test_two_halves_of_a_population_add_up_to_the_whole(count: Count, world: World, cut: int) -> None:
    halves = [count(history_of(half, LAST_DAY), A_PIECE) for half in (world[:cut], world[cut:])]
    summed = [(first + second).tolist() for first, second in zip(*halves, strict=True)]
    assert summed == counted(count, world)


@ALL_COUNTS
@given(world=worlds() | cohorts(), data=st.data())
def test_neither_the_order_of_persons_nor_that_of_their_facts_changes_a_count(
    count: Count, world: World, data: st.DataObject
) -> None:
    turned = [(person, data.draw(st.permutations(facts))) for person, facts in data.draw(st.permutations(world))]
    assert counted(count, turned) == counted(count, world)


@IN_PIECES
@given(world=worlds() | cohorts(), persons_a_piece=st.integers(1, 5))
def test_pieces_of_any_size_give_the_same_count(count: Count, world: World, persons_a_piece: int) -> None:
    assert counted(count, world, persons_a_piece) == counted(count, world)


@given(worlds(), st.data())
def test_the_order_in_which_a_register_delivers_changes_no_history(world: World, data: st.DataObject) -> None:
    turned = [(person, data.draw(st.permutations(facts))) for person, facts in world]
    first, second = history_of(world, LAST_DAY), history_of(turned, LAST_DAY)
    assert first.facts.tolist() == second.facts.tolist()
    assert first.persons.tolist() == second.persons.tolist()


@given(worlds(), st.data())
def test_an_integer_weight_counts_a_person_as_often_as_it_says(world: World, data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(world), max_size=len(world)))
    spells = class_spells(history_of(world, LAST_DAY), STANDING_RULES, EVERYONE)
    weighted = tally_months(
        spells, N_YOUTH_CLASSES, FIRST_MONTH, N_MONTHS, one_cell(len(world)), 1, np.array(weights, np.int64)
    )
    repeated = [someone for someone, weight in zip(world, weights, strict=True) for _ in range(weight)]
    assert [weighted.tolist()] == counted(count_classes, repeated)


@given(worlds(), st.data())
def test_cells_add_up_to_everybody(world: World, data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.integers(0, 2), min_size=len(world), max_size=len(world)))
    spells = class_spells(history_of(world, LAST_DAY), STANDING_RULES, EVERYONE)
    by_cell = tally_months(spells, N_YOUTH_CLASSES, FIRST_MONTH, N_MONTHS, np.array(cells, np.int32), 3)
    assert [by_cell.sum(axis=2, keepdims=True).tolist()] == counted(count_classes, world)


@given(st.integers(0, 300), st.integers(1, 50))
def test_pieces_cover_all_persons_once_and_keep_their_order(n_persons: int, persons_a_piece: int) -> None:
    pieces = list(pieces_of(n_persons, persons_a_piece))
    assert [number for first, last in pieces for number in range(first, last)] == list(range(n_persons))
    assert all(0 < last - first <= persons_a_piece for first, last in pieces)
    done = over_pieces(n_persons, lambda first, last: list(range(first, last)), persons_a_piece)
    assert [number for piece in done for number in piece] == list(range(n_persons))
