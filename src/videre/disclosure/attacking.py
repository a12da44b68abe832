"""The attacker: what can be learned from numbers that are out, by whoever computes and knows a little of his own.

It sees what the public sees: the cells there are, which sums of them are told and as what, and which are hidden. Each
way of attacking gives bounds on the hidden numbers. It is a second opinion on certificates, and shares nothing with the
search for witnesses but the solver.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

import highspy
import numpy as np

from videre.disclosure.gauss import follows_from
from videre.disclosure.problem import Terms
from videre.disclosure.solver import make_solver

NODES: Final = 2_000
ROUNDING: Final = 1e-6
NO_END: Final = -1_000_000_000  # the least value of a number that nothing bounds, or nobody asked for


class Attack(StrEnum):
    """A way of attacking."""

    LINEAR = "linear"
    LINEAR_PROGRAM = "linear_program"
    INTEGER = "integer"
    SINGLETON = "singleton"
    TWO_COALITION = "two_coalition"
    DIFFERENCING = "differencing"
    ROUNDING = "rounding"
    SAME_ALGORITHM = "same_algorithm"


class Told(NamedTuple):
    """What is out: sums of cells with (low, high) of what is told of them."""

    n_cells: int
    numbers: tuple[tuple[Terms, tuple[int, int]], ...]


class Learned(NamedTuple):
    """What an attack proves of a hidden number: it lies between two bounds. `high` is None where nothing bounds it."""

    attack: Attack
    name: str
    low: int
    high: int | None

    def is_exact(self) -> bool:
        """Return whether the number is known."""
        return self.low == self.high

    def is_under(self, smallest: int) -> bool:
        """Return whether the number is known to be some persons, or none, and fewer than the smallest number."""
        return self.high is not None and self.high < smallest


def attack_linear(told: Told, hidden: Mapping[str, Terms]) -> list[Learned]:
    """Return hidden numbers that are sums and differences of exact told ones, with their value."""
    exact = [(terms, low) for terms, (low, high) in told.numbers if low == high]
    learned = []
    for name, value in follows_from(exact, hidden, told.n_cells).items():
        learned.append(Learned(Attack.LINEAR, name, value, value))
    return learned


def attack_differences(told: Told, hidden: Mapping[str, Terms]) -> list[Learned]:
    """Return hidden numbers that are one told number less another: two months, two filters, a total and its parts."""
    exact = {frozenset(terms): low for terms, (low, high) in told.numbers if low == high}
    learned = []
    for name, terms in hidden.items():
        wanted = frozenset(terms)
        for cells, value in exact.items():
            if wanted < cells and cells - wanted in exact:
                found = value - exact[cells - wanted]
                learned.append(Learned(Attack.DIFFERENCING, name, found, found))
                break
    return learned


def attack_by_program(told: Told, hidden: Mapping[str, Terms], attack: Attack) -> list[Learned]:
    """Return the bounds of each hidden number over all tables that agree with what is told.

    Args:
        told: what is out. hidden: the numbers attacked.
        attack: LINEAR_PROGRAM allows parts of persons; all others whole persons only.
    """
    solver = program_of(told, is_integer=attack is not Attack.LINEAR_PROGRAM)
    learned = []
    for name, terms in hidden.items():
        (low, _least), (high, _greatest) = (bound(solver, terms, told.n_cells, sign) for sign in (1, -1))
        learned.append(Learned(attack, name, NO_END if low is None else low, high))
    return learned


def bound(solver: highspy.Highs, terms: Terms, n_cells: int, sign: int) -> tuple[int | None, Sequence[float]]:
    """Return the least (sign 1) or greatest (-1) value of a number, and a table that has it; None without a bound.

    Where the solver stops early its own bound is taken, which is never tighter than the truth.
    """
    cost = np.zeros(n_cells)
    for cell, factor in terms:
        cost[cell] = sign * factor
    solver.changeColsCost(n_cells, np.arange(n_cells, dtype=np.int32), cost)
    solver.run()
    status = solver.getModelStatus()
    if status in {highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        return None, ()
    info = solver.getInfo()
    value = info.mip_dual_bound if abs(info.mip_dual_bound) < highspy.kHighsInf and info.mip_node_count >= 0 else None
    value = info.objective_function_value if value is None else value
    table: list[float] = (np.asarray(solver.getSolution().col_value) + ROUNDING).tolist()
    return sign * int(np.ceil(value - ROUNDING)), table


def program_of(told: Told, *, is_integer: bool) -> highspy.Highs:
    """Return all tables that agree with what is told, as a program."""
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = told.n_cells, len(told.numbers)
    program.col_cost_ = np.zeros(told.n_cells)
    program.col_lower_ = np.zeros(told.n_cells)
    program.col_upper_ = np.full(told.n_cells, highspy.kHighsInf)
    program.row_lower_ = np.array([float(low) for _terms, (low, _high) in told.numbers])
    program.row_upper_ = np.array([float(high) for _terms, (_low, high) in told.numbers])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    sizes = [len(terms) for terms, _told in told.numbers]
    program.a_matrix_.start_ = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    flat = [term for terms, _told in told.numbers for term in terms]
    program.a_matrix_.index_ = np.array([cell for cell, _factor in flat], dtype=np.int32)
    program.a_matrix_.value_ = np.array([float(factor) for _cell, factor in flat])
    if is_integer:
        program.integrality_ = [highspy.HighsVarType.kInteger] * told.n_cells
    return make_solver(program, mip_max_nodes=NODES, random_seed=7)


def leaks(learned: Iterable[Learned], smallest: int) -> list[Learned]:
    """Return what should not have been learned: a number exactly, or that it is under the smallest number."""
    return [each for each in learned if each.is_exact() or each.is_under(smallest)]
