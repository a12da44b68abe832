"""The ledger: counts by class at the end of each month, and every move between classes that made them, with its code.

Moves are kept as one number each and grouped at the end, so that a ledger by a thousand cells costs no more memory than
its moves. Integers only: parts add up exactly, in any order.
"""

from typing import NamedTuple

import numpy as np

from videre.domain.days import birthday, first_day, month_of
from videre.domain.movements import N_LEDGER_CODES, LedgerCode, code_of_change
from videre.domain.standing import N_YOUTH_CLASSES, StandingRules
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.compiled import kernel
from videre.measures.parallel import PERSONS_A_PIECE, over_pieces
from videre.measures.standings import ClassSpells, Population, spells_of_piece

N_CLASSES_AT_MOST = 16  # of any measure: a move is packed with four bits a class


class Moves(NamedTuple):
    """Moves from class to class, each kind once; every array of the same length, in order of month, cell and code.

    month: place among the months, from 1 (place 0 is the opening). cell: as the caller numbers them.
    code: a LedgerCode. before, after: classes; 0 where not followed. n: how many persons.
    """

    month: Ints
    cell: Ints
    code: Ints
    before: Ints
    after: Ints
    n: Counts


class Accounts(NamedTuple):
    """What a ledger rests on: the counts at the end of the month before the first and of each month, and the moves.

    counts: shape (T + 1, C, K). For each month, class and cell the count is that of the month before, and those who
    moved in, and less those who moved out.
    """

    counts: Counts
    moves: Moves


def youth_accounts(
    history: History,
    rules: StandingRules,
    population: Population,
    cell_of_person: Ints,
    n_cells: int,
    persons_a_piece: int = PERSONS_A_PIECE,
) -> Accounts:
    """Return the accounts of the classes of measurement point 3.

    Args:
        history: facts as known at its day; months that it does not reach are left out.
        rules: what the fold must be told.
        population: who is followed; `begin` and `end` are first days of months, and `begin` lies a month before the
            first month whose moves are wanted, since its last day is the opening.
        cell_of_person: the cell of each person of the history. Shape (N,).
        n_cells: K.
        persons_a_piece: how many a thread takes at a time; changes nothing but the time and memory it takes.

    Returns:
        Accounts with T the months after the opening whose last day is known; an opening alone where there is none.

    Source:
        Checked against tests/oracles/ledger.py, which compares the classes of each person on two days.
    """
    opening = month_of(population.begin)
    end_month = max(min(month_of(population.end), month_of(history.known_at + 1)), opening)
    limited = population._replace(end=first_day(end_month))
    n_known = end_month - opening

    def of_piece(first: int, last: int) -> tuple[Counts, Counts, Counts, Counts]:
        spells = spells_of_piece(history, rules, limited, first, last)
        changes = np.zeros((n_known + 1, N_YOUTH_CLASSES, n_cells), np.int64)
        keys = np.empty(2 * len(spells.person) + 2, np.int64)
        n = write_youth_moves(history.facts, history.persons, spells, limited, cell_of_person, changes, keys)
        kinds, n_of_kind = np.unique(keys[:n], return_counts=True)
        at = np.flatnonzero(changes)  # with 2,000 cells all of each piece's changes together took 800 MB
        return at, changes.reshape(-1)[at], kinds, n_of_kind

    pieces = over_pieces(len(history.persons), of_piece, persons_a_piece)
    changes = np.zeros((n_known + 1, N_YOUTH_CLASSES, n_cells), np.int64)
    for at, of_one, _, _ in pieces:
        changes.reshape(-1)[at] += of_one
    counts = np.cumsum(changes, axis=0)[: max(n_known, 1)]
    keys = np.concatenate([kinds for _, _, kinds, _ in pieces] or [np.empty(0, np.int64)])
    n = np.concatenate([n_of_kind for _, _, _, n_of_kind in pieces] or [np.empty(0, np.int64)])
    return Accounts(counts, grouped_moves(keys, n, n_cells))


