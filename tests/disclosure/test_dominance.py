"""The rules for sums, by the examples of the Handbook on Statistical Disclosure Control (2nd ed., section 4.2.1)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.disclosure.test_certifying import RULE, how
from tests.web.tables import figure

from videre.disclosure.certifying import TableRow, certify_period
from videre.disclosure.dominance import NotAmounts, SumRefused, can_be_estimated, check_sum, is_dominated
from videre.disclosure.problem import NotATable
from videre.domain.figures import Unit

EXAMPLE_1 = [50_000, 49_000, 500, 500]  # the cell is 100,000; only the two greatest are named
EXAMPLE_2 = [52_000, 50_000, 4_000, 4_000]  # 110,000


def test_example_1_is_safe_by_one_contributor_and_estimated_to_within_two_per_cent() -> None:
    assert not is_dominated(EXAMPLE_1, 1, 0.9)
    assert can_be_estimated(EXAMPLE_1, 0.021)
    assert not can_be_estimated(EXAMPLE_1, 0.02), "the estimate is off by two per cent, and no less"


def test_example_2_is_safe_by_ten_per_cent_and_not_by_the_dominance_of_two_that_belongs_to_it() -> None:
    assert not can_be_estimated(EXAMPLE_2, 0.1)
    assert not can_be_estimated(EXAMPLE_2, 0.153)
    assert can_be_estimated(EXAMPLE_2, 0.154)
    assert is_dominated(EXAMPLE_2, 2, 0.909)


amounts = st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any)


@given(amounts, st.integers(1, 60))
def test_what_dominance_of_two_lets_pass_the_p_rule_lets_pass(given_: list[int], p: int) -> None:
    """The Handbook's proof A, with k = 100 / (100 + p); beside the definition by the second greatest's own estimate."""
    k = Fraction(100, 100 + p)
    if sum(sorted(given_)[-2:]) <= k * sum(given_):
        assert not can_be_estimated(given_, p / 100)
    greatest, second = sorted([*given_, 0], reverse=True)[:2]
    is_close = (sum(given_) - second) - greatest < Fraction(p, 100) * greatest
    assert can_be_estimated(given_, p / 100) == is_close


def test_a_sum_is_refused_with_the_reason_by_the_rule_of_the_catalogue() -> None:
    check_sum([10, 9, 8, 7, 6, 5], RULE)
    check_sum([0, 0, 0], RULE)
    with pytest.raises(SumRefused, match="fewer than 5 persons"):
        check_sum([10, 9, 8, 7, 0, 0], RULE)
    with pytest.raises(SumRefused, match="2 persons give over 85%"):
        check_sum([50, 40, 1, 1, 1], RULE)
    with pytest.raises(SumRefused, match="to within 10%"):
        check_sum([99, 1, 1, 1, 1], RULE.model_copy(update={"dominance": (2, 0.99)}))


@pytest.mark.parametrize("wrong", [[], [3, -1, 4]])
def test_what_are_no_amounts_is_refused(wrong: list[float]) -> None:
    with pytest.raises(NotAmounts):
        check_sum(wrong, RULE)


def test_a_table_of_full_time_persons_is_refused_although_its_numbers_happen_to_be_whole() -> None:
    row = figure("benefits", "2015-06", {}, 120, 2000)._replace(unit=Unit.FULL_TIME_PERSONS)
    with pytest.raises(NotATable, match="a sum of days"):
        certify_period([TableRow("benefits", row)], how("benefits"))
