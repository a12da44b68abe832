"""The smallest change that is more than noise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import noise as oracle

from videre.domain.noise import is_more_than_noise, smallest_change, smallest_change_of_value

COUNTS = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(COUNTS)
def test_the_smallest_change_is_that_of_the_oracle(counts: tuple[int, int]) -> None:
    assert tuple(smallest_change(*counts)) == oracle.smallest_change(*counts)


@given(COUNTS, st.data())
def test_a_larger_change_is_never_less_certain(counts: tuple[int, int], data: st.DataObject) -> None:
    numerator, denominator = counts
    rise = data.draw(st.integers(0, denominator - numerator))
    if rise and is_more_than_noise(numerator, numerator + rise, denominator, 0.95):
        for more in range(numerator + rise, denominator + 1):
            assert is_more_than_noise(numerator, more, denominator, 0.95)


@given(COUNTS)
def test_up_for_those_who_have_it_is_down_for_those_who_have_not(counts: tuple[int, int]) -> None:
    numerator, denominator = counts
    has, has_not = smallest_change(numerator, denominator), smallest_change(denominator - numerator, denominator)
    assert (has.rise, has.fall) == (has_not.fall, has_not.rise)


@given(st.integers(0, 100))
def test_more_people_tell_smaller_changes_of_a_share(percent: int) -> None:
    few, many = smallest_change(percent, 100).either, smallest_change(percent * 100, 10_000).either
    assert few is not None
    assert many is not None
    assert many / 10_000 < few / 100


def test_among_very_few_no_change_can_be_told() -> None:
    assert smallest_change(1, 2).either is None
    assert smallest_change_of_value("share", 1, 2) is None


def test_a_change_is_told_in_the_figures_own_unit_and_never_of_what_is_hidden() -> None:
    assert smallest_change_of_value("share", 288, 310) == 12 / 310
    assert smallest_change_of_value("persons", 288, 310) == 12
    assert smallest_change_of_value("full_time_persons", 288.5, 310) is None
    assert smallest_change_of_value("share", None, None) is None


def test_nobody_and_more_than_there_are_is_refused() -> None:
    for numerator, denominator in ((0, 0), (3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="at least one person"):
            smallest_change(numerator, denominator)
