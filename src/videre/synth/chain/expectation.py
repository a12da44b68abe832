"""What is to be expected of a cohort: the chain carried forward exactly, without drawing anybody.

This is the truth beside the made-up registers: the share of those who leave 9th grade in a year that will have
completed an education so many months later, if everybody goes on behaving as in that year.
"""

from collections.abc import Collection

import numpy as np

from videre.domain.days import SCHOOL_YEAR_STARTS_MONTH, month_number
from videre.synth.chain.chances import ENTRY, ChanceTables


def occupation(tables: ChanceTables, year: int, at_months: Collection[int]) -> dict[int, np.ndarray]:
    """Return the share of each type at each level, [level, type], so many months after 9th grade.

    Args:
        tables: the chain's chances.
        year: in which the cohort leaves 9th grade, and whose behaviour and offer of courses go on for ever.
        at_months: months since August of that year.
    """
    chain = tables.chain
    first = month_number(year, SCHOOL_YEAR_STARTS_MONTH)
    of_year = [tables.of_month(first + step, year) for step in range(12)]
    levels = (np.arange(len(chain.levels))[:, None] == chain.level_of_state).astype(float)
    mass = np.zeros((chain.n_states, chain.n_types))
    mass[chain.first_state] = of_year[0].goes[0, tables.rows[ENTRY]].T
    shares = {0: levels @ mass}
    for step in range(1, max(at_months) + 1):
        chances = of_year[step % 12]
        band = int(chain.age_band(np.array(step // 12)))
        mass = step_forward(tables, mass, chances.leave[band], chances.goes[band])
        if step in at_months:
            shares[step] = levels @ mass
    return shares


def step_forward(tables: ChanceTables, mass: np.ndarray, leave: np.ndarray, goes: np.ndarray) -> np.ndarray:
    """Return the mass of each state and type a month later."""
    chain = tables.chain
    leaving = mass * leave
    by_row = tables.states_of_row @ leaving
    mass -= leaving
    later = np.empty_like(mass)
    later[1:] = mass[:-1]
    later[chain.first_state] = np.matmul(by_row.T[:, None, :], goes.transpose(1, 0, 2))[:, 0].T
    later[chain.last_state] += mass[chain.last_state]  # nobody stays past the end of a course; a gap has no end
    return later


def share_with(tables: ChanceTables, shares: np.ndarray, levels: Collection[str]) -> np.ndarray:
    """Return the share of each type at one of some levels, of shares by level and type."""
    wanted = [tables.chain.levels.index(level) for level in levels]
    return np.asarray(shares[wanted].sum(axis=0))
