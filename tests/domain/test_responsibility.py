"""The table of who answers for whom: its gaps and overlaps are all found, exactly, against asking every day."""

from hypothesis import given
from hypothesis import strategies as st

from videre.domain.responsibility import CLASSES, Cell, Row, grid, holds, list_answering, list_faults
from videre.domain.standing import YouthClass

AGES = (15, 18)
EVERYBODY = Row("guidance", AGES, CLASSES, (0, 1), 0, 30)
ROWS = st.builds(
    Row,
    st.sampled_from(["school", "guidance", "job_centre"]),
    st.tuples(st.integers(14, 17), st.integers(16, 19)),
    st.lists(st.sampled_from(CLASSES), min_size=1, unique=True).map(tuple),
    st.sampled_from([(0,), (1,), (0, 1)]),
    st.integers(-5, 25),
    st.integers(5, 40),
)


def test_the_grid_is_every_age_class_and_benefit_once() -> None:
    cells = list(grid(AGES))
    assert len(cells) == len(set(cells)) == 3 * 8 * 2


def test_a_table_that_answers_for_everybody_has_no_fault() -> None:
    assert list_faults([EVERYBODY], AGES, 0, 30) == ()


def test_a_gap_is_told_with_its_days_and_an_overlap_with_its_units() -> None:
    after = EVERYBODY._replace(since=20, until=30)
    before = EVERYBODY._replace(until=10)
    faults = list_faults([before, after], AGES, 0, 30)
    assert len(faults) == 48
    assert {(fault.since, fault.until, fault.units) for fault in faults} == {(10, 20, ())}
    doubled = EVERYBODY._replace(unit="job_centre", ages=(17, 18), classes=(YouthClass.OFF_PLAN,), benefit=(1,))
    (fault,) = list_faults([EVERYBODY, doubled], AGES, 0, 30)
    assert fault == (Cell(17, YouthClass.OFF_PLAN, 1), 0, 30, ("guidance", "job_centre"))


@given(st.lists(ROWS, max_size=5))
def test_the_faults_are_those_found_by_asking_every_cell_on_every_day(rows: list[Row]) -> None:
    asked = {
        (cell, day): list_answering(rows, cell, day)
        for cell in grid(AGES)
        for day in range(30)
        if len(list_answering(rows, cell, day)) != 1
    }
    faults = list_faults(rows, AGES, 0, 30)
    told = {(fault.cell, day): fault.units for fault in faults for day in range(fault.since, fault.until)}
    assert told == asked
    assert len(told) == sum(fault.until - fault.since for fault in faults)


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_taking_a_row_away_makes_gaps_only_where_it_answered(rows: list[Row]) -> None:
    def gaps(of: list[Row]) -> set[tuple[Cell, int]]:
        faults = [fault for fault in list_faults(of, AGES, 0, 30) if not fault.units]
        return {(fault.cell, day) for fault in faults for day in range(fault.since, fault.until)}

    new = gaps(rows[1:]) - gaps(rows)
    assert all(holds(rows[0], cell, day) for cell, day in new)
    assert gaps(rows) <= gaps(rows[1:])
