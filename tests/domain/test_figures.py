"""A figure's identity and its form as a record."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videre.domain.figures import Figure, IntervalKind, Provenance, Unit, share

PROVENANCE = Provenance("2015-12-31", "2015-11-30", "17", "a1b2c3")
FIGURE = Figure(
    measure="youth_15_17",
    period="2015-12",
    breakdown={"sex": "K", "school": "101001"},
    value=0.75,
    numerator=75,
    denominator=100,
    unknown=5,
    bounds_low=0.75,
    bounds_high=0.8,
    interval_low=None,
    interval_high=None,
    interval_kind=IntervalKind.NONE,
    unit=Unit.SHARE,
    target=None,
    provenance=PROVENANCE,
)


def test_the_identity_is_the_same_in_every_process_and_version() -> None:
    assert FIGURE.figure_id == "7560c0d8e4e5ac2c"  # written down, so that a stored figure can always be asked for again


@pytest.mark.parametrize(
    "changed",
    [
        FIGURE._replace(measure="benefits"),
        FIGURE._replace(period="2015-11"),
        FIGURE._replace(breakdown={}),
        FIGURE._replace(breakdown={"sex": "M", "school": "101001"}),
        FIGURE._replace(provenance=PROVENANCE._replace(as_known_at="2016-01-01")),
        FIGURE._replace(provenance=PROVENANCE._replace(store_version="18")),
        FIGURE._replace(provenance=PROVENANCE._replace(method_version="a1b2c4")),
        FIGURE._replace(provenance=PROVENANCE._replace(test="18_hours_a_week")),
    ],
)
def test_each_field_that_names_a_figure_changes_its_identity(changed: Figure) -> None:
    assert changed.figure_id != FIGURE.figure_id


def test_persons_and_full_time_persons_are_two_figures() -> None:
    named = FIGURE._replace(provenance=PROVENANCE._replace(test="dated_union_of_benefits"))
    assert named._replace(unit=Unit.FULL_TIME_PERSONS).figure_id != named._replace(unit=Unit.PERSONS).figure_id


@given(st.floats(0, 1), st.integers(0, 1_000), st.none() | st.floats(0, 1), st.text())
def test_what_a_figure_says_does_not_change_its_identity(
    value: float, count: int, target: float | None, source: str
) -> None:
    says_otherwise = FIGURE._replace(
        value=value,
        numerator=count,
        unknown=count,
        target=target,
        interval_low=target,
        provenance=PROVENANCE._replace(oldest_source=source),
    )
    assert says_otherwise.figure_id == FIGURE.figure_id


def test_the_order_of_a_breakdown_does_not_change_the_identity() -> None:
    assert FIGURE._replace(breakdown={"school": "101001", "sex": "K"}).figure_id == FIGURE.figure_id


def test_two_names_run_together_are_not_one() -> None:
    first = FIGURE._replace(measure="ab", period="c")
    second = FIGURE._replace(measure="a", period="bc")
    assert first.figure_id != second.figure_id


def test_a_figure_as_a_record_has_the_documented_keys_in_their_order() -> None:
    record = FIGURE.as_dict()
    assert list(record) == [
        *("measure", "period", "breakdown", "value", "numerator", "denominator", "unknown", "bounds_low"),
        *("bounds_high", "interval_low", "interval_high", "interval_kind", "unit", "target"),
        *(
            "as_known_at",
            "oldest_source",
            "store_version",
            "method_version",
            "figure_id",
            "test",
            "smallest_change",
            "about",
        ),
    ]
    assert json.loads(json.dumps(record)) == record


@given(st.integers(1, 10_000), st.data())
def test_a_share_lies_within_its_bounds_and_the_unknown_are_never_assumed_fine(
    denominator: int, data: st.DataObject
) -> None:
    numerator = data.draw(st.integers(0, denominator))
    unknown = data.draw(st.integers(0, denominator - numerator))
    value, low, high = share(numerator, denominator, unknown)
    assert 0 <= low == value <= high <= 1
    assert (high == value) == (unknown == 0)


def test_a_share_of_nobody_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        share(0, 0, 0)
