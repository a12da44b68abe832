"""Which way a cohort takes: against every path walked one by one, and laws."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.projection.test_forward import World, chains

from videre.projection.chain import NotObserved, WrongRates, moves_of, rates_of
from videre.projection.forward import occupy
from videre.projection.ways import project_ways

N_MARKS = 3


def marks_for(world: World, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return any mark for each state, and for each mark and move."""
    generator = np.random.default_rng(seed)
    first = generator.integers(0, N_MARKS, world.moves.n_states)
    return first, generator.integers(0, N_MARKS, (N_MARKS, len(world.moves.origin)))


def walked(world: World, first: np.ndarray, following: np.ndarray) -> np.ndarray:
    """Return the shares by mark and end, from every path one by one."""
    paths: dict[tuple[int, int, int], float] = defaultdict(float)
    for cell, state in np.argwhere(world.initial > 0).tolist():
        paths[cell, int(first[state]), state] += world.initial[cell, state] / world.initial.sum()
    for table in world.table_of_step.tolist():
        later: dict[tuple[int, int, int], float] = defaultdict(float)
        for (cell, mark, state), share in paths.items():
            for move in np.flatnonzero(world.moves.origin == state).tolist():
                to = (cell, int(following[mark, move]), int(world.moves.target[move]))
                later[to] += share * world.rates.share[table, cell, move]
        paths = later
    found = np.zeros((N_MARKS, world.moves.n_states))
    for (_, mark, state), share in paths.items():
        found[mark, state] += share
    return found


@given(chains(max_states=4), st.integers(0, 2**32 - 1))
def test_shares_are_those_of_all_paths_walked_one_by_one(world: World, seed: int) -> None:
    first, following = marks_for(world, seed)
    found = project_ways(world.moves, world.rates, world.initial, world.table_of_step, first, following)
    np.testing.assert_allclose(found, walked(world, first, following), atol=1e-12)


@given(chains(), st.integers(0, 2**32 - 1))
def test_over_all_marks_it_is_where_the_cohort_stands_and_nobody_is_lost(world: World, seed: int) -> None:
    first, following = marks_for(world, seed)
    found = project_ways(world.moves, world.rates, world.initial, world.table_of_step, first, following)
    stands = occupy(world.moves, world.rates, world.initial, world.table_of_step)[-1].sum(axis=0)
    np.testing.assert_allclose(found.sum(axis=0), stands, atol=1e-12)
    assert found.sum() == pytest.approx(1.0, abs=1e-12)


@given(chains(), st.integers(0, 2**32 - 1))
def test_what_cannot_be_is_refused(world: World, seed: int) -> None:
    first, following = marks_for(world, seed)

    def ask(**changed: np.ndarray) -> None:
        given_ = {"initial": world.initial, "first_mark": first, "next_mark": following} | changed
        project_ways(world.moves, world.rates, table_of_step=world.table_of_step, **given_)

    with pytest.raises(WrongRates, match="nobody"):
        ask(initial=np.zeros_like(world.initial))
    with pytest.raises(WrongRates, match="numbered 0 to 2"):
        ask(first_mark=first + N_MARKS)
    with pytest.raises(WrongRates, match="Give a mark for each"):
        ask(next_mark=following[:, 1:])


def test_a_state_whose_next_move_nobody_has_shown_is_refused() -> None:
    moves = moves_of([(0, 0), (0, 1), (1, 1)], 2)
    counts = np.array([[[1.0, 1.0, 0.0]]])
    world = World(moves, rates_of(moves, counts), np.array([[1.0, 0.0]]), np.array([0, 0]), counts)
    with pytest.raises(NotObserved):
        project_ways(moves, world.rates, world.initial, world.table_of_step, *marks_for(world, 1))
