"""Drawn rates: as unsure as the analytic errors say, and lawful."""

import numpy as np
import pytest

from videre.projection.behaviour import Drift
from videre.projection.chain import Rates, WrongRates, check_rates, moves_of
from videre.projection.drawing import draw_rates
from videre.projection.forward import project, question
from videre.projection.shrinking import Place, place_of, project_shrunk, shrink
from videre.projection.uncertainty import variance_of_drift

MOVES = moves_of([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 2)], 3)
KINDS = np.array([0, 1, 2, 3, 0, 0])
ROW = np.array([0.5, 0.3, 0.2, 0.4, 0.6, 1.0])
REFERENCE = Rates(np.broadcast_to(ROW, (6, 1, 6)).copy(), np.ones((6, 1, 3), bool))
STILL = Drift(0.0, 0.0, 0)


def place(n_seen: float, spreads: tuple[float, ...] = (0.0, 0.1, 0.3)) -> Place:
    seen = n_seen * np.array([0.4, 0.4, 0.2, 0.3, 0.7, 1.0])
    return place_of(MOVES, REFERENCE, shrink(MOVES, ROW[None], seen[None], spreads))


@pytest.mark.parametrize(("first_table", "n_steps"), [(0, 5), (1, 5), (1, 2), (3, 1)])
@pytest.mark.parametrize(
    ("drift", "n_seen"), [(STILL, 200.0), (Drift(0.05, 0.03, 0), 200.0), (Drift(0.05, 0.0, 0), 1e6)]
)
def test_draws_are_as_unsure_as_the_analytic_error(drift: Drift, n_seen: float, first_table: int, n_steps: int) -> None:
    here = place(n_seen)
    asked = question(np.array([[300.0, 0, 0]]), np.arange(6), (2,), n_steps, first_table=first_table)
    share = project_shrunk(here, asked)
    of_kind = np.full(4, drift.of_kind)
    walked = variance_of_drift(share.slope, KINDS, of_kind)
    walked += variance_of_drift(share.slope, np.arange(6), np.full(6, drift.of_move))
    generator = np.random.default_rng(4)
    drawn = [project(MOVES, each, asked).value for each in draw_rates(here, KINDS, drift, first_table, 600, generator)]
    assert np.mean(drawn) == pytest.approx(share.value, abs=0.005)
    assert np.std(drawn) == pytest.approx((share.variance + walked) ** 0.5, rel=0.15)


def test_drawn_rates_sum_to_one_impossible_stays_impossible_and_the_seed_decides() -> None:
    here = place(50.0)
    one, other = (list(draw_rates(here, KINDS, Drift(0.1, 0.1, 0), 0, 5, np.random.default_rng(1))) for _ in range(2))
    for first, second in zip(one, other, strict=True):
        check_rates(MOVES, first)
        np.testing.assert_array_equal(first.share, second.share)
    with pytest.raises(WrongRates, match="at least once"):
        list(draw_rates(here, KINDS, STILL, 0, 0, np.random.default_rng(1)))


def test_without_drift_and_with_no_spread_every_draw_is_the_reference() -> None:
    for each in draw_rates(place(100.0, (0.0,)), KINDS, STILL, 0, 3, np.random.default_rng(1)):
        np.testing.assert_allclose(each.share, REFERENCE.share, atol=1e-12)
