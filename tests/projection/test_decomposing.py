"""Why a share moved: contributions sum to the change, and agree with Shapley's rule."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from videre.projection.chain import Moves, Rates, WrongRates, moves_of, rates_of
from videre.projection.decomposing import Decomposed, Side, decompose, shapley
from videre.projection.forward import Question, project, question

PAIRS = [(a, b) for a in range(4) for b in range(4) if a != 3 or b == 3]
MOVES: Moves = moves_of(PAIRS, 4)


def side(seed: int, n_cells: int = 2) -> Side:
    generator = np.random.default_rng(seed)
    counts = generator.integers(1, 40, (3, n_cells, len(PAIRS))).astype(float)
    return Side(rates_of(MOVES, counts), generator.integers(1, 90, (n_cells, 4)).astype(float))


def asked(n_steps: int) -> Question:
    return question(np.ones((2, 4)), np.minimum(np.arange(n_steps), 2), (3,), n_steps)


def total(answer: Decomposed) -> float:
    return float(answer.of_moves.sum() + answer.of_make_up.sum())


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 26))
def test_contributions_sum_to_the_change(one: int, other: int, n_steps: int) -> None:
    answer = decompose(MOVES, side(one), side(other), asked(n_steps))
    assert total(answer) == pytest.approx(answer.after - answer.before, abs=1e-12)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_going_back_is_the_opposite(one: int, other: int) -> None:
    there, back = (decompose(MOVES, side(a), side(b), asked(6)) for a, b in ((one, other), (other, one)))
    np.testing.assert_allclose(there.of_moves, -back.of_moves, atol=1e-12)
    np.testing.assert_allclose(there.of_make_up, -back.of_make_up, atol=1e-12)


@given(st.integers(0, 10_000))
def test_nothing_changed_is_nothing_explained(seed: int) -> None:
    answer = decompose(MOVES, side(seed), side(seed), asked(5))
    assert not answer.of_moves.any()
    assert not answer.of_make_up.any()


def test_one_changed_row_has_the_whole_change() -> None:
    earlier = side(1)
    share = earlier.rates.share.copy()
    own = MOVES.origin == 1
    share[:, 0, own] = [0.1, 0.2, 0.3, 0.4]
    answer = decompose(MOVES, earlier, earlier._replace(rates=Rates(share, earlier.rates.is_known)), asked(5))
    assert answer.of_moves[:, 0, own].sum() == pytest.approx(answer.after - answer.before, abs=1e-12)
    assert not answer.of_moves[:, 1].any()


def test_shapley_over_groups_agrees_with_the_line_integral() -> None:
    earlier, n_steps = side(4), 8
    later_share = 0.85 * earlier.rates.share + 0.15 * side(5).rates.share  # two years' difference, not two worlds'
    later = Side(Rates(later_share, earlier.rates.is_known), 0.9 * earlier.initial + 0.1 * side(6).initial)
    groups = [np.arange(4) == state for state in range(4)]
    parts = shapley(MOVES, earlier, later, asked(n_steps), groups)
    answer = decompose(MOVES, earlier, later, asked(n_steps))
    assert parts.sum() == pytest.approx(answer.after - answer.before, abs=1e-12)
    by_state = [answer.of_moves[..., MOVES.origin == state].sum() for state in range(4)]
    np.testing.assert_allclose(parts, [*by_state, answer.of_make_up.sum()], atol=3e-4)


def test_the_cohorts_make_up_alone_is_kitagawas_composition() -> None:
    earlier = side(2)
    later = earlier._replace(initial=side(3).initial)
    answer = decompose(MOVES, earlier, later, asked(4))
    chance = project(MOVES, earlier.rates, asked(4)._replace(initial=earlier.initial)).chance
    shares = [each.initial / each.initial.sum() for each in (earlier, later)]
    assert answer.of_make_up.sum() == pytest.approx(float(((shares[1] - shares[0]) * chance).sum()), abs=1e-12)


def test_sides_of_different_shapes_and_cohorts_of_nobody_are_refused() -> None:
    with pytest.raises(WrongRates, match="same tables, cells and moves"):
        decompose(MOVES, side(1), side(2, n_cells=1), asked(3))
    with pytest.raises(WrongRates, match="nobody in it"):
        decompose(MOVES, side(1), side(2)._replace(initial=np.zeros((2, 4))), asked(3))
