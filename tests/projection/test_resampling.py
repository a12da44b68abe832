"""Draws agree with the analytic error, and with each other."""

import numpy as np
import pytest

from videre.projection.chain import NotObserved, WrongRates, moves_of, rates_of
from videre.projection.forward import project, question
from videre.projection.resampling import bootstrap_persons, draw_shares, rows_of_persons
from videre.projection.uncertainty import variance_of_rates

PAIRS = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 2)]
MOVES = moves_of(PAIRS, 3)
STEPS = np.array([0, 1, 1])
ASKED = question(np.array([[1.0, 0, 0], [2.0, 0, 0]]), STEPS, (2,), 3)
SHAPE = (2, 2, len(PAIRS))
COUNTS = np.random.default_rng(3).integers(150, 700, SHAPE).astype(float)


def rows() -> tuple[np.ndarray, ...]:
    """Return one row a person for each count."""
    table, cell, move = (np.repeat(axis.reshape(-1), COUNTS.reshape(-1).astype(int)) for axis in np.indices(SHAPE))
    return np.arange(len(table)), table, cell, move


def analytic() -> tuple[float, float]:
    rates = rates_of(MOVES, COUNTS)
    projected = project(MOVES, rates, ASKED)
    return projected.value, variance_of_rates(MOVES, rates, COUNTS, projected.gradient, STEPS) ** 0.5


def test_draws_have_the_value_and_the_error_of_the_one_pass_there_and_back() -> None:
    value, error = analytic()
    drawn = draw_shares(MOVES, COUNTS, ASKED, 3000, np.random.default_rng(1))
    assert drawn.mean() == pytest.approx(value, abs=4 * error / 3000**0.5 + 1e-4)
    assert drawn.std() == pytest.approx(error, rel=0.06)


def test_persons_drawn_with_replacement_have_them_too() -> None:
    value, error = analytic()
    persons = rows_of_persons(*rows(), SHAPE)
    drawn = bootstrap_persons(MOVES, persons, ASKED, 600, np.random.default_rng(2))
    assert drawn.mean() == pytest.approx(value, abs=4 * error / 600**0.5 + 1e-4)
    assert drawn.std() == pytest.approx(error, rel=0.12)


def test_a_person_of_many_rows_is_drawn_whole() -> None:
    person, table, cell, move = rows()
    few = bootstrap_persons(
        MOVES, rows_of_persons(person // 50, table, cell, move, SHAPE), ASKED, 300, np.random.default_rng(2)
    )
    assert few.std() > 3 * analytic()[1]  # fifty rows of one move move together


def test_the_order_of_the_rows_and_the_seed_decide_nothing_else() -> None:
    person, table, cell, move = rows()
    order = np.random.default_rng(5).permutation(len(person))
    one = rows_of_persons(person, table, cell, move, SHAPE)
    other = rows_of_persons(person[order], table[order], cell[order], move[order], SHAPE)
    first, again = (
        bootstrap_persons(MOVES, each, ASKED, 3, np.random.default_rng(9)).tolist() for each in (one, other)
    )
    assert first == again


def test_rows_outside_and_states_of_nobody_are_refused() -> None:
    person, table, cell, move = rows()
    with pytest.raises(WrongRates, match="lies outside"):
        rows_of_persons(person, table + 1, cell, move, SHAPE)
    with pytest.raises(WrongRates, match="at least one row"):
        rows_of_persons(*(np.empty(0, int) for _ in range(4)), SHAPE)
    with pytest.raises(NotObserved):
        draw_shares(MOVES, np.where(MOVES.origin == 1, 0.0, COUNTS), ASKED, 2, np.random.default_rng(1))
