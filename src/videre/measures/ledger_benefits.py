"""The ledger of measurement point 2: residents of an age by what they are on in each month."""

import numpy as np

from videre.domain.benefits import BenefitInUnion, BenefitState, Reform, benefit_state, is_reclassified
from videre.domain.days import age_on, first_day, last_day, month_of
from videre.domain.leaving import municipality_on
from videre.domain.movements import LedgerCode
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.compiled import kernel
from videre.measures.ledger import Accounts, grouped_moves, packed
from videre.measures.parallel import PERSONS_A_PIECE, over_pieces
from videre.measures.standings import Population

N_STATES = 4


def benefit_accounts(
    history: History,
    union: tuple[BenefitInUnion, ...],
    reforms: tuple[Reform, ...],
    population: Population,
    cell_of_person: Ints,
    n_cells: int,
    persons_a_piece: int = PERSONS_A_PIECE,
) -> Accounts:
    """Return the accounts of the benefits of a union: classes are BenefitState.

    Args:
        history: facts as known at its day; months that have not ended by then are left out.
        union: the benefits that count, each with its dates.
        reforms: the changes of name; whoever goes into or out of the union by one is reclassified.
        population: who is followed; `begin` and `end` are first days of months, the first month being the opening.
        cell_of_person, n_cells: the cell of each person, and how many cells there are.
        persons_a_piece: how many a thread takes at a time; changes nothing but time and memory.

    Source:
        Checked against tests/oracles/ledger.py.
    """
    opening = month_of(population.begin)
    n_known = max(min(month_of(population.end), month_of(history.known_at + 1)) - opening, 0)

    def of_piece(first: int, last: int) -> tuple[Counts, Counts, Counts]:
        states = states_of_piece(history, union, population, opening, n_known, first, last)
        keys = np.empty(max(n_known - 1, 0) * (last - first), np.int64)
        n = write_benefit_moves(
            history.facts,
            history.persons,
            first,
            states,
            union,
            reforms,
            population,
            opening,
            cell_of_person,
            n_cells,
            keys,
        )
        counts = np.zeros((n_known, N_STATES, n_cells), np.int64)
        for month in range(n_known):
            np.add.at(counts[month], (states[:, month], cell_of_person[first:last]), 1)
        return (counts, *np.unique(keys[:n], return_counts=True))

    pieces = over_pieces(len(history.persons), of_piece, persons_a_piece)
    counts = np.zeros((max(n_known, 1), N_STATES, n_cells), np.int64)
    for of_one, _, _ in pieces:
        counts[: len(of_one)] += of_one
    counts[:, BenefitState.NONE] = 0
    keys = np.concatenate([keys for _, keys, _ in pieces] or [np.empty(0, np.int64)])
    n = np.concatenate([n for _, _, n in pieces] or [np.empty(0, np.int64)])
    return Accounts(counts, grouped_moves(keys, n, n_cells))


def states_of_piece(
    history: History,
    union: tuple[BenefitInUnion, ...],
    population: Population,
    opening: int,
    n_months: int,
    first: int,
    last: int,
) -> Ints:
    """Return the BenefitState of persons `first` up to, not including, `last` by month. Shape (last - first, T)."""
    states = np.zeros((last - first, n_months), np.int32)
    write_states(history.facts, history.persons, first, last, union, population, opening, states)
    return states


@kernel
def write_states(
    facts: Records,
    persons: Records,
    first: int,
    last: int,
    union: tuple[BenefitInUnion, ...],
    population: Population,
    opening: int,
    states: Ints,
) -> None:
    """Write the states of some persons; those who are not followed in a month keep 0."""
    for p in range(first, last):
        begin, end = persons[p].first, persons[p].last
        for t in range(states.shape[1]):
            day = last_day(opening + t)
            age = age_on(persons[p].birth_day, day)
            if age >= population.age_to:
                break
            if age >= population.age_from and municipality_on(facts, begin, end, day) == population.municipality:
                states[p - first, t] = benefit_state(facts, begin, end, union, first_day(opening + t), day + 1)


@kernel
def write_benefit_moves(
    facts: Records,
    persons: Records,
    first: int,
    states: Ints,
    union: tuple[BenefitInUnion, ...],
    reforms: tuple[Reform, ...],
    population: Population,
    opening: int,
    cell_of_person: Ints,
    n_cells: int,
    keys: Counts,
) -> int:
    """Write each move of some persons; return how many there are."""
    n = 0
    for row in range(states.shape[0]):
        p = first + row
        begin, end = persons[p].first, persons[p].last
        for t in range(1, states.shape[1]):
            before, after = states[row, t - 1], states[row, t]
            if before == after:
                continue
            month = opening + t
            if before == 0 or after == 0:
                code = code_of_following(persons[p].birth_day, month, after > 0, population)
            elif after != BenefitState.UNCONFIRMED and is_reclassified(
                facts, begin, end, union, reforms, first_day(month - 1), first_day(month), first_day(month + 1)
            ):
                code = LedgerCode.RECLASSIFIED.value
            elif after == BenefitState.ON:
                code = LedgerCode.STARTED_BENEFIT.value
            else:
                is_lapsed = after == BenefitState.UNCONFIRMED
                code = LedgerCode.LAPSED.value if is_lapsed else LedgerCode.STOPPED_BENEFIT.value
            keys[n] = packed(t, cell_of_person[p], code, before, after, n_cells)
            n += 1
    return n


@kernel
def code_of_following(birth_day: int, month: int, joins: bool, population: Population) -> int:  # noqa: FBT001
    """Return why somebody is followed from a month on, or not any more: a birthday in the month, else a move."""
    if joins:
        was_too_young = age_on(birth_day, last_day(month - 1)) < population.age_from
        return LedgerCode.REACHED_AGE.value if was_too_young else LedgerCode.MOVED_IN.value
    is_too_old = age_on(birth_day, last_day(month)) >= population.age_to
    return LedgerCode.PASSED_AGE.value if is_too_old else LedgerCode.MOVED_OUT.value
