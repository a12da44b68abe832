"""Laws of observed state occupation; published values stand in tests/published/test_occupation.py."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from videre.projection.occupation import (
    STAYED,
    ImpossibleStays,
    Occupation,
    Stays,
    estimate_occupation,
    estimate_occupation_by_person,
)

N_STATES = 3
FROM_FIRST = np.array([1.0, 0.0, 0.0])


@st.composite
def ways(draw: st.DrawFn) -> Stays:
    """Draw people who move about, each followed without a gap from nought until a while."""
    rows = []
    for who in range(draw(st.integers(1, 6))):
        at, state = 0.0, 0
        for _ in range(draw(st.integers(1, 4))):
            left = at + draw(st.integers(1, 4))
            target = draw(st.sampled_from([other for other in (*range(N_STATES), STAYED) if other != state]))
            rows.append((at, left, state, target, who))
            if target == STAYED:
                break
            at, state = left, target
    entered, left_at, origin, goes, person = zip(*rows, strict=True)
    return Stays(np.array(entered), np.array(left_at), np.array(origin), np.array(goes), np.array(person))


def in_order(stays: Stays, order: np.ndarray) -> Stays:
    return Stays._make(column[order] for column in stays)


def assert_same(one: Occupation, other: Occupation) -> None:
    for left, right in zip(one, other, strict=True):
        np.testing.assert_allclose(left, right, atol=1e-12)


@given(ways(), st.randoms(use_true_random=False))
def test_nobody_is_lost_and_order_changes_nothing(stays: Stays, random: object) -> None:
    order = np.random.default_rng(random.randint(0, 2**32)).permutation(len(stays.origin))  # type: ignore[attr-defined]
    found = estimate_occupation(stays, N_STATES, FROM_FIRST)
    np.testing.assert_allclose(found.shares.sum(axis=1), 1.0, atol=1e-12)
    np.testing.assert_allclose(found.covariance.sum(axis=2), 0.0, atol=1e-12)
    assert_same(found, estimate_occupation(in_order(stays, order), N_STATES, FROM_FIRST))


@given(ways(), st.permutations(range(N_STATES)))
def test_renaming_the_states_renames_the_answer(stays: Stays, names: list[int]) -> None:
    renamed = np.array(names)
    target = np.where(stays.target == STAYED, STAYED, renamed[stays.target])
    named = stays._replace(origin=renamed[stays.origin], target=target)
    found = estimate_occupation(stays, N_STATES, FROM_FIRST)
    again = estimate_occupation(named, N_STATES, FROM_FIRST[np.argsort(renamed)])
    np.testing.assert_allclose(again.shares[:, renamed], found.shares, atol=1e-12)


@given(ways())
def test_weight_two_is_everybody_twice(stays: Stays) -> None:
    twice = Stays._make(np.concatenate([column, column]) for column in stays)
    twice = twice._replace(person=np.concatenate([stays.person, stays.person + 100]))
    weighted = estimate_occupation(stays, N_STATES, FROM_FIRST, np.full(len(stays.origin), 2.0))
    assert_same(weighted, estimate_occupation(twice, N_STATES, FROM_FIRST))


@given(ways())
def test_with_everybody_followed_to_the_end_the_shares_are_counts(stays: Stays) -> None:
    if (stays.target == STAYED).any() or len(stays.origin) == 0:
        return
    # Nobody is censored as long as no stay has ended for good: up to the first last move.
    until = min(stays.left[stays.person == who].max() for who in set(stays.person.tolist()))
    found = estimate_occupation_by_person(stays, N_STATES, 0.0, np.array([until - 0.5]))
    people = sorted(set(stays.person.tolist()))
    inside = (stays.entered <= until - 0.5) & (until - 0.5 < stays.left)
    counted = np.bincount(stays.origin[inside], minlength=N_STATES) / len(people)
    np.testing.assert_allclose(found.shares[0], counted, atol=1e-12)
    # The jackknife of persons is then the variance of a mean: p (1 - p) / n.
    np.testing.assert_allclose(np.diag(found.covariance[0]), counted * (1 - counted) / len(people), atol=1e-12)


def test_one_step_has_the_variance_of_a_share() -> None:
    n = 40
    stays = Stays(np.zeros(n), np.full(n, 1.0) + (np.arange(n) >= 10), np.zeros(n, int), np.ones(n, int), np.arange(n))
    shares, errors = estimate_occupation(stays, 2, np.array([1.0, 0.0])).at(1.0)
    assert shares.tolist() == [0.75, 0.25]
    assert errors[0] == pytest.approx((0.75 * 0.25 / n) ** 0.5)


def test_whoever_enters_late_is_at_risk_only_afterwards() -> None:
    stays = Stays(np.array([0.0, 1.5]), np.array([1.0, 2.0]), np.array([0, 0]), np.array([1, 2]), np.array([0, 1]))
    assert estimate_occupation(stays, 3, FROM_FIRST).shares.tolist() == [[0, 1, 0], [0, 1, 0]]


GOOD = Stays(np.zeros(1), np.ones(1), np.zeros(1, int), np.ones(1, int), np.zeros(1, int))
WRONG = {
    "out before in": (GOOD._replace(left=np.zeros(1)), "end before they begin"),
    "a state there is not": (GOOD._replace(target=np.array([3])), "go to a state that there is not"),
    "no state": (GOOD._replace(origin=np.array([-1])), "are in a state that there is not"),
    "going nowhere": (GOOD._replace(target=np.array([0])), "go to where they are"),
}


@pytest.mark.parametrize("name", WRONG)
def test_impossible_stays_are_refused_with_what_to_mend(name: str) -> None:
    stays, sentence = WRONG[name]
    with pytest.raises(ImpossibleStays, match=sentence):
        estimate_occupation(stays, N_STATES, FROM_FIRST)


def test_shares_that_do_not_sum_and_times_before_all_are_refused() -> None:
    with pytest.raises(ImpossibleStays, match="sum to 1"):
        estimate_occupation(GOOD, N_STATES, np.array([0.5, 0.4, 0.0]))
    with pytest.raises(ImpossibleStays, match="not above nought"):
        estimate_occupation(GOOD, N_STATES, FROM_FIRST, np.array([-1.0]))
    with pytest.raises(ImpossibleStays, match=r"from 1\.0 on"):
        estimate_occupation(GOOD, N_STATES, FROM_FIRST).at(0.5)
    with pytest.raises(ImpossibleStays, match="Nobody is observed"):
        estimate_occupation_by_person(GOOD, N_STATES, 5.0, np.array([6.0]))