def grouped_moves(keys: Counts, n: Counts, n_cells: int) -> Moves:
    """Return packed moves, which may come several times, each kind once and unpacked."""
    kinds, place = np.unique(keys, return_inverse=True)
    total = np.zeros(len(kinds), np.int64)
    np.add.at(total, place, n)
    rest, after = np.divmod(kinds, N_CLASSES_AT_MOST)
    rest, before = np.divmod(rest, N_CLASSES_AT_MOST)
    rest, code = np.divmod(rest, N_LEDGER_CODES)
    month, cell = np.divmod(rest, n_cells)
    month, cell, code, before, after = (array.astype(np.int32) for array in (month, cell, code, before, after))
    return Moves(month, cell, code, before, after, total)


@kernel
def packed(month: int, cell: int, code: int, before: int, after: int, n_cells: int) -> int:
    """Return a move as one number, in order of month, cell, code and classes."""
    at = (month * n_cells + cell) * N_LEDGER_CODES + code
    return (at * N_CLASSES_AT_MOST + before) * N_CLASSES_AT_MOST + after


@kernel
def write_youth_moves(
    facts: Records,
    persons: Records,
    spells: ClassSpells,
    population: Population,
    cell_of_person: Ints,
    changes: Counts,
    keys: Counts,
) -> int:
    """Add what changes in each class from month to month, and write each move; return how many moves there are.

    A spell covers the month-ends from the month of its first day up to, not including, the month of the day after its
    last. `shown` is the last spell that covers any; the run of days without a gap that it is part of ends at
    `shown_until`. Helpers are given numbers, not arrays: to count references to arrays made this twice as slow.
    """
    person, youth_class, reason, fact, since, until = spells
    opening, n_known, n_cells = month_of(population.begin), changes.shape[0] - 1, changes.shape[2]
    n = 0
    shown, shown_to, shown_until, run_since = -1, 0, 0, 0
    for s in range(len(person)):
        p = person[s]
        is_same = shown >= 0 and person[shown] == p
        if s == 0 or person[s - 1] != p or until[s - 1] != since[s]:
            run_since = since[s]
        elif is_same and shown_until == since[s]:
            shown_until = until[s]
        month, to = month_of(since[s]) - opening, month_of(until[s]) - opening
        if month >= to:
            continue
        after = youth_class[s]
        goes_on = is_same and shown_to == month
        if shown >= 0 and not goes_on and shown_to < n_known:
            q = person[shown]
            code = leaving_code(shown_until, persons[q].birth_day, population.age_to)
            keys[n] = packed(shown_to, cell_of_person[q], code, youth_class[shown], 0, n_cells)
            n += 1
        if goes_on and youth_class[shown] != after:
            before, day = youth_class[shown], first_day(opening + month + 1) - 1
            code = code_of_change(before, reason[shown], fact[shown], after, reason[s], day, facts, persons[p].last)
            keys[n] = packed(month, cell_of_person[p], code, before, after, n_cells)
            n += 1
        if not goes_on and month > 0:
            code = joining_code(run_since, persons[p].birth_day, population.age_from)
            keys[n] = packed(month, cell_of_person[p], code, 0, after, n_cells)
            n += 1
        changes[month, after, cell_of_person[p]] += 1
        changes[to, after, cell_of_person[p]] -= 1
        shown, shown_to, shown_until = s, to, until[s]
    if shown >= 0 and shown_to < n_known:
        q = person[shown]
        code = leaving_code(shown_until, persons[q].birth_day, population.age_to)
        keys[n] = packed(shown_to, cell_of_person[q], code, youth_class[shown], 0, n_cells)
        n += 1
    return n


@kernel
def joining_code(run_since: int, birth_day: int, age_from: int) -> int:
    """Return why somebody is followed from a day on: a birthday, else a move."""
    is_birthday = run_since == birthday(birth_day, age_from)
    return LedgerCode.REACHED_AGE.value if is_birthday else LedgerCode.MOVED_IN.value


@kernel
def leaving_code(run_until: int, birth_day: int, age_to: int) -> int:
    """Return why somebody is not followed from a day on: a birthday, else a move."""
    is_birthday = run_until == birthday(birth_day, age_to)
    return LedgerCode.PASSED_AGE.value if is_birthday else LedgerCode.MOVED_OUT.value
