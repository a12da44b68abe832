"""Joining months of work gives the runs of the plain form, and leaves every other fact alone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles.months_of_work import Month, Run, joined

from videre.domain.facts import FactKind
from videre.store.months_of_work import join_months

SORTED_BY = ("person", "start", "kind", "code")
NAMES = (*SORTED_BY, "stop", "value", "place", "detail", "reported", "review")

months_of_work = st.dictionaries(
    st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(0, 7)), st.tuples(st.integers(0, 2), st.integers(0, 9))
).map(lambda told: [Month(*key, *rest) for key, rest in told.items()])
stays = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 7)), unique=True)


def columns_of(rows: list[tuple[int, ...]]) -> dict[str, np.ndarray]:
    table = np.array(sorted(rows), np.int32).reshape(-1, len(NAMES))
    return {name: table[:, place].copy() for place, name in enumerate(NAMES)}


@given(months=months_of_work, others=stays)
def test_runs_are_those_of_the_plain_form(months: list[Month], others: list[tuple[int, int]]) -> None:
    work = [
        (who, month, FactKind.EMPLOYMENT.value, code, month + 1, hours, 0, 0, reported, month + 3)
        for who, code, month, hours, reported in months
    ]
    benefit = [(who, month, FactKind.BENEFIT.value, 1, month + 1, 0, 0, 0, 0, month + 1) for who, month in others]
    found = join_months(columns_of(work + benefit))
    rows = list(zip(*(found[name].tolist() for name in NAMES), strict=True))
    assert rows == sorted(rows)
    assert [row for row in rows if row[2] == FactKind.BENEFIT] == sorted(benefit)
    runs = [row for row in rows if row[2] == FactKind.EMPLOYMENT]
    told = [
        Run(who, code, first, stop - 1, hours, reported)
        for who, first, _kind, code, stop, hours, _place, _detail, reported, _review in runs
    ]
    assert len(told) == len(set(told))
    assert set(told) == joined(months)
    assert all(review == stop + 2 for _, _, _, _, stop, _, _, _, _, review in runs)


def test_nobody_has_no_facts() -> None:
    assert all(len(values) == 0 for values in join_months(columns_of([])).values())
