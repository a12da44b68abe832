"""What if: rates changed by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from videre.projection.chain import Rates, WrongRates, check_rates, moves_of, rates_of
from videre.projection.forward import project, question
from videre.projection.scenario import Borrowed, Change, Scaled, apply, compare, moves_between, pull_back
from videre.projection.shrinking import place_of, shrink

PAIRS = [(a, b) for a in range(3) for b in range(4)] + [(3, 3)]
MOVES = moves_of(PAIRS, 4)
EVERY_CELL = np.ones(2, bool)
BREAKS = moves_between(MOVES, np.array([0]), np.array([1]))
STEPS = np.array([0, 1, 1, 1])
ASKED = question(np.array([[60.0, 0, 0, 0], [40.0, 0, 0, 0]]), STEPS, (3,), 4)


def rates(seed: int = 1) -> Rates:
    return rates_of(MOVES, np.random.default_rng(seed).integers(20, 90, (2, 2, len(PAIRS))).astype(float))


def changes() -> st.SearchStrategy[tuple[Change, ...]]:
    scaled = st.tuples(st.integers(0, len(PAIRS) - 2), st.floats(0, 1.1), st.booleans()).map(
        lambda drawn: Scaled(np.arange(len(PAIRS)) == drawn[0], np.array([True, drawn[2]]), drawn[1])
    )
    borrowed = st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 3)).map(
        lambda drawn: Borrowed(drawn[0], drawn[1], np.arange(4) <= drawn[2])
    )
    return st.lists(scaled | borrowed, min_size=1, max_size=3).map(tuple)


@given(st.integers(0, 500), changes())
def test_changed_rates_still_sum_to_one(seed: int, made: tuple[Change, ...]) -> None:
    check_rates(MOVES, apply(MOVES, rates(seed), made))


@given(st.integers(0, 50), changes())
def test_the_gradient_pulled_back_is_that_of_finite_differences(seed: int, made: tuple[Change, ...]) -> None:
    base = rates(seed)
    changed = apply(MOVES, base, made)
    by_table = np.zeros_like(base.share)
    np.add.at(by_table, STEPS, project(MOVES, changed, ASKED).gradient)
    pulled = pull_back(MOVES, base, made, by_table)
    generator, width = np.random.default_rng(seed), 1e-6
    direction = generator.normal(size=base.share.shape)
    for state in range(4):  # along the rows: what one move gains the others lose
        own = MOVES.origin == state
        direction[..., own] -= direction[..., own].mean(axis=-1, keepdims=True)
    values = [
        project(MOVES, apply(MOVES, base._replace(share=base.share + side * direction), made), ASKED).value
        for side in (-width, width)
    ]
    assert (values[1] - values[0]) / (2 * width) == pytest.approx(float((pulled * direction).sum()), abs=1e-6)


def test_a_move_scaled_by_a_third_less_is_a_third_less_and_the_rest_gives_way_in_proportion() -> None:
    before = rates()
    after = apply(MOVES, before, (Scaled(BREAKS, EVERY_CELL, 2 / 3),))
    np.testing.assert_allclose(after.share[..., BREAKS], 2 / 3 * before.share[..., BREAKS])
    rest = (MOVES.origin == 0) & ~BREAKS
    ratio = after.share[..., rest] / before.share[..., rest]
    np.testing.assert_allclose(ratio, np.broadcast_to(ratio[..., :1], ratio.shape))
    np.testing.assert_array_equal(after.share[..., MOVES.origin != 0], before.share[..., MOVES.origin != 0])


def test_closing_is_scaling_by_nought() -> None:
    closed = apply(MOVES, rates(), (Scaled(MOVES.target == 2, EVERY_CELL, 0.0),))
    assert not closed.share[..., MOVES.target == 2].any()
    check_rates(MOVES, closed)


def test_a_group_given_anothers_rates_has_its_share() -> None:
    base = rates()
    after = apply(MOVES, base, (Borrowed(0, 1, np.ones(4, bool)),))
    alone = [
        project(MOVES, each, ASKED._replace(initial=np.eye(4)[:1].repeat(2, 0))).occupation[-1] for each in (after,)
    ]
    np.testing.assert_allclose(alone[0][0], alone[0][1])


def test_the_difference_is_surer_than_either_figure() -> None:
    reference = rates()
    counts = np.random.default_rng(2).integers(0, 9, reference.share.shape).astype(float)
    shrunk = shrink(MOVES, reference.share, counts)
    change = (Scaled(BREAKS, EVERY_CELL, 0.9),)
    place = place_of(MOVES, reference, shrunk)
    found = compare(place, ASKED, change)
    base = place.rates
    assert found.before == pytest.approx(project(MOVES, base, ASKED).value)
    assert found.after == pytest.approx(project(MOVES, apply(MOVES, base, change), ASKED).value)
    of_one = compare(place, ASKED, (Scaled(MOVES.target == 9, EVERY_CELL, 1.0),))
    assert of_one.standard_error == pytest.approx(0.0, abs=1e-12)
    assert of_one.before == of_one.after
    assert 0 < found.standard_error < abs(found.after - found.before)


def test_what_cannot_be_done_is_refused() -> None:
    with pytest.raises(WrongRates, match="Scaling by 9 is impossible"):
        apply(MOVES, rates(), (Scaled(BREAKS, EVERY_CELL, 9.0),))
    with pytest.raises(WrongRates, match="leave another move open"):
        apply(MOVES, rates(), (Scaled(MOVES.origin == 0, EVERY_CELL, 0.0),))
    with pytest.raises(WrongRates, match="from nought on"):
        apply(MOVES, rates(), (Scaled(BREAKS, EVERY_CELL, -0.1),))
