"""Rates of a small place: against brute force, and their laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles import tilts as oracle

from videre.projection.chain import Rates, WrongRates, check_rates, moves_of, rates_of
from videre.projection.forward import project, question
from videre.projection.shrinking import place_of, project_shrunk, shrink, tilted

PAIRS = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 2)]
MOVES = moves_of(PAIRS, 3)
STEPS = np.array([0, 1, 1, 1])
ASKED = question(np.array([[100.0, 0, 0], [50.0, 0, 0]]), STEPS, (2,), 4)


def country(seed: int = 3) -> Rates:
    return rates_of(MOVES, np.random.default_rng(seed).integers(500, 9000, (2, 2, len(PAIRS))).astype(float))


def local(reference: Rates, n_persons: int, tilt: np.ndarray, seed: int) -> np.ndarray:
    """Draw a place's moves: so many persons a row, by tilted rates."""
    generator, rates = np.random.default_rng(seed), tilted(MOVES, reference, tilt)
    counts = np.zeros_like(rates.share)
    for place in np.ndindex(counts.shape[:2]):
        for state in range(3):
            own = np.flatnonzero(MOVES.origin == state)
            counts[place][own] = generator.multinomial(n_persons, rates.share[place][own])
    return counts


@settings(deadline=None)
@given(st.integers(0, 1000), st.integers(0, 60), st.sampled_from([0.1, 0.3]))
def test_two_moves_are_those_of_brute_force(seed: int, n_persons: int, spread: float) -> None:
    generator = np.random.default_rng(seed)
    moves = moves_of([(0, 0), (0, 1)], 2)
    rates = np.column_stack([1 - (share := generator.uniform(0.1, 0.9, 3)), share])
    seen = np.array([generator.multinomial(n_persons, row) for row in rates]).astype(float)
    expected, evidence = oracle.two_moves(rates, seen, spread)
    shrunk = shrink(moves, rates, seen, (spread,))
    found = tilted(moves, Rates(rates[:, None], np.ones((3, 1, 2), bool)), shrunk.of_spread[0].tilt).share[:, 0, 1]
    # The mode stands for the mean (Laplace's approximation): they differ by up to p (1 - p) (1 - 2p) spread^2, 0.009.
    np.testing.assert_allclose(found, expected, atol=0.1 * spread**2)
    assert shrunk.of_spread[0].log_evidence == pytest.approx(evidence, abs=0.02)


def test_with_infinite_shrinkage_the_municipality_is_the_country() -> None:
    reference = country()
    counts = local(reference, 40, np.linspace(-0.5, 0.5, len(PAIRS)), seed=1)
    shrunk = shrink(MOVES, reference.share, counts, (0.0,))
    answer = project_shrunk(place_of(MOVES, reference, shrunk), ASKED)
    assert answer.value == pytest.approx(project(MOVES, reference, ASKED).value, abs=1e-12)
    assert answer.variance == 0.0
    narrow = project_shrunk(place_of(MOVES, reference, shrink(MOVES, reference.share, counts, (1e-6,))), ASKED)
    assert narrow.value == pytest.approx(answer.value, abs=1e-8)


def test_with_many_persons_the_place_speaks_for_itself() -> None:
    reference, tilt = country(), np.array([0.0, 0.6, -0.4, 0.0, 0.3, 0.0, 0.0])
    counts = local(reference, 2_000_000, tilt, seed=2)
    truth = project(MOVES, tilted(MOVES, reference, tilt), ASKED).value
    answer = project_shrunk(place_of(MOVES, reference, shrink(MOVES, reference.share, counts)), ASKED)
    assert answer.value == pytest.approx(truth, abs=4 * answer.variance**0.5 + 1e-4)
    assert answer.variance**0.5 < 0.001


def test_a_place_with_nobody_observed_is_the_reference_with_an_interval() -> None:
    reference = country()
    shrunk = shrink(MOVES, reference.share, np.zeros_like(reference.share))
    assert (shrunk.n_observed == 0).all()
    np.testing.assert_allclose(shrunk.weights, 1 / len(shrunk.weights), atol=1e-9)  # no observation prefers a spread
    answer = project_shrunk(place_of(MOVES, reference, shrunk), ASKED)
    assert answer.value == pytest.approx(project(MOVES, reference, ASKED).value, abs=1e-12)
    assert answer.variance > 0


@given(st.integers(0, 200))
def test_shrunk_rates_sum_to_one_and_impossible_moves_stay_impossible(seed: int) -> None:
    reference = country(seed)
    share = reference.share.copy()
    share[..., 2] = 0.0  # the country never goes from 0 to 2
    reference = rates_of(MOVES, share * 1000)
    counts = local(reference, 30, np.zeros(len(PAIRS)), seed)
    for tilts in shrink(MOVES, reference.share, counts).of_spread:
        rates = tilted(MOVES, reference, tilts.tilt)
        check_rates(MOVES, rates)
        assert (rates.share[..., 2] == 0.0).all()


@given(st.integers(0, 200), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(seed: int, random: object) -> None:
    reference = country()
    counts = local(reference, 20, np.zeros(len(PAIRS)), seed)
    order = np.random.default_rng(random.randint(0, 2**32)).permutation(4)  # type: ignore[attr-defined]
    one = shrink(MOVES, reference.share.reshape(4, -1), counts.reshape(4, -1))
    other = shrink(MOVES, reference.share.reshape(4, -1)[order], counts.reshape(4, -1)[order])
    np.testing.assert_allclose(one.weights, other.weights, atol=1e-9)
    np.testing.assert_allclose(one.of_spread[5].tilt, other.of_spread[5].tilt, atol=1e-9)


def test_the_spread_that_made_the_places_is_found() -> None:
    reference, found = country(), []
    for seed in range(12):
        tilt = np.random.default_rng(seed).normal(0, 0.2, len(PAIRS))
        found.append(shrink(MOVES, reference.share, local(reference, 3000, tilt, seed)).spread)
    assert np.mean(found) == pytest.approx(0.2, abs=0.06)


def test_moves_that_the_reference_never_makes_are_refused() -> None:
    reference = rates_of(MOVES, np.array([[[5.0, 5, 0, 1, 1, 1, 1]]]))
    counts = np.array([[[0.0, 0, 2, 0, 0, 0, 0]]])
    with pytest.raises(
        WrongRates, match="2 persons made moves that the reference never makes, first from state 0 to 2"
    ):
        shrink(MOVES, reference.share, counts)
    with pytest.raises(WrongRates, match="same shape"):
        shrink(MOVES, reference.share, np.zeros((3, 7)))
