"""Counting moves between the states of a state file, from one day of looking to the next: what projections are made of.

Counting is in two steps. *Rows* say for each leaver and day of looking which move was made; they are what a bootstrap
of persons draws from. *Counts* are rows grouped by year, by looks since 9th grade, by move and by cell. Nobody is lost:
each person and day of looking is in exactly one row, and each row in exactly one of the three counts.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH, date_of_day
from videre.domain.states import Doing, Gap, StateRules, day_of_step, first_step_from, state_on
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import Cells, Members, cells_by
from videre.measures.compiled import kernel
from videre.measures.leavers import Leavers, leavers_of_ninth_grade
from videre.measures.parallel import PERSONS_A_PIECE, over_pieces

YEARS_OF_LEAVERS = 26  # whoever left longer ago is past the horizon of 25 years
BEFORE_ALL = -1  # a state file without a beginning: the first look is where somebody begins, and no move
DOING = np.dtype([(name, np.int32) for name in Doing._fields])
GAP = np.dtype([(name, np.int32) for name in Gap._fields])


class MoveRows(NamedTuple):
    """One row a leaver and day of looking that is known, in order of leaver and time.

    leaver: place among the leavers. step: number of the day of looking on which the move ended. clock: how many days of
    looking lie between leaving and that one; 0 is the first. before, after: states, -1 where the file has none; before
    is BEFORE_ALL for a first look without a beginning. is_pending: whether the state after is a gap whose type a return
    may yet change.
    """

    leaver: Ints
    step: Ints
    clock: Ints
    before: Ints
    after: Ints
    is_pending: NDArray[np.bool_]


class MoveCounts(NamedTuple):
    """Rows grouped; E possible moves, K cells, Y steps, T looks since leaving.

    moves: persons by possible move. Shape (Y, T, E, K).
    pending: the same for moves into a gap whose type is pending. Shape (Y, T, E, K).
    not_in_file: moves that the state file does not have, such as a course begun and completed between two looks.
        Shape (Y, T, K).
    """

    moves: Counts
    pending: Counts
    not_in_file: Counts


def years_followed(known_at: int) -> range:
    """Return the years whose leavers are counted: as far back as the longest horizon, to the last 1 October known."""
    known = date_of_day(known_at)
    newest = known.year if known >= date(known.year, EDUCATION_YEAR_STARTS_MONTH, 1) else known.year - 1
    return range(newest - YEARS_OF_LEAVERS + 1, newest + 1)


def leavers_of_years(history: History, municipality: int, years: Sequence[int]) -> tuple[Leavers, Ints]:
    """Return those who left 9th grade in some years, one year after the other, and the year of each. Shapes (L,)."""
    cohorts = [leavers_of_ninth_grade(history, municipality, year) for year in years]
    members = Members(
        np.concatenate([cohort.members.person for cohort in cohorts]),
        np.concatenate([cohort.members.school for cohort in cohorts]),
    )
    sizes = [len(cohort.left_on) for cohort in cohorts]
    left_on = np.concatenate([cohort.left_on for cohort in cohorts])
    return Leavers(members, left_on), np.repeat(np.array(years, np.int32), sizes)


def cells_of_leavers(history: History, leavers: Leavers, dimensions: Sequence[str]) -> Cells:
    """Return the cell of each leaver: the same cells for all years."""
    return cells_by(history, leavers.members, dimensions)


def list_moves(
    history: History, rules: StateRules, leavers: Leavers, begins: int, persons_a_piece: int = PERSONS_A_PIECE
) -> MoveRows:
    """Return the moves of leavers on every day of looking from leaving to the day up to which the registers are known.

    Args:
        history: facts as known at its day. leavers: whose moves.
        rules: the state file; breaks healed within its months are none.
        begins: the state in which everybody is before the first look, or BEFORE_ALL.
        persons_a_piece: how many a thread takes at a time; changes nothing but time and memory.
    """
    records = as_records(rules)
    pieces = over_pieces(
        len(leavers.left_on),
        lambda first, last: moves_of_piece(history, records, leavers, begins, first, last),
        persons_a_piece,
    )
    return MoveRows._make(np.concatenate(column) for column in zip(room_for(0), *pieces, strict=True))


def room_for(n_rows: int) -> MoveRows:
    """Return rows to be written."""
    columns = [np.empty(n_rows, np.int32) for _ in range(5)]
    return MoveRows._make([*columns, np.empty(n_rows, np.bool_)])


def moves_of_piece(
    history: History, rules: StateRules, leavers: Leavers, begins: int, first: int, last: int
) -> MoveRows:
    """Return the moves of leavers `first` up to, not including, `last`."""
    person, left_on = leavers.members.person[first:last], leavers.left_on[first:last]
    days, n_leavers = np.unique(left_on, return_counts=True)  # a cohort leaves on one day, or a few
    n_looks = np.array([looks_until(day, history.known_at, rules) for day in days.tolist()], np.int64)
    rows = room_for(int(n_looks @ n_leavers))
    write_moves(history.facts, history.persons, rules, person, left_on, history.known_at, begins, rows)
    return rows._replace(leaver=rows.leaver + np.int32(first))


def looks_until(left_on: int, known_at: int, rules: StateRules) -> int:
    """Return how many days of looking lie between leaving and the day up to which is known."""
    return max(0, first_step_from(known_at + 1, rules) - first_step_from(left_on, rules))


def count_moves(
    rows: MoveRows,
    edge_of: Ints,
    n_moves: int,
    first_step: int,
    n_steps: int,
    n_clock: int,
    cell_of_leaver: Ints,
    n_cells: int,
    weight_of_leaver: Counts | None = None,
) -> MoveCounts:
    """Return rows grouped by day of looking, looks since leaving, possible move and cell.

    Args:
        rows: moves of leavers; rows outside the steps and the clock asked for are not counted, nor are first looks
            without a beginning, which are no moves.
        edge_of: the number of each possible move by the states before and after, -1 for an impossible one; (S, S).
        n_moves: E.
        first_step, n_steps: the days of looking on which moves end; Y of them. One or two together are the window of
            behaviour: sum over the axis.
        n_clock: T, looks since leaving told apart.
        cell_of_leaver, n_cells: K cells. weight_of_leaver: what each counts, as integers; 1 when left out.
    """
    counts = MoveCounts(
        np.zeros((n_steps, n_clock, n_moves, n_cells), np.int64),
        np.zeros((n_steps, n_clock, n_moves, n_cells), np.int64),
        np.zeros((n_steps, n_clock, n_cells), np.int64),
    )
    weights = np.ones(len(cell_of_leaver), np.int64) if weight_of_leaver is None else weight_of_leaver
    add_moves(rows, edge_of, first_step, cell_of_leaver, weights, counts)
    return counts


def edges_of(moves: Sequence[tuple[int, int]], n_states: int) -> Ints:
    """Return the number of each possible move by the states before and after; -1 for an impossible one."""
    edge_of = np.full((n_states, n_states), -1, np.int32)
    for number, (before, after) in enumerate(moves):
        edge_of[before, after] = number
    return edge_of


def as_records(rules: StateRules) -> StateRules:
    """Return the rules with record arrays in place of lists, as a compiled fold takes them."""
    doings = np.array([tuple(rules.doings[place]) for place in range(len(rules.doings))], DOING)
    gaps = np.array([tuple(rules.gaps[place]) for place in range(len(rules.gaps))], GAP)
    return rules._replace(doings=doings, gaps=gaps)


@kernel
def write_moves(
    facts: Records,
    persons: Records,
    rules: StateRules,
    person: Ints,
    left_on: Ints,
    known_at: int,
    begins: int,
    rows: MoveRows,
) -> None:
    """Write each leaver's moves, look by look."""
    n = 0
    for leaver in range(len(person)):
        first, last = persons[person[leaver]].first + 0, persons[person[leaver]].last + 0
        first_step = first_step_from(left_on[leaver], rules)
        before, step = begins, first_step
        while day_of_step(step, rules) <= known_at:
            found = state_on(step, facts, first, last, left_on[leaver], known_at, rules)
            rows.leaver[n], rows.step[n], rows.clock[n] = leaver, step, step - first_step
            rows.before[n], rows.after[n], rows.is_pending[n] = before, found.state, found.is_pending
            before = found.state
            step += 1
            n += 1


@kernel
def add_moves(
    rows: MoveRows, edge_of: Ints, first_step: int, cell_of_leaver: Ints, weights: Counts, counts: MoveCounts
) -> None:
    """Add each row to the one count it belongs to."""
    n_steps, n_clock = counts.not_in_file.shape[0], counts.not_in_file.shape[1]
    for row in range(len(rows.leaver)):
        year, clock = rows.step[row] - first_step, rows.clock[row]
        is_first_look = clock == 0 and rows.before[row] < 0
        if year < 0 or year >= n_steps or clock >= n_clock or is_first_look:
            continue
        leaver = rows.leaver[row]
        cell, weight = cell_of_leaver[leaver], weights[leaver]
        edge = -1
        if rows.before[row] >= 0 and rows.after[row] >= 0:
            edge = edge_of[rows.before[row], rows.after[row]]
        if edge < 0:
            counts.not_in_file[year, clock, cell] += weight
        elif rows.is_pending[row]:
            counts.pending[year, clock, edge, cell] += weight
        else:
            counts.moves[year, clock, edge, cell] += weight
