"""Why a figure moved leaves the house in words alone: no number, and nothing about fewer than the smallest count."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videre.disclosure.reasons import Reason, ReleasedReasons, read_reasons, release_reasons
from videre.disclosure.released import NotReleased

NAMES = st.sampled_from("abcdefghijkl")
EFFECTS = st.floats(-200, 200)
REASONS = st.lists(
    st.builds(
        lambda name, effect, n: Reason({"da": f"{name}-da", "en": f"{name}-en"}, effect, n),
        NAMES,
        EFFECTS,
        st.none() | st.integers(0, 300),
    ),
    max_size=8,
    unique_by=lambda reason: reason.text["en"],
)


def release(reasons: list[Reason], smallest_count: int = 5) -> ReleasedReasons:
    return release_reasons(
        measure="benefits", earlier="2015-12", later="2016-01", reasons=reasons, smallest_count=smallest_count,
        as_known_at="2016-02-01",
    )  # fmt: skip


@given(REASONS, st.integers(3, 20))
def test_only_reasons_as_large_as_the_smallest_count_are_told(reasons: list[Reason], smallest_count: int) -> None:
    told = release(reasons, smallest_count)
    by_name = {reason.text["en"]: reason for reason in reasons}
    for side, sign in ((told.raised, 1), (told.lowered, -1)):
        assert len(side) <= 2
        for text in side:
            reason = by_name[text["en"]]
            assert reason.effect_persons * sign >= smallest_count
            assert reason.n_persons is None or reason.n_persons >= smallest_count


@given(REASONS)
def test_the_weightiest_come_first_whatever_the_order_they_were_found_in(reasons: list[Reason]) -> None:
    told = release(reasons)
    assert told.as_json() == release(list(reversed(reasons))).as_json()
    by_name = {reason.text["en"]: abs(reason.effect_persons) for reason in reasons}
    for side in (told.raised, told.lowered):
        weights = [by_name[text["en"]] for text in side]
        assert weights == sorted(weights, reverse=True)


@given(REASONS)
def test_no_number_of_a_reason_is_kept(reasons: list[Reason]) -> None:
    kept = release(reasons).as_json().replace("2015-12", "").replace("2016-01", "").replace("2016-02-01", "")
    assert not re.search(r"\d", kept)


@given(REASONS)
def test_what_was_kept_is_read_as_it_was(reasons: list[Reason]) -> None:
    told = release(reasons)
    assert read_reasons(told.as_json()) == told


def test_nobody_else_makes_them() -> None:
    with pytest.raises(NotReleased):
        ReleasedReasons("benefits", "2015-12", "2016-01", (), (), "2016-02-01", object())
