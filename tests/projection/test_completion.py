"""What share of a cohort will complete: the chain against fractions, and its laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles import chain as oracle

from videre.projection.completion import Counts, NotEnoughBehaviour, ProjectedShare, project_shares

N_STATES = 4
DONE = N_STATES - 1  # the absorbing state
EACH_STATE = tuple((state,) for state in range(N_STATES))
FEW = st.sampled_from([0, 0, 1, 2, 5])
ROWS = st.lists(FEW, min_size=N_STATES, max_size=N_STATES)
FULL_ROWS = st.lists(st.integers(1, 9), min_size=N_STATES, max_size=N_STATES)
MOVES = st.lists(st.lists(ROWS, min_size=N_STATES, max_size=N_STATES), min_size=1, max_size=4)
COHORTS = ROWS.filter(any)


def project(
    initial: list[int],
    moves: oracle.Moves,
    counted: tuple[tuple[int, ...], ...] = EACH_STATE,
    horizons: tuple[int, ...] = (25,),
    n_tail_years: int = 2,
    seed: int = 1,
    n_draws: int = 20,
    level: float = 0.95,
) -> list[list[ProjectedShare]]:
    """Ask with the defaults of these tests."""
    counts: Counts = np.array(moves, np.int64)
    return project_shares(
        np.array(initial, np.int64),
        counts,
        (DONE,),
        counted,
        horizons,
        n_tail_years,
        n_draws,
        level,
        np.random.default_rng(seed),
    )


def values(answers: list[list[ProjectedShare]]) -> list[list[float]]:
    return [[share.value for share in of_set] for of_set in answers]


@settings(max_examples=4 * settings.default.max_examples)
@given(COHORTS, MOVES, st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True), st.integers(1, 4))
def test_shares_are_those_of_the_oracle(
    initial: list[int], moves: oracle.Moves, horizons: list[int], n_tail_years: int
) -> None:
    try:
        expected = [oracle.shares_after(initial, moves, {DONE}, at, n_tail_years) for at in horizons]
    except oracle.NobodyHasShown:
        with pytest.raises(NotEnoughBehaviour):
            project(initial, moves, horizons=tuple(horizons), n_tail_years=n_tail_years)
        return
    found = values(project(initial, moves, horizons=tuple(horizons), n_tail_years=n_tail_years))
    np.testing.assert_allclose(np.array(found).T, np.array(expected, float), atol=1e-12)


def everybody_moves(moves: oracle.Moves) -> oracle.Moves:
    """Return moves in which somebody was in every state, so that none is unknown."""
    return [*moves, [[1] * N_STATES for _ in range(N_STATES)]]


@given(COHORTS, MOVES, st.integers(0, 40))
def test_nobody_is_lost_and_the_completed_stay_completed(initial: list[int], moves: oracle.Moves, horizon: int) -> None:
    found = np.array(values(project(initial, everybody_moves(moves), horizons=(horizon, horizon + 1))))
    np.testing.assert_allclose(found.sum(axis=0), 1.0, atol=1e-9)
    assert found[DONE, 0] <= found[DONE, 1] + 1e-12


@given(COHORTS, MOVES)
def test_after_no_year_the_cohort_is_where_it_began(initial: list[int], moves: oracle.Moves) -> None:
    found = np.array(values(project(initial, moves, horizons=(0,))))[:, 0]
    np.testing.assert_allclose(found, np.array(initial) / sum(initial), atol=1e-12)


@given(COHORTS, MOVES, st.integers(0, 30))
def test_a_set_of_states_has_the_sum_of_their_shares(initial: list[int], moves: oracle.Moves, horizon: int) -> None:
    both, first, second = values(
        project(initial, everybody_moves(moves), ((0, DONE), (0,), (DONE,)), horizons=(horizon,))
    )
    assert both[0] == pytest.approx(first[0] + second[0], abs=1e-12)


@given(COHORTS, MOVES, st.integers(0, 2**32 - 1))
def test_the_same_seed_gives_the_same_interval(initial: list[int], moves: oracle.Moves, seed: int) -> None:
    first, again = (project(initial, everybody_moves(moves), seed=seed) for _ in range(2))
    assert first == again


def test_another_seed_gives_another_interval_and_the_same_value() -> None:
    first, second = (project([5, 3, 1, 0], everybody_moves([]), seed=seed)[DONE][0] for seed in (1, 2))
    assert first.value == second.value
    assert (first.low, first.high) != (second.low, second.high)


@given(
    st.lists(st.integers(1, 9), min_size=N_STATES, max_size=N_STATES),
    st.lists(
        st.lists(st.lists(st.integers(1, 9), min_size=4, max_size=4), min_size=4, max_size=4), min_size=1, max_size=3
    ),
    st.integers(1, 12),
)
def test_with_many_persons_the_interval_is_narrow_and_holds_the_value(
    initial: list[int], moves: oracle.Moves, horizon: int
) -> None:
    many = 200_000
    of_many = project(
        [n * many for n in initial],
        [[[n * many for n in row] for row in year] for year in moves],
        horizons=(horizon,),
        n_draws=200,
        level=0.999,
    )
    for (share,) in of_many:
        assert share.low <= share.value <= share.high
        assert share.high - share.low < 0.01


def test_more_persons_make_a_narrower_interval() -> None:
    widths = []
    for persons in (10, 1_000):
        ((share,),) = project(
            [persons, 0, 0, 0],
            [[[persons] * N_STATES for _ in range(N_STATES)]],
            ((DONE,),),
            horizons=(2,),
            n_draws=200,
        )
        widths.append(share.high - share.low)
    assert widths[1] < widths[0] / 5  # one in ten, by the root of a hundred times the persons


def test_a_state_in_which_nobody_was_that_year_moves_as_in_all_years_once_each() -> None:
    nobody, stays, completes = [0, 0, 0, 0], [3, 0, 0, 0], [0, 0, 0, 1]
    moves = [[row, nobody, nobody, nobody] for row in (nobody, stays, completes)]
    found = project([1, 0, 0, 0], moves, ((DONE,),), horizons=(1,), n_tail_years=1)
    assert found[0][0].value == pytest.approx(1 / 4)  # one of the four seen, not two of five


def test_the_years_beyond_the_last_draw_no_new_persons() -> None:
    moves = [[[5, 0, 0, 5], *([[0] * N_STATES] * 3)]]
    of_one, of_two = project([1, 0, 0, 0], moves, ((0,),), horizons=(1, 2), n_tail_years=1, n_draws=2_000)[0]
    # The tail is the same ten persons drawn again, so who stays two years is the square of who stays one.
    assert of_two.high == pytest.approx(of_one.high**2)
    assert of_two.low == pytest.approx(of_one.low**2)


def test_a_cohort_of_nobody_is_refused() -> None:
    with pytest.raises(NotEnoughBehaviour, match="nobody in it"):
        project([0, 0, 0, 0], everybody_moves([]))


def test_reaching_a_state_that_nobody_has_shown_is_refused() -> None:
    nobody = [0] * N_STATES
    with pytest.raises(NotEnoughBehaviour, match="what comes next is not known"):
        project([1, 0, 0, 0], [[[0, 1, 0, 0], nobody, nobody, nobody]], horizons=(2,))
