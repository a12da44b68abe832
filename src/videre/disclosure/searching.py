"""Searching for witnesses: another table that agrees with every number told, and gives one number a harmless value.

The search is an integer program, solved by HiGHS. Safety does not rest on the solver: what it answers is rounded to
whole numbers and checked exactly before it is believed.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from videre.disclosure.problem import Problem
from videre.disclosure.solver import make_solver

Moves = dict[int, int]  # cell to how many persons more (or, negative, fewer) than in truth; cells not there: none

BONUS: Final = (
    0.02  # for each person by which a further sensitive number nears what it needs: no number is hidden for it
)
IDLE_COST: Final = 1e-3  # of moving a person in a cell that nothing is told of: a witness moves as few as it can
INTEGRAL: Final = 1e-6
MIP_GAP: Final = 0.3  # a witness need not be the cheapest: what it hides too much is told again afterwards


class OutOfBudget(Exception):
    """The nodes allowed are used up."""


class Budget:
    """Solver nodes that may still be used. A linear program counts as one."""

    def __init__(self, n_nodes: int) -> None:
        self.n_left = n_nodes

    def spend(self, n_nodes: int) -> None:
        """Take nodes; raises OutOfBudget when there are too few."""
        self.n_left -= n_nodes
        if self.n_left < 0:
            raise OutOfBudget


class Layout(NamedTuple):
    """Where cells and numbers lie in the program.

    up, down: the columns of persons more and fewer in each cell, -1 for a cell that cannot change. Shape (C,).
    single: numbers that are one cell, told exactly; they have no row. row: the row of each number, -1 without one.
    over, under: the columns by which a number's row may differ from the truth, -1 without. Shape (N,).
    bonus: the column by which a sensitive number nears what it needs, with a reward; -1 without. Shape (N,).
    """

    up: NDArray[np.int64]
    down: NDArray[np.int64]
    single: NDArray[np.int64]
    row: NDArray[np.int64]
    over: NDArray[np.int64]
    under: NDArray[np.int64]
    bonus: NDArray[np.int64]


class Search:
    """Witnesses of one problem. Numbers are open (may be hidden at their cost), free (hidden), or fixed (told).

    Args:
        problem: what is to be told.
        costs: of changing each number by one, while it is open. Shape (N,).
        budget: solver nodes.
        fixed: numbers that a witness may not change; told before, or decided.
        free: numbers that it may change at no cost.
    """

    def __init__(
        self,
        problem: Problem,
        costs: Sequence[float],
        budget: Budget,
        fixed: Iterable[int] = (),
        free: Iterable[int] = (),
    ) -> None:
        self._problem = problem
        self._costs = list(costs)
        self._budget = budget
        self._values = problem.values
        self._fixed = set(fixed)
        self._floors: frozenset[int] = frozenset()
        self._always_fixed = frozenset(self._fixed)
        self._free = set(free)
        self._layout = self._lay_out()
        self._counts, self._own = np.array(problem.counts, float), np.array(problem.own, float)
        self._is_told = np.zeros(len(problem.counts), bool)  # cells that are a number by themselves, and fixed
        self._solver = self._make_solver()

    def free(self, place: int) -> None:
        """Let a number change at no cost from now on: it is hidden."""
        if place in self._free:
            return
        self._free.add(place)
        for column in self._columns_of(place):
            self._solver.changeColCost(column, self._cost_of_column(place, column))

    def settle(self, place: int) -> None:
        """Give no more reward for a number that has its witnesses."""
        if self._layout.bonus[place] >= 0:
            self._solver.changeColCost(int(self._layout.bonus[place]), IDLE_COST)

    def costs_of(self, places: Iterable[int]) -> float:
        """Return what hiding some numbers costs, beside those that are hidden already."""
        return sum(self._costs[place] for place in places if place not in self._free)

    def fix(self, place: int) -> None:
        """Keep a number as it is from now on: it is told."""
        self._fixed.add(place)
        self._set_room(place)

    def unfix(self, place: int) -> None:
        """Let a number that was fixed change again."""
        self._fixed.discard(place)
        self._set_room(place)

    def _set_room(self, place: int) -> None:
        is_fixed = place in self._fixed
        if self._layout.row[place] >= 0:
            for column in self._columns_of(place):
                self._solver.changeColBounds(column, 0.0, 0.0 if is_fixed else highspy.kHighsInf)
            return
        cell = int(self._layout.single[place])
        self._is_told[cell] = is_fixed
        for column, most in (
            (self._layout.up[cell], self._most_up(cell, beside=self._most_bonus(place))),
            (self._layout.down[cell], self._most_down(cell)),
        ):
            if column >= 0:
                self._solver.changeColBounds(int(column), 0.0, 0.0 if is_fixed else most)

    def find(
        self,
        place: int,
        *,
        least: int | None = None,
        most: int | None = None,
        floors: Iterable[int] = (),
        is_hard: bool = True,
    ) -> Moves | None:
        """Return the cheapest moves found that make a number at least, or at most, something; None when there are none.

        In passing, other sensitive numbers are brought nearer what they need, where that hides nothing more.

        Args:
            place: the number. least, most: what it needs.
            floors: cells that are to keep as many persons as whoever is in them knows of.
            is_hard: False tries the linear program only, whose answer is whole nine times in ten.

        Raises:
            OutOfBudget.
        """
        self._is_hard = is_hard
        self._set_floors(frozenset(floors))
        bonus = int(self._layout.bonus[place])
        if bonus >= 0:
            self._solver.changeColBounds(bonus, 0.0, 0.0)
        low = -highspy.kHighsInf if least is None else float(least - self._values[place])
        high = highspy.kHighsInf if most is None else float(most - self._values[place])
        if self._layout.row[place] < 0:
            moves = self._with_bounds_of_cell(place, low, high)
        else:
            moves = self._with_bounds_of_row(place, low, high)
        if bonus >= 0:
            self._solver.changeColBounds(bonus, 0.0, self._most_bonus(place))
        return moves

    def _set_floors(self, floors: frozenset[int]) -> None:
        """Let the cells of `floors`, and no others, keep as many persons as those in them know of."""
        changed = floors ^ self._floors
        self._floors = floors
        cells = np.array(sorted(changed), np.int64)
        cells = cells[(self._layout.down[cells] >= 0) & ~self._is_told[cells]]
        columns = self._layout.down[cells].astype(np.int32)
        keeps = np.isin(cells, np.fromiter(floors, np.int64, len(floors)))
        most = self._counts[cells] - np.where(keeps, self._own[cells], 0.0)
        self._solver.changeColsBounds(len(cells), columns, np.zeros(len(cells)), most)

    def _with_bounds_of_row(self, place: int, low: float, high: float) -> Moves | None:
        row = int(self._layout.row[place])
        columns = int(self._layout.over[place]), int(self._layout.under[place])
        for column in columns:
            self._solver.changeColBounds(column, 0.0, 0.0)
        self._solver.changeRowBounds(row, low, high)
        moves = self._solve()
        self._solver.changeRowBounds(row, *self._row_bounds(place))
        for column in columns:
            self._solver.changeColBounds(column, 0.0, 0.0 if place in self._fixed else highspy.kHighsInf)
        return moves

    def _with_bounds_of_cell(self, place: int, low: float, high: float) -> Moves | None:
        cell = self._problem.numbers[place].terms[0][0]
        up, down = int(self._layout.up[cell]), int(self._layout.down[cell])
        rises, falls = max(low, 0.0), max(-high, 0.0)
        most_up, most_down = self._most_up(cell), self._most_down(cell)
        if (rises and (up < 0 or rises > most_up)) or (falls and (down < 0 or falls > most_down)):
            return None
        if rises:
            self._solver.changeColBounds(up, rises, most_up)
            if down >= 0:
                self._solver.changeColBounds(down, 0.0, 0.0)
        if falls:
            self._solver.changeColBounds(down, falls, most_down)
            if up >= 0:
                self._solver.changeColBounds(up, 0.0, 0.0)
        moves = self._solve()
        if up >= 0:
            self._solver.changeColBounds(up, 0.0, self._most_up(cell, beside=self._most_bonus(place)))
        if down >= 0:
            self._solver.changeColBounds(down, 0.0, most_down)
        return moves

    def _solve(self) -> Moves | None:
        self._budget.spend(1)
        moves = self._run()
        is_fractional = moves is None and self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if not is_fractional or not self._is_hard:
            return moves
        basis = self._solver.getBasis()
        columns = self._cell_columns()
        integer = [highspy.HighsVarType.kInteger] * len(columns)
        self._solver.changeColsIntegrality(len(columns), columns, np.array(integer))
        self._solver.setOptionValue("mip_max_nodes", max(self._budget.n_left, 1))
        moves = self._run()
        self._budget.spend(max(int(self._solver.getInfo().mip_node_count), 1))
        continuous = [highspy.HighsVarType.kContinuous] * len(columns)
        self._solver.changeColsIntegrality(len(columns), columns, np.array(continuous))
        self._solver.setBasis(basis)
        return moves

    def _run(self) -> Moves | None:
        """Return whole moves of the program as it stands; None when there is no solution, or none in whole numbers."""
        self._solver.run()
        info = self._solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        values = np.asarray(self._solver.getSolution().col_value)
        whole = np.rint(values)
        columns = self._cell_columns()
        if np.abs(values[columns] - whole[columns]).max(initial=0.0) > INTEGRAL:
            return None
        whole = np.append(whole, 0.0)  # where -1 points: a column that is not there
        net = whole[self._layout.up] - whole[self._layout.down]
        is_single = (self._layout.bonus >= 0) & (self._layout.row < 0)
        net[self._layout.single[is_single]] += whole[self._layout.bonus[is_single]]
        return {int(cell): int(net[cell]) for cell in np.flatnonzero(net)}

    def _cell_columns(self) -> NDArray[np.int32]:
        columns = np.concatenate([self._layout.up, self._layout.down, self._layout.bonus])
        return columns[columns >= 0].astype(np.int32)

    def _most_up(self, cell: int, *, beside: float = 0.0) -> float:
        ceiling = self._problem.ceilings[cell]
        return highspy.kHighsInf if ceiling is None else max(ceiling - self._problem.counts[cell] - beside, 0.0)

    def _most_down(self, cell: int) -> float:
        own = self._problem.own[cell] if cell in self._floors else 0
        return float(self._problem.counts[cell] - own)

    def _most_bonus(self, place: int) -> float:
        least = self._problem.numbers[place].least
        gap = 0 if least is None else max(least - self._values[place], 0)
        if self._layout.row[place] >= 0:
            return float(gap)
        return min(float(gap), self._most_up(self._problem.numbers[place].terms[0][0]))

    def _row_bounds(self, place: int) -> tuple[float, float]:
        told = self._problem.numbers[place].told
        value = self._values[place]
        return (0.0, 0.0) if told is None else (float(told[0] - value), float(told[1] - value))

    def _columns_of(self, place: int) -> list[int]:
        if self._layout.row[place] >= 0:
            return [int(column) for column in (self._layout.over[place], self._layout.under[place]) if column >= 0]
        cell = self._problem.numbers[place].terms[0][0]
        return [int(column) for column in (self._layout.up[cell], self._layout.down[cell]) if column >= 0]

    def _lay_out(self) -> Layout:
        numbers = self._problem.numbers
        n_cells, n_numbers = len(self._problem.counts), len(numbers)
        is_single = [len(each.terms) == 1 and each.terms[0][1] == 1 and each.told is None for each in numbers]
        still = {numbers[place].terms[0][0] for place in self._fixed if is_single[place]}
        layout = Layout(*(np.full(n, -1, np.int64) for n in (n_cells, n_cells, *[n_numbers] * 5)))
        n_columns = 0
        for cell in range(n_cells):
            for columns, most in ((layout.up, self._most_up(cell)), (layout.down, self._most_down(cell))):
                if cell not in still and most > 0:
                    columns[cell] = n_columns
                    n_columns += 1
        n_rows = 0
        for place in range(n_numbers):
            if is_single[place]:
                layout.single[place] = numbers[place].terms[0][0]
            else:
                layout.row[place], n_rows = n_rows, n_rows + 1
                if place not in self._always_fixed:
                    layout.over[place], layout.under[place], n_columns = n_columns, n_columns + 1, n_columns + 2
            least = numbers[place].least
            if least is not None and least > self._values[place] and numbers[place].told is None:
                layout.bonus[place], n_columns = n_columns, n_columns + 1
        return layout

    def _cost_of_column(self, place: int, column: int) -> float:
        if column == self._layout.bonus[place]:
            return -BONUS
        cost = IDLE_COST if place in self._free else self._costs[place]
        cell = int(self._layout.single[place])
        is_fall = column == (self._layout.under[place] if cell < 0 else self._layout.down[cell])
        return cost + BONUS if is_fall and self._layout.bonus[place] >= 0 else cost  # else up and down would earn it

    def _make_solver(self) -> highspy.Highs:
        cost, upper, of_cell = self._columns()
        layout = self._layout
        lows, highs, starts, indices, values = [], [], [0], [], []
        for place, number in enumerate(self._problem.numbers):
            if layout.row[place] < 0:
                continue
            low, high = self._row_bounds(place)
            lows.append(low)
            highs.append(high)
            for cell, factor in number.terms:
                for column, sign in of_cell[cell]:
                    indices.append(column)
                    values.append(float(sign * factor))
            for column, sign in ((layout.over[place], -1), (layout.under[place], 1), (layout.bonus[place], -1)):
                if column >= 0:
                    indices.append(int(column))
                    values.append(float(sign))
                    if place in self._fixed:
                        upper[column] = 0.0
            starts.append(len(indices))
        return make_program(cost, upper, lows, highs, starts, indices, values)

    def _columns(self) -> tuple[NDArray[np.float64], NDArray[np.float64], list[list[tuple[int, int]]]]:
        """Return cost and upper bound of each column, and for each cell the columns that change it, with their sign."""
        layout = self._layout
        columns_there = (layout.up, layout.down, layout.under, layout.bonus)
        n_columns = int(max((array.max(initial=-1) for array in columns_there), default=-1)) + 1
        cost, upper = np.full(n_columns, IDLE_COST), np.full(n_columns, highspy.kHighsInf)
        of_cell: list[list[tuple[int, int]]] = [[] for _ in layout.up]
        for cell, columns in enumerate(zip(layout.up.tolist(), layout.down.tolist(), strict=True)):
            for column, sign, most in zip(columns, (1, -1), (self._most_up(cell), self._most_down(cell)), strict=True):
                if column >= 0:
                    upper[column] = most
                    of_cell[cell].append((column, sign))
        for place in range(len(self._problem.numbers)):
            for column in self._columns_of(place):
                cost[column] = self._cost_of_column(place, column)
            bonus = int(layout.bonus[place])
            if bonus >= 0:
                cost[bonus], upper[bonus] = -BONUS, self._most_bonus(place)
            if bonus >= 0 and layout.row[place] < 0:
                cell = int(layout.single[place])
                of_cell[cell].append((bonus, 1))
                if layout.up[cell] >= 0:
                    upper[layout.up[cell]] = self._most_up(cell, beside=upper[bonus])
        return cost, upper, of_cell


def make_program(
    cost: NDArray[np.float64],
    upper: NDArray[np.float64],
    lows: list[float],
    highs: list[float],
    starts: list[int],
    indices: list[int],
    values: list[float],
) -> highspy.Highs:
    """Return HiGHS with a program of rows."""
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(cost), len(lows)
    program.col_cost_, program.col_lower_, program.col_upper_ = cost, np.zeros(len(cost)), upper
    program.row_lower_, program.row_upper_ = np.array(lows), np.array(highs)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = np.array(starts), np.array(indices, dtype=np.int32)
    program.a_matrix_.value_ = np.array(values)
    return make_solver(program, random_seed=1, mip_rel_gap=MIP_GAP)
