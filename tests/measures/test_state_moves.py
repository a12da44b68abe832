"""Moves between the states of a state file: against loops over persons, and their laws."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, LAST_DAY, World, cohorts, day, enrolment, open_enrolment, person, residence
from tests.measures.asking import dimensions_of
from tests.oracles import leaving, state_moves
from tests.oracles import tally as oracle
from tests.oracles.dated import date_of

from videre.definitions.catalogue import Definitions
from videre.definitions.pathways import PathwayGroups
from videre.domain.education import EducationKind, Outcome
from videre.domain.states import day_of_step, step_of
from videre.measures.arrays import History, history_of
from videre.measures.state_moves import (
    MoveCounts,
    MoveRows,
    cells_of_leavers,
    count_moves,
    edges_of,
    leavers_of_years,
    list_moves,
)

DEFINITIONS = Definitions()
SPACE = DEFINITIONS.state_space("youth_education")
RULES = DEFINITIONS.state_rules(SPACE)
LEVELS = DEFINITIONS.definition("programmes", "groups", PathwayGroups).levels
GROUPS = {kind: group.key for group in LEVELS[SPACE.file.breaks.level].groups for kind in group.kinds}
EDGE_OF = edges_of(SPACE.moves, len(SPACE.states))
YEARS = (2013, 2014, 2015, 2016)
N_CLOCK = 6
FIRST_STEP = step_of(day("2013-10-01"), RULES)


def rows_of(history: History) -> MoveRows:
    leavers, _ = leavers_of_years(history, ALBERTSLUND, YEARS)
    return list_moves(history, RULES, leavers, SPACE.numbers["begins"], persons_a_piece=2)


def counts_of(
    history: History, rows: MoveRows, dimensions: tuple[str, ...]
) -> tuple[MoveCounts, list[frozenset[object]]]:
    leavers, _ = leavers_of_years(history, ALBERTSLUND, YEARS)
    cells = cells_of_leavers(history, leavers, dimensions)
    counts = count_moves(
        rows, EDGE_OF, len(SPACE.moves), FIRST_STEP, len(YEARS), N_CLOCK, cells.of_member, len(cells.labels)
    )
    return counts, [frozenset(label.items()) for label in cells.labels]


def non_zero(array: np.ndarray) -> list[tuple[list[int], int]]:
    return [(list(map(int, place)), int(array[tuple(place)])) for place in np.argwhere(array)]


@given(cohorts(), st.integers(day("2013-09-01"), LAST_DAY), dimensions_of("sex", "origin", "parents_education"))
def test_moves_are_those_of_the_oracle_and_nobody_is_lost(
    world: World, known_at: int, dimensions: tuple[str, ...]
) -> None:
    history = history_of(world, known_at)
    rows = rows_of(history)
    counts, labels = counts_of(history, rows, dimensions)
    told = [
        (move, frozenset(someone.breakdown(dimensions, stay.place).items()))
        for year in YEARS
        for someone, stay in oracle.leavers(oracle.people(world), year, ALBERTSLUND, leaving.end_of_ninth_grade)
        for move in state_moves.moves_of(someone, SPACE, GROUPS, stay.stop, date_of(known_at))
    ]
    expected = state_moves.sorted_out(told, SPACE)

    def look(step: int) -> date:
        return date_of(day_of_step(FIRST_STEP + step, RULES))

    for place, array in enumerate((counts.moves, counts.pending)):
        found: Counter[object] = Counter()
        for (step, clock, edge, cell), n in non_zero(array):
            before, after = (SPACE.states[number].key for number in SPACE.moves[edge])
            found[look(step), clock, before, after, labels[cell]] += n
        assert found == expected[place]
    lost = Counter({(look(step), clock, labels[cell]): n for (step, clock, cell), n in non_zero(counts.not_in_file)})
    assert lost == expected[2]
    assert sum(int(array.sum()) for array in counts) == len(rows.leaver) == len(told)


def one_leaver(*courses: object, known_at: str = "2017-01-15") -> History:
    school = enrolment(EducationKind.NINTH_GRADE, "2012-08-10", "2013-06-27")
    return history_of([(person(), [residence(), school, *courses])], day(known_at))  # type: ignore[list-item]


def told(counts: MoveCounts) -> list[str]:
    """Return the moves in order, as text; pending ones in brackets, impossible ones as a question."""
    texts = []
    for array, form in ((counts.moves, "{} > {}"), (counts.pending, "({} > {})")):
        for (step, _, edge, _), n in non_zero(array):
            before, after = (SPACE.states[number].key for number in SPACE.moves[edge])
            texts += [(step, form.format(before, after))] * n
    texts += [(step, "?") for (step, _, _), n in non_zero(counts.not_in_file) for _ in range(n)]
    return [text for _, text in sorted(texts)]


def test_a_course_begun_and_completed_between_two_looks_is_told_as_not_in_the_file() -> None:
    quick = enrolment(EducationKind.HIGHER_SHORT, "2013-11-01", "2014-08-30")
    history = one_leaver(quick)
    counts, _ = counts_of(history, rows_of(history), ())
    assert told(counts) == [
        "begins > nothing/never/1",
        "?",
        "short_only/after/1 > short_only/after/1",
        "short_only/after/1 > short_only/after/1",
    ]


def test_the_newest_fifteen_months_of_exits_are_counted_apart() -> None:
    left = enrolment(EducationKind.STX, "2013-08-10", "2015-09-01", Outcome.INTERRUPTED)
    history = one_leaver(left, known_at="2016-02-01")
    counts, _ = counts_of(history, rows_of(history), ())
    assert told(counts) == [
        "begins > nothing/stx/1",
        "nothing/stx/1 > nothing/stx/2",
        "(nothing/stx/2 > nothing/broke/1)",
    ]
    later, _ = counts_of(history_of(world_of(left), day("2017-01-15")), rows_of(one_leaver(left)), ())
    assert int(later.pending.sum()) == 0


def world_of(*courses: object) -> World:
    school = enrolment(EducationKind.NINTH_GRADE, "2012-08-10", "2013-06-27")
    return [(person(), [residence(), school, *courses])]  # type: ignore[list-item]


def test_a_break_healed_within_fifteen_months_is_none() -> None:
    left = enrolment(EducationKind.STX, "2013-08-10", "2014-09-01", Outcome.INTERRUPTED)
    again = open_enrolment(EducationKind.STX, "2015-08-10", "2018-08-01")
    history = one_leaver(left, again)
    counts, _ = counts_of(history, rows_of(history), ())
    assert told(counts) == [
        "begins > nothing/stx/1",
        "nothing/stx/1 > nothing/stx/2",
        "nothing/stx/2 > nothing/stx/3",
        "nothing/stx/3 > nothing/stx/4",
    ]


@pytest.mark.parametrize("weight", [0, 1, 33])
def test_weights_count_as_so_many_persons(weight: int) -> None:
    history = one_leaver(enrolment(EducationKind.HF, "2013-08-10", "2015-06-27"))
    rows = rows_of(history)
    counts = count_moves(
        rows, EDGE_OF, len(SPACE.moves), FIRST_STEP, 4, N_CLOCK, np.zeros(1, np.int32), 1, np.array([weight])
    )
    assert int(counts.moves.sum()) == weight * len(rows.leaver)
