"""Protecting a period's tables: which of their numbers are sensitive, as a problem for the search for witnesses."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from videre.definitions.release import ReleaseRule
from videre.disclosure.problem import Number, Problem, Terms, make_problem
from videre.disclosure.structure import OF, SPARE, Breakdown, Cell, Counted, RowCells, Structure
from videre.domain.figures import Figure

TOTAL_WEIGHT: Final = 10.0  # of a number of everybody: many read it, and it is hidden last
OF_WEIGHT: Final = 4.0  # of how many a row is of: every row of them is hidden with it
UNKNOWN_WEIGHT: Final = 0.3  # of those of whom nothing is known: the row is shown without it

Figures = Mapping[tuple[str, Breakdown], Figure]


class Before(NamedTuple):
    """What was published of a period before: numbers told, with their values, the names of those hidden, and tables.

    given_up: tables that are not told of the newest edition.
    """

    told: Mapping[str, int]
    hidden: frozenset[str]
    given_up: frozenset[str] = frozenset()


NOTHING_BEFORE: Final = Before({}, frozenset())


class Sensitivity:
    """What the rule says of each quantity.

    least: what a sensitive sum of cells must at least be able to be. hidden: quantities that are hidden whatever they
    are. open: quantities that need no protection, since everybody knows them.
    """

    def __init__(
        self, structure: Structure, counted: Mapping[str, Counted], rule: ReleaseRule, harmless: Sequence[str]
    ) -> None:
        self._structure = structure
        self._counted = counted
        self._rule = rule
        self._harmless = harmless
        self.least: dict[Terms, int] = {}
        self.hidden: set[int] = set()
        self.open: set[int] = set()

    def read(self, values: Sequence[int]) -> None:
        """Find what is sensitive when the quantities have these values."""
        for cell, quantity in enumerate(self._structure.cells):
            if is_open(quantity, self._counted, self._harmless):
                self.open.add(cell)
            elif quantity.what != SPARE and 0 < values[cell] < self._rule.smallest_count:
                self._need(((cell, 1),), self._rule.smallest_count)
        for (measure, breakdown), row in self._structure.rows.items():
            self._read_row(self._counted[measure], dict(breakdown), row, values)

    def _read_row(self, counted: Counted, breakdown: Mapping[str, str], row: RowCells, values: Sequence[int]) -> None:
        if row.persons is None:
            return
        if 0 < values[row.of] < self._rule.smallest_group:
            self.hidden.add(row.persons)
            self._need(((row.persons, 1),), max(1, values[row.persons] and self._rule.smallest_count))
        sensitive = {*counted.counting.sensitive}
        outside = ((row.persons, -1), (row.of, 1))
        is_headline = not {*counted.counting.outcomes} & {*breakdown}
        if (is_headline and "persons" in sensitive) or sensitive & {*breakdown.values()}:
            self._need_others(outside, values[row.persons], values[row.of] - values[row.persons])
        if row.rest is not None and is_headline and "rest" in sensitive:
            terms = ((row.rest, -1), (row.of, 1))
            self._need_others(terms, values[row.rest], values[row.of] - values[row.rest])

    def _need_others(self, terms: Terms, n_with: int, n_others: int) -> None:
        """Ask, where a whole group has a sensitive trait, for others in it than those who know of themselves."""
        if n_with > 0 and n_others <= self._rule.coalition:
            self._need(tuple(sorted(terms)), self._rule.coalition + 1)

    def _need(self, terms: Terms, least: int) -> None:
        self.least[terms] = max(least, self.least.get(terms, 0))


def make_period_problem(
    structure: Structure,
    counted: Mapping[str, Counted],
    values: Sequence[int],
    rule: ReleaseRule,
    harmless: Sequence[str],
    before: Before = NOTHING_BEFORE,
    keep: frozenset[str] = frozenset(),
    *,
    eager: bool = True,
) -> Problem:
    """Return a period's tables as a problem.

    Args:
        structure: of their rows. counted: how each measure is counted. values: of each quantity (`values_of`).
        rule: what protects whom. harmless: groupings that need no protection.
        before: what was published of the period already.
        keep: names of numbers that are told in any case, unless the rule itself hides them.
        eager: whether a number of nobody, how many there are of a sex or an age, and how many there are in groups none
            of which is small, is told in any case; that is faster, and nearly always possible.

    Raises:
        NotATable: the tables do not add up.
    """
    sensitivity = Sensitivity(structure, counted, rule, harmless)
    sensitivity.read(values)
    open_anyway = sensitivity.open | large_groups(structure, values, rule.smallest_count) if eager else set()
    numbers = []
    for cell, number in told_numbers(structure).items():
        least = sensitivity.least.pop(number.terms, None)
        was_told = number.key in before.told or (cell in open_anyway and least is None)
        is_kept = number.key in keep and least is None
        is_nobody = eager and values[cell] == 0 and least is None
        was_hidden = cell in sensitivity.hidden or number.key in before.hidden
        numbers.append(
            number._replace(
                least=least, was_told=was_told or ((is_nobody or is_kept) and not was_hidden), was_hidden=was_hidden
            )
        )
    for terms, least in sensitivity.least.items():
        name = " ".join(f"{'+' if factor > 0 else '-'} {structure.cells[cell].name}" for cell, factor in terms)
        numbers.append(Number(name, terms, least=least, was_hidden=True))
    numbers += [
        Number(relation.name, relation.terms, told=(relation.low, relation.high), was_told=True)
        for relation in structure.relations
    ]
    if rule.two_sided:
        numbers = [n._replace(most=0) if n.least == rule.smallest_count and n.told is None else n for n in numbers]
    return make_problem(values, numbers, coalition=rule.coalition, ceilings=ceilings_of(structure, values, rule))


def open_names(structure: Structure, counted: Mapping[str, Counted], harmless: Sequence[str]) -> frozenset[str]:
    """Return the names of what may be told although it is small: how many there are of a sex; relations."""
    of_all = {cell.name for cell in structure.cells if cell.measure and is_open(cell, counted, harmless)}
    return frozenset(of_all | {relation.name for relation in structure.relations})


def is_open(cell: Cell, counted: Mapping[str, Counted], harmless: Sequence[str]) -> bool:
    """Return whether a quantity is how many there are in a harmless group."""
    needs_none = {*harmless, *counted[cell.measure].counting.groupings}
    return cell.what == OF and {key for key, _ in cell.breakdown} <= needs_none


def large_groups(structure: Structure, values: Sequence[int], smallest_count: int) -> set[int]:
    """Return how many there are in groups, where no group of the same division is small."""
    groups = {cell for cell, quantity in enumerate(structure.cells) if quantity.what == OF}
    small = {cell for cell in groups if values[cell] < smallest_count}
    large = groups - small
    for relation in structure.relations:
        cells = {cell for cell, _ in relation.terms}
        if cells & small and all(structure.cells[cell].what == OF for cell in cells):
            large -= cells
    return large


def told_numbers(structure: Structure) -> dict[int, Number]:
    """Return the numbers that the rows would tell, by their cell."""
    numbers: dict[int, Number] = {}
    for (_measure, breakdown), row in structure.rows.items():
        own = TOTAL_WEIGHT if not breakdown else 1.0
        for cell, weight in ((row.persons, own), (row.unknown, UNKNOWN_WEIGHT), (row.of, OF_WEIGHT)):
            if cell is not None and (cell not in numbers or numbers[cell].weight < weight):
                numbers[cell] = Number(structure.cells[cell].name, ((cell, 1),), weight=weight)
    return numbers


def ceilings_of(structure: Structure, values: Sequence[int], rule: ReleaseRule) -> list[int | None]:
    """Return the greatest believable number of each cell."""
    of: dict[int, int] = {}
    for row in structure.rows.values():
        for cell in row:
            if cell is not None:
                of[cell] = max(of.get(cell, 0), values[row.of])
    far = rule.believable
    return [
        value + max(far.persons, int(far.share * of[cell])) if cell in of else None for cell, value in enumerate(values)
    ]
