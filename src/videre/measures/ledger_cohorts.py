"""The ledgers of measurement points 1, 4 and 5: a cohort of leavers, followed wherever they live, by months since."""

from collections.abc import Callable

import numpy as np

from videre.domain.exam import ExamGroup, ExamRule
from videre.domain.movements import LedgerCode
from videre.domain.pathways import add_months
from videre.domain.way import N_WAYS, WayRules, code_on_the_way, way_on
from videre.measures.arrays import History, Ints, Records
from videre.measures.compiled import kernel
from videre.measures.exam import groups_by_month, schools_with_tests, set_undelivered_apart
from videre.measures.leavers import Leavers
from videre.measures.ledger import Accounts, grouped_moves, packed

UNDELIVERED = 6  # the class of leavers of a school that has delivered no results; ExamGroup has 1 to 5
N_EXAM_CLASSES = 7

# of the moves of leavers between two months: classes before and after, shape (L,), and the place of the month
CodesOf = Callable[[Ints, Ints, int], Ints]


def accounts_of_classes(
    classes: Ints, codes_of: CodesOf, n_classes: int, cell_of_leaver: Ints, n_cells: int
) -> Accounts:
    """Return the accounts of a cohort from each leaver's class in each month.

    Args:
        classes: for each month since leaving and leaver the class, never 0. Shape (M, L).
        codes_of: gives the codes of moves.
        n_classes: C, one more than the greatest class.
        cell_of_leaver, n_cells: the cell of each leaver, and how many cells there are.

    Returns:
        Accounts whose place 0 is before the cohort left school, where nobody is; month m since leaving is place m + 1.
    """
    n_months, n_leavers = classes.shape
    counts = np.zeros((n_months + 1, n_classes, n_cells), np.int64)
    keys = []
    before = np.zeros(n_leavers, np.int32)
    for month, after in enumerate(classes):
        np.add.at(counts[month + 1], (after, cell_of_leaver), 1)
        moved = np.flatnonzero(before != after)
        codes = np.full(n_leavers, LedgerCode.LEFT_SCHOOL) if month == 0 else codes_of(before, after, month)
        cells, as_wide = cell_of_leaver[moved], np.int64
        classes_then, classes_now = before[moved].astype(as_wide), after[moved].astype(as_wide)
        keys.append(packed(month + 1, cells.astype(as_wide), codes[moved], classes_then, classes_now, n_cells))
        before = after
    every = np.concatenate(keys) if keys else np.empty(0, np.int64)
    return Accounts(counts, grouped_moves(every, np.ones(len(every), np.int64), n_cells))


def way_accounts(
    history: History, rules: WayRules, leavers: Leavers, n_months: int, cell_of_leaver: Ints, n_cells: int
) -> Accounts:
    """Return the accounts of a cohort's way to a youth education, for the months that all have reached; classes: Way.

    Source:
        Checked against tests/oracles/way.py.
    """
    n_reached = months_reached(history, leavers, n_months)
    ways, codes = (np.zeros((n_reached, len(leavers.left_on)), np.int32) for _ in range(2))
    write_ways(history.facts, history.persons, leavers.members.person, leavers.left_on, rules, ways, codes)
    return accounts_of_classes(ways, lambda _before, _after, month: codes[month], N_WAYS, cell_of_leaver, n_cells)


def months_reached(history: History, leavers: Leavers, n_months: int) -> int:
    """Return how many of some months since leaving (0 the first) the whole cohort has reached."""
    if len(leavers.left_on) == 0:
        return 0
    newest = int(leavers.left_on.max())
    return sum(add_months(newest, month) <= history.known_at for month in range(n_months))


@kernel
def write_ways(
    facts: Records, persons: Records, person: Ints, left_on: Ints, rules: WayRules, ways: Ints, codes: Ints
) -> None:
    """Write each leaver's Way in each month, and the code of each change."""
    for leaver in range(len(person)):
        # + 0 makes 64 bits of 32: what the fold returns may not change its type on the way
        first, last = persons[person[leaver]].first + 0, persons[person[leaver]].last + 0
        before = way_on(left_on[leaver], facts, first, last, left_on[leaver], rules)
        for month in range(ways.shape[0]):
            day = add_months(left_on[leaver], month)
            after = way_on(day, facts, first, last, left_on[leaver], rules)
            if after.way != before.way:
                codes[month, leaver] = code_on_the_way(before, after, day, facts, last)
            ways[month, leaver] = after.way
            before = after


def exam_accounts(
    history: History, rule: ExamRule, leavers: Leavers, n_months: int, cell_of_leaver: Ints, n_cells: int
) -> Accounts:
    """Return the accounts of a cohort's exam; classes: ExamGroup, and UNDELIVERED for those of a school without any."""
    groups = groups_by_month(history, rule, leavers, n_months - 1)
    n_reached = sum(bool(of_month.all()) for of_month in groups) if len(leavers.left_on) else 0
    classes = np.zeros((n_reached, len(leavers.left_on)), np.int32)
    for month in range(n_reached):
        of_month = set_undelivered_apart(
            groups[month], leavers.members, schools_with_tests(groups[month], leavers.members)
        )
        classes[month] = np.where(of_month == ExamGroup.NONE, UNDELIVERED, of_month)

    def codes_of(before: Ints, _after: Ints, _month: int) -> Ints:
        is_first = before == UNDELIVERED
        return np.where(is_first, LedgerCode.FIRST_RESULTS, LedgerCode.EXAM_COMPLETED).astype(np.int32)

    return accounts_of_classes(classes, codes_of, N_EXAM_CLASSES, cell_of_leaver, n_cells)
