"""Walking people through the chain of lives, month by month."""

from dataclasses import dataclass

import numpy as np

from videre.domain.days import SCHOOL_YEAR_STARTS_MONTH, month_of
from videre.synth.calendars import months_of
from videre.synth.chain.chances import ENTRY, ChanceTables
from videre.synth.draws import Draws, choose_by_row
from videre.synth.people.persons import People
from videre.synth.request import Period

NOT_YET = 255  # the stage of somebody who has not left 9th grade; there are fewer stages than that
MONTHS_IN_GAP_OF_NEWCOMERS = 24  # grown-up immigrants begin as people who left school two years ago
REMEMBERED_MONTHS = 24  # stages are kept from two years before the period, so that work and benefits have a past


@dataclass(frozen=True)
class Moves:
    """Every move from one stage to another, in order of person and month.

    month: the first month in the new stage.
    before, after: the stages; before is NOT_YET for the first.
    months_in: months spent in the stage left.
    is_done: whether the course left was completed.
    """

    person: np.ndarray
    month: np.ndarray
    before: np.ndarray
    after: np.ndarray
    months_in: np.ndarray
    is_done: np.ndarray


@dataclass(frozen=True)
class Lives:
    """Where everybody is: all moves, and the stage of each person in each month of the period.

    stages: [month since first_month, person].
    """

    moves: Moves
    first_month: int
    stages: np.ndarray


def entry_months(people: People) -> np.ndarray:
    """Return the month in which each person enters the chain: after 9th grade, or when immigrating later than that."""
    after_ninth = people.ninth_year * 12 + SCHOOL_YEAR_STARTS_MONTH - 1
    return np.where(people.went_to_school_here, after_ninth, months_of(people.immigrated))


def walk(draws: Draws, tables: ChanceTables, people: People, period: Period) -> Lives:
    """Return the lives of people from the end of 9th grade to the end of the period."""
    chain = tables.chain
    stream = draws.stream("lives")
    entry = entry_months(people)
    order = np.argsort(entry, kind="stable")
    last_month = month_of(period.end - 1)
    first_kept = month_of(period.begin) - REMEMBERED_MONTHS
    stages = np.full((last_month - first_kept + 1, len(people)), NOT_YET, dtype=np.uint8)
    state = np.zeros(len(people), dtype=np.int32)
    newcomer_state = chain.first_state[chain.stage_named[None, "none"]] + MONTHS_IN_GAP_OF_NEWCOMERS
    pieces: list[tuple[np.ndarray, ...]] = []
    n_in = 0
    for month in range(int(entry.min(initial=last_month)), last_month + 1):
        chances = tables.of_month(month)
        walking = order[:n_in]
        band = chain.age_band((month - people.ninth_year[walking] * 12 - SCHOOL_YEAR_STARTS_MONTH + 1) // 12)
        before = state[walking]
        kind = people.kind[walking]
        leaves = stream.random(n_in) < chances.leave[band, before, kind]
        leaving = walking[leaves]
        left = before[leaves]
        is_done = tables.chance_done[left] > 0
        row = np.where(is_done, tables.row_done[left], tables.row_left[left])
        after = choose_by_row(stream, chances.goes[band[leaves], row, kind[leaves]].cumsum(axis=1))
        state[walking] = chain.next_state[before]
        state[leaving] = chain.first_state[after]
        pieces.append(
            (
                leaving,
                np.full(len(leaving), month),
                chain.stage_of_state[left],
                after,
                chain.months_in[left] + 1,
                is_done,
            )
        )
        n_next = int(np.searchsorted(entry[order], month, side="right"))
        coming = order[n_in:n_next]
        native = people.went_to_school_here[coming]
        goes = chances.goes[0, tables.rows[ENTRY]][people.kind[coming]]
        chosen = choose_by_row(stream, goes.cumsum(axis=1))
        state[coming] = np.where(native, chain.first_state[chosen], newcomer_state)
        stage = chain.stage_of_state[state[coming]]
        nothing = np.zeros(len(coming), dtype=np.int64)
        pieces.append((coming, np.full(len(coming), month), nothing + NOT_YET, stage, nothing, nothing > 0))
        n_in = n_next
        if month >= first_kept:
            inside = order[:n_in]
            stages[month - first_kept, inside] = chain.stage_of_state[state[inside]]
    return Lives(moves_in_order(pieces), first_kept, stages)


def moves_in_order(pieces: list[tuple[np.ndarray, ...]]) -> Moves:
    """Return the moves of all months, sorted by person and month."""
    person, month, before, after, months_in, is_done = (np.concatenate(column) for column in zip(*pieces, strict=True))
    order = np.lexsort((month, person))
    return Moves(person[order], month[order], before[order], after[order], months_in[order], is_done[order])
