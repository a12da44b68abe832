"""Cells of too few are merged by the rule: against the oracle, and by its laws."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import merged_cells as oracle

from videre.measures.merged_cells import MergedCells, merge_cells

DIMENSIONS = ("sex", "origin", "parents_education")
LABELS = [
    dict(zip(DIMENSIONS, values, strict=True))
    for values in product(("M", "K"), ("danish", "immigrant", "descendant"), ("short", "long", "unknown"))
]
ORDER = ("parents_education", "origin", "sex")


def together(found: MergedCells) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(found.of_fine == cell).tolist()) for cell in range(len(found.labels))}


@given(
    st.lists(st.integers(0, 40), min_size=len(LABELS), max_size=len(LABELS)),
    st.integers(0, 120),
    st.permutations(ORDER),
    st.data(),
)
def test_cells_are_those_of_the_oracle_and_each_bears_it(
    n_observed: list[int], fewest: int, order: list[str], data: st.DataObject
) -> None:
    kept = sorted(data.draw(st.sets(st.sampled_from(range(len(LABELS))), min_size=1)))
    labels, n = [LABELS[place] for place in kept], [float(n_observed[place]) for place in kept]
    found = merge_cells(labels, n, fewest, order)
    assert together(found) == oracle.merged(labels, n, fewest, order)
    assert all(found.observed_in(cell) >= min(fewest, sum(n)) for cell in range(len(found.labels)))
    assert sum(found.observed_in(cell) for cell in range(len(found.labels))) == sum(n)
    for place, label in enumerate(labels):
        assert label in found.parts[found.of_fine[place]]
        assert found.cell_of(label) == found.of_fine[place]


def test_nothing_is_merged_where_all_bear_it_and_everything_where_together_they_do_not() -> None:
    n = [10.0] * len(LABELS)
    assert len(merge_cells(LABELS, n, 10, ORDER).labels) == len(LABELS)
    everybody = merge_cells(LABELS, n, 1e6, ORDER)
    assert everybody.labels == ({},)
    assert everybody.observed_in(0) == sum(n)


def test_parents_give_way_before_origin_and_a_merged_cell_is_called_what_it_is_made_of() -> None:
    n = [50.0, 50, 1, 4, 5, 0, 30, 30, 3] + [100.0] * 9
    found = merge_cells(LABELS, n, 20, ORDER)
    # Boys: Danes of unknown parents (1) join the largest of the other Danes; descendants of unknown parents likewise.
    # Immigrants (9) are too few altogether and join the smallest of all boys: descendants of short.
    called = found.labels[: len(found.labels) - 9]
    assert called == (
        {"sex": "M", "origin": "danish", "parents_education": "short"},
        {"sex": "M", "origin": "danish", "parents_education": "long+unknown"},
        {"sex": "M", "origin": "immigrant+descendant"},
        {"sex": "M", "origin": "descendant", "parents_education": "long+unknown"},
    )
    assert found.n_observed[5] == 0


def test_kept_cells_are_numbered_anew_and_people_of_the_others_have_none() -> None:
    found = merge_cells(LABELS, [10.0] * len(LABELS), 0, ORDER).kept([17, 3])
    assert found.cell_of(LABELS[17]) == 0
    assert found.cell_of({**LABELS[3], "school": "101001"}) == 1
    assert found.cell_of(LABELS[0]) == -1
    assert found.observed_in(0) == pytest.approx(10)
