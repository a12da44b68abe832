"""Carrying a cohort forward: laws, and the gradient against finite differences."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles.coins import binomial

from videre.projection.chain import Moves, NotObserved, Rates, WrongRates, check_rates, moves_of, rates_of
from videre.projection.forward import Projected, Question, centred, look_back, occupy, project, question
from videre.projection.uncertainty import (
    distribution_of_count,
    interval_of_count,
    interval_of_share,
    throw_alike,
    throw_coins,
    throw_many_coins,
    variance_of_chance,
    variance_of_drift,
    variance_of_rates,
)


class World(NamedTuple):
    """A small chain with everything known."""

    moves: Moves
    rates: Rates
    initial: np.ndarray
    table_of_step: np.ndarray
    counts: np.ndarray


@st.composite
def chains(draw: st.DrawFn, max_states: int = 5) -> World:
    """Draw moves, counts of them, a cohort and a clock."""
    generator = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_states, n_cells, n_tables = draw(st.integers(2, max_states)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    allowed = generator.random((n_states, n_states)) < 0.6
    np.fill_diagonal(allowed, True)
    moves = moves_of([tuple(pair) for pair in np.argwhere(allowed).tolist()], n_states)
    counts = generator.integers(1, 30, (n_tables, n_cells, len(moves.origin))).astype(float)
    initial = generator.integers(0, 50, (n_cells, n_states)).astype(float)
    initial[0, 0] += 1
    table_of_step = generator.integers(0, n_tables, draw(st.integers(0, 6)))
    return World(moves, rates_of(moves, counts), initial, table_of_step, counts)


def ask(world: World, counted: tuple[int, ...] = (0,)) -> Projected:
    asked = question(world.initial, world.table_of_step, counted, len(world.table_of_step))
    return project(world.moves, world.rates, asked)


def dense(world: World, table: int, cell: int) -> np.ndarray:
    matrix = np.zeros((world.moves.n_states, world.moves.n_states))
    matrix[world.moves.origin, world.moves.target] = world.rates.share[table, cell]
    return matrix


@given(chains())
def test_shares_are_those_of_multiplied_matrices(world: World) -> None:
    expected = world.initial / world.initial.sum()
    for table in world.table_of_step.tolist():
        expected = np.array([expected[cell] @ dense(world, table, cell) for cell in range(len(expected))])
    np.testing.assert_allclose(ask(world).occupation[-1], expected, atol=1e-12)
    assert ask(world, (0, 1)).value == pytest.approx(expected[:, [0, 1]].sum(), abs=1e-12)


@given(chains())
def test_nobody_is_lost_at_any_step(world: World) -> None:
    np.testing.assert_allclose(ask(world).occupation.sum(axis=(1, 2)), 1.0, atol=1e-12)


@given(chains(), st.data())
def test_going_in_two_stretches_is_going_in_one(world: World, data: st.DataObject) -> None:
    until = data.draw(st.integers(0, len(world.table_of_step)))
    there = occupy(world.moves, world.rates, world.initial, world.table_of_step[:until])[-1]
    on = occupy(world.moves, world.rates, there, world.table_of_step[until:])[-1]
    np.testing.assert_allclose(on, ask(world).occupation[-1], atol=1e-12)


@given(chains(), st.randoms(use_true_random=False))
def test_renaming_the_states_renames_the_answer(world: World, random: object) -> None:
    order = np.random.default_rng(random.randint(0, 2**32)).permutation(world.moves.n_states)  # type: ignore[attr-defined]
    pairs = sorted((order[a], order[b], n) for n, (a, b) in enumerate(zip(*world.moves[1:], strict=True)))
    moves = moves_of([(int(a), int(b)) for a, b, _ in pairs], world.moves.n_states)
    share = world.rates.share[..., [move for _, _, move in pairs]]
    back = np.argsort(order)
    renamed = world._replace(
        moves=moves, rates=Rates(share, world.rates.is_known[..., back]), initial=world.initial[:, back]
    )
    np.testing.assert_allclose(ask(renamed).occupation[..., order], ask(world).occupation, atol=1e-12)
    assert ask(renamed, (int(order[0]),)).value == pytest.approx(ask(world).value, abs=1e-12)


@given(chains(max_states=4))
def test_the_gradient_is_that_of_finite_differences(world: World) -> None:
    asked = question(world.initial, world.table_of_step, (0,), len(world.table_of_step))
    projected = project(world.moves, world.rates, asked)
    by_table = np.zeros_like(world.rates.share)
    np.add.at(by_table, world.table_of_step, projected.gradient)
    width = 1e-5
    for place in np.ndindex(by_table.shape):
        values = []
        for side in (-width, width):
            share = world.rates.share.copy()
            share[place] += side
            values.append(project(world.moves, world.rates._replace(share=share), asked).value)
        assert (values[1] - values[0]) / (2 * width) == pytest.approx(by_table[place], abs=1e-7)


@given(chains(max_states=4), st.integers(0, 2**32 - 1))
def test_what_moves_count_is_added_up_and_its_gradient_is_that_of_finite_differences(world: World, seed: int) -> None:
    gains = np.random.default_rng(seed).integers(0, 2, len(world.moves.origin)).astype(float)
    asked = question(world.initial, world.table_of_step, (0,), len(world.table_of_step))._replace(gains=gains)
    projected = project(world.moves, world.rates, asked)
    made = sum(
        float((projected.occupation[step][:, world.moves.origin] * world.rates.share[table] * gains).sum())
        for step, table in enumerate(world.table_of_step.tolist())
    )
    assert projected.value == pytest.approx(ask(world).value + made, abs=1e-12)
    shares = world.initial / world.initial.sum()
    assert float((shares * projected.chance).sum()) == pytest.approx(projected.value, abs=1e-12)
    value, chance, slope = look_back(world.moves, world.rates, asked, projected.occupation)
    worth = centred(world.moves, world.rates, projected.gradient, world.table_of_step)
    np.testing.assert_allclose(slope, (world.rates.share[world.table_of_step] * worth).sum(axis=1), atol=1e-12)
    np.testing.assert_allclose(chance, projected.chance, atol=1e-12)
    assert value == projected.value
    by_table = np.zeros_like(world.rates.share)
    np.add.at(by_table, world.table_of_step, projected.gradient)
    for place in np.ndindex(by_table.shape):
        values = []
        for side in (-1e-5, 1e-5):
            share = world.rates.share.copy()
            share[place] += side
            values.append(project(world.moves, world.rates._replace(share=share), asked).value)
        assert (values[1] - values[0]) / 2e-5 == pytest.approx(by_table[place], abs=1e-6)


def test_what_was_completed_at_some_time_is_counted_where_the_state_has_forgotten_it() -> None:
    # From 0 to 1 or 2 by two ways, and on to 3, where it is forgotten by which.
    moves = moves_of([(0, 0), (0, 1), (0, 2), (1, 1), (1, 3), (2, 3), (3, 3)], 4)
    rates = rates_of(moves, np.array([[[2.0, 3, 5, 1, 1, 1, 1]]]))
    start, steps = np.array([[1.0, 0, 0, 0]]), np.zeros(3, int)
    by_way = [
        project(moves, rates, question(start, steps, (), 3)._replace(gains=np.eye(7)[move])).value for move in (1, 2)
    ]
    assert by_way == pytest.approx([0.3 * 1.24, 0.5 * 1.24])
    assert sum(by_way) == pytest.approx(project(moves, rates, question(start, steps, (1, 2, 3), 3)).value)
    with pytest.raises(WrongRates, match="each of the 7 possible moves"):
        project(moves, rates, question(start, steps, (), 3)._replace(gains=np.ones(3)))


@given(chains())
def test_what_a_place_is_worth_gives_the_value_back(world: World) -> None:
    projected = ask(world)
    shares = world.initial / world.initial.sum()
    assert float((shares * projected.chance).sum()) == pytest.approx(projected.value, abs=1e-12)
    assert (projected.chance >= -1e-12).all()
    assert (projected.chance <= 1 + 1e-12).all()


@given(chains())
def test_centred_worths_of_a_row_have_mean_nought(world: World) -> None:
    worth = centred(world.moves, world.rates, ask(world).gradient, world.table_of_step)
    mean = (world.rates.share[world.table_of_step] * worth).sum(axis=2)
    np.testing.assert_allclose(mean, 0.0, atol=1e-12)


@given(chains())
def test_slopes_by_log_rates_are_rates_times_centred_worths(world: World) -> None:
    projected = ask(world)
    asked = question(world.initial, world.table_of_step, (0,), len(world.table_of_step))
    value, chance, slope = look_back(world.moves, world.rates, asked, projected.occupation)
    worth = centred(world.moves, world.rates, projected.gradient, world.table_of_step)
    np.testing.assert_allclose(slope, (world.rates.share[world.table_of_step] * worth).sum(axis=1), atol=1e-12)
    np.testing.assert_allclose(chance, projected.chance, atol=1e-12)
    assert value == pytest.approx(projected.value, abs=1e-12)


def test_shares_at_two_steps_may_be_weighted_together() -> None:
    moves = moves_of([(0, 0), (0, 1), (1, 1)], 2)
    rates = rates_of(moves, np.array([[[3.0, 1.0, 5.0]]]))
    counts = np.zeros((3, 2))
    counts[1, 1], counts[2, 1] = 0.5, 0.5
    asked = Question(np.array([[1.0, 0.0]]), np.array([0, 0]), counts)
    projected = project(moves, rates, asked)
    assert projected.value == pytest.approx((1 / 4 + 7 / 16) / 2)
    assert projected.chance[0] == pytest.approx([projected.value, 1.0])


def test_the_variance_of_one_step_is_that_of_a_share() -> None:
    moves = moves_of([(0, 0), (0, 1), (1, 1)], 2)
    counts = np.array([[[30.0, 10.0, 5.0]]])
    rates, steps = rates_of(moves, counts), np.array([0])
    asked = question(np.array([[7.0, 0.0]]), steps, (1,), 1)
    projected = project(moves, rates, asked)
    assert variance_of_rates(moves, rates, counts, projected.gradient, steps) == pytest.approx(0.25 * 0.75 / 40)
    assert variance_of_chance(asked.initial, projected.chance) == pytest.approx(0.25 * 0.75 / 7)
    # A log rate that walks by 0.1 moves the share by 0.1 p (1 - p).
    value, chance, slope = look_back(moves, rates, asked, projected.occupation)
    assert (value, chance.tolist()) == (projected.value, projected.chance.tolist())
    groups = np.array([0, 1, 0])
    assert variance_of_drift(slope, groups, np.array([0.0, 0.1])) == pytest.approx((0.1 * 0.25 * 0.75) ** 2)
    assert variance_of_drift(slope, groups, np.array([0.0, 0.1]), steps_known=1) == 0.0


def test_the_delta_variance_is_that_of_many_draws() -> None:
    generator = np.random.default_rng(7)
    pairs = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 2)]
    moves, steps = moves_of(pairs, 3), np.array([0, 1, 1])
    counts = generator.integers(200, 900, (2, 1, 7)).astype(float)
    rates, asked = rates_of(moves, counts), question(np.array([[1.0, 0, 0]]), steps, (2,), 3)
    projected = project(moves, rates, asked)
    values = []
    for _ in range(2000):
        drawn = np.zeros_like(counts)
        for table, first, last in ((t, *row) for t in (0, 1) for row in ((0, 3), (3, 6), (6, 7))):
            row = counts[table, 0, first:last]
            drawn[table, 0, first:last] = generator.multinomial(int(row.sum()), row / row.sum())
        values.append(project(moves, rates_of(moves, drawn), asked).value)
    delta = variance_of_rates(moves, rates, counts, projected.gradient, steps)
    assert np.var(values) == pytest.approx(delta, rel=0.12)  # 2000 draws: 3 % Monte Carlo error of a variance


@given(st.integers(1, 60), st.floats(0.02, 0.98), st.integers(1, 60), st.floats(0.02, 0.98))
def test_the_count_of_a_cohort_is_a_sum_of_coins(n: int, p: float, m: int, q: float) -> None:
    initial, chance = np.array([[float(n), float(m)]]), np.array([[p, q]])
    distribution = distribution_of_count(initial, chance, 0.0)
    numbers = np.arange(n + m + 1)
    assert distribution.sum() == pytest.approx(1.0, abs=1e-12)
    mean = float(distribution @ numbers)
    assert mean == pytest.approx(n * p + m * q, rel=1e-9)
    variance = float(distribution @ (numbers - mean) ** 2) / (n + m) ** 2
    assert variance == pytest.approx(variance_of_chance(initial, chance), rel=1e-8)
    low, high = interval_of_count(distribution, 0.9)
    assert distribution[low : high + 1].sum() >= 0.9 - 1e-9
    assert distribution[:low].sum() <= 0.05 + 1e-9
    assert distribution[high + 1 :].sum() <= 0.05 + 1e-9


def test_at_300_pupils_and_93_percent_chance_alone_is_2_9_points() -> None:
    assert 1.96 * variance_of_chance(np.array([[300.0]]), np.array([[0.93]])) ** 0.5 == pytest.approx(0.029, abs=5e-4)


def test_an_uncertain_rate_widens_the_count_by_its_variance() -> None:
    initial, chance, error = np.array([[300.0]]), np.array([[0.9]]), 0.02
    distribution = distribution_of_count(initial, chance, error)
    shares = np.arange(301) / 300
    mean = float(distribution @ shares)
    variance = float(distribution @ (shares - mean) ** 2)
    assert variance == pytest.approx(error**2 + 0.9 * 0.1 / 300, rel=0.1)  # the log odds make it a little skew


@given(st.floats(0.001, 0.999), st.floats(0, 0.2), st.floats(0.5, 0.99))
def test_an_interval_of_a_share_stays_within_nought_and_one(value: float, error: float, level: float) -> None:
    low, high = interval_of_share(value, error, level)
    assert 0 <= low <= value + 1e-9
    assert value - 1e-9 <= high <= 1


KNOWN = moves_of([(0, 0), (0, 1), (1, 1)], 2)
GOOD = rates_of(KNOWN, np.array([[[3.0, 1.0, 5.0]]]))


def test_rates_that_do_not_sum_are_refused_and_nothing_is_rescaled() -> None:
    with pytest.raises(WrongRates, match=r"table 0, cell 0, state 0 sums to 0\.5"):
        check_rates(KNOWN, GOOD._replace(share=np.array([[[0.25, 0.25, 1.0]]])))
    with pytest.raises(WrongRates, match="outside 0 to 1"):
        check_rates(KNOWN, GOOD._replace(share=np.array([[[1.5, -0.5, 1.0]]])))
    with pytest.raises(WrongRates, match="must have the shape"):
        check_rates(KNOWN, GOOD._replace(share=np.ones((1, 1, 2))))
    check_rates(KNOWN, GOOD)


def test_a_cohort_of_nobody_and_a_state_nobody_has_shown_are_refused() -> None:
    with pytest.raises(WrongRates, match="nobody in it"):
        project(KNOWN, GOOD, question(np.zeros((1, 2)), np.array([0]), (1,), 1))
    unknown = rates_of(KNOWN, np.array([[[3.0, 1.0, 0.0]]]))
    with pytest.raises(NotObserved, match="after 1 steps"):
        project(KNOWN, unknown, question(np.array([[1.0, 0.0]]), np.array([0, 0]), (1,), 2))
    with pytest.raises(WrongRates, match="a table of rates that there is not"):
        project(KNOWN, GOOD, question(np.array([[1.0, 0.0]]), np.array([3]), (1,), 1))


def test_moves_out_of_order_or_into_nowhere_and_counts_below_nought_are_refused() -> None:
    with pytest.raises(WrongRates, match="sorted"):
        moves_of([(1, 0), (0, 0)], 2)
    with pytest.raises(WrongRates, match="a state that there is not"):
        moves_of([(0, 2)], 2)
    with pytest.raises(WrongRates, match="from nought on"):
        rates_of(KNOWN, np.array([[[-1.0, 1.0, 1.0]]]))
    with pytest.raises(WrongRates, match="whole persons"):
        distribution_of_count(np.array([[0.5]]), np.array([[0.5]]), 0.0)


@pytest.mark.parametrize("chance", [0.0004, 0.003, 0.2, 0.85, 0.9996])
@pytest.mark.parametrize("error", [0.0, 0.01])
@pytest.mark.parametrize("persons", [(600, 401), (2600, 2401)])
def test_many_persons_have_the_distribution_of_coin_by_coin(
    chance: float, error: float, persons: tuple[int, int]
) -> None:
    initial, chances = np.array([persons], float), np.array([[chance, min(chance * 1.2, 0.9999)]])
    found = distribution_of_count(initial, chances, error * min(chance, 1 - chance))
    n, p = np.array(persons), chances[0]
    nodes, weights = np.polynomial.hermite_e.hermegauss(21)
    slope = float((n * p * (1 - p)).sum() / n.sum())
    odds = np.log(p / (1 - p)) + nodes[:, None] * (error * min(chance, 1 - chance) / slope)
    slow = np.zeros((sum(persons) + 1, 21))
    throw_coins(n, 1 / (1 + np.exp(-odds)), slow)
    expected = slow @ (weights / weights.sum())
    assert found.sum() == pytest.approx(1.0, abs=1e-9)
    assert np.abs(found.cumsum() - expected.cumsum()).max() < 1e-4
    assert interval_of_count(found, 0.95) == pytest.approx(interval_of_count(expected, 0.95), abs=1)


@given(st.integers(0, 2**32 - 1))
def test_sums_that_hardly_vary_are_those_of_coin_by_coin_exactly(seed: int) -> None:
    generator = np.random.default_rng(seed)
    n = generator.multinomial(generator.integers(1001, 2000), np.ones(40) / 40)
    rare = generator.uniform(0, 10.0 ** -generator.integers(2, 12), (2, 40))
    p = np.clip(np.where(generator.random(40) < generator.random(), rare, 1 - rare), 1e-12, 1 - 1e-12)
    weights, slow, found = np.array([0.3, 0.7]), np.zeros((n.sum() + 1, 2)), np.zeros(n.sum() + 1)
    throw_coins(n, p, slow)
    throw_many_coins(n, p, weights, found)
    np.testing.assert_allclose(found, slow @ weights, rtol=0, atol=1e-12)


@pytest.mark.parametrize("chance", [1e-12, 0.0004, 0.3, 0.9, 1 - 1e-12])
@pytest.mark.parametrize("n", [0, 1, 7, 400])
def test_like_coins_thrown_together_are_the_binomial_distribution(n: int, chance: float) -> None:
    sums = np.zeros(n + 3)
    sums[0] = 1.0
    throw_alike(n, chance, sums)
    np.testing.assert_allclose(sums, [*binomial(n, chance), 0, 0], rtol=0, atol=1e-12)
