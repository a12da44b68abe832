"""Running the same algorithm again: of the tables that agree with what is told, which would have hidden just this?

Whoever has the program can make every table that could be, suppress it as the home does, and strike out those of which
something else would be hidden. Where ties are broken in a way that he can repeat, that tells which number was hidden
for its own sake and which for another's. He cannot repeat costs under a key that he has not: a table is struck out only
when no key that he tries gives the pattern.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from videre.disclosure.attacking import Attack, Learned, Told, program_of
from videre.disclosure.breaking import Group
from videre.disclosure.certifying import How, key_of_period
from videre.disclosure.components import components_of
from videre.disclosure.entry import Entry
from videre.disclosure.problem import NotATable, Terms
from videre.disclosure.protecting import make_period_problem
from videre.disclosure.structure import Breakdown, Structure
from videre.disclosure.suppressing import suppress
from videre.disclosure.witnessing import NoCertificate
from videre.domain.asked import Asked, share_figure
from videre.domain.figures import Figure, Provenance

MOST_TABLES: Final = 400  # of one group; where there are more, each is no more than one of many
NOTHING: Final = frozenset({"no certificate"})  # what is hidden of a table that is not told at all
NOWHERE: Final = Provenance("", "", "", "")
UNBOUNDED: Final = 10_000  # persons in a cell that nothing bounds

Suppress = Callable[[Sequence[int]], frozenset[str]]  # persons in each cell, to the names of what would be hidden


def attack_by_rerunning(
    told: Told, hidden: Mapping[str, Terms], pattern: frozenset[str], suppressors: Sequence[Suppress]
) -> list[Learned]:
    """Return between what each hidden number lies in the tables of which the program would have hidden the same.

    Args:
        told: what is out. hidden: the numbers attacked. pattern: names of everything that is hidden.
        suppressors: the program, once with each key that the attacker tries; one without a secret is all he needs
            where ties are broken without a key.

    Returns:
        Nothing where there are too many tables to try, or none of them gives the pattern: then no key was right.
    """
    tables = list(tables_of(told, MOST_TABLES + 1))
    if len(tables) > MOST_TABLES:
        return []
    staying = [table for table in tables if any(suppress(table) == pattern for suppress in suppressors)]
    learned = []
    for name, terms in hidden.items() if staying else ():
        values = [sum(factor * table[cell] for cell, factor in terms) for table in staying]
        learned.append(Learned(Attack.SAME_ALGORITHM, name, min(values), max(values)))
    return learned


def tables_of(told: Told, most: int) -> Iterator[tuple[int, ...]]:
    """Yield tables that agree with what is told, each once, no more than `most` of them."""
    left = [most]
    yield from fill(told, [0] * told.n_cells, [UNBOUNDED] * told.n_cells, left)


def fill(told: Told, lows: list[int], highs: list[int], left: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield the tables between two bounds of each cell, by trying every value of the cell with fewest, and so on."""
    if left[0] <= 0 or not tighten(told, lows, highs):
        return
    open_cells = [cell for cell in range(told.n_cells) if lows[cell] < highs[cell]]
    if not open_cells:
        left[0] -= 1
        yield tuple(lows)
        return
    cell = min(open_cells, key=lambda each: highs[each] - lows[each])
    for value in range(lows[cell], highs[cell] + 1):
        fixed_lows, fixed_highs = list(lows), list(highs)
        fixed_lows[cell] = fixed_highs[cell] = value
        yield from fill(told, fixed_lows, fixed_highs, left)


def tighten(told: Told, lows: list[int], highs: list[int]) -> bool:
    """Bring the bounds of the cells together as far as each told sum by itself does; False when there is no table."""
    is_tighter = True
    while is_tighter:
        is_tighter = False
        for terms, (low, high) in told.numbers:
            least = sum(factor * (lows if factor > 0 else highs)[cell] for cell, factor in terms)
            most = sum(factor * (highs if factor > 0 else lows)[cell] for cell, factor in terms)
            if least > high or most < low:
                return False
            for cell, factor in terms:
                width = abs(factor) * (highs[cell] - lows[cell])
                room_up, room_down = (high - least) // abs(factor), (most - low) // abs(factor)
                if width > min(high - least, most - low):
                    rising, falling = (room_up, room_down) if factor > 0 else (room_down, room_up)
                    new_low, new_high = max(lows[cell], highs[cell] - falling), min(highs[cell], lows[cell] + rising)
                    if (new_low, new_high) != (lows[cell], highs[cell]):
                        lows[cell], highs[cell], is_tighter = new_low, new_high, True
                        break  # the sums of this number changed
            if is_tighter:
                break
    return True


def suppressor_of(entry: Entry, structure: Structure, how: How, group: Group) -> Suppress | None:
    """Return the program as it hides of a group of an entry, under the key of `how`; None when nothing agrees.

    Whatever else of the period is hidden is filled in somehow: groups are made safe one by one, so it changes nothing.
    """
    filled = some_table(entry, structure)
    if filled is None:
        return None
    names = {cell: structure.cells[cell].name for cell in group.cells}

    def hides(table: Sequence[int]) -> frozenset[str]:
        values = list(filled)
        for cell, count in zip(group.cells, table, strict=True):
            values[cell] = count
        figures = figures_of(structure, entry.period, values)
        hidden = set()
        try:
            problem = make_period_problem(structure, how.counted, figures, how.rule, how.harmless)
            for part, cells in components_of(problem):
                if not names.keys().isdisjoint(cells):
                    found = suppress(
                        part, key_of_period(how.key, entry.period), how.rule.n_nodes, (), how.rule.n_nodes_again
                    )
                    hidden |= {part.numbers[place].key for place in found.hidden}
        except (NotATable, NoCertificate):
            return NOTHING
        return frozenset(hidden & {*names.values()})

    return hides


def some_table(entry: Entry, structure: Structure) -> list[int] | None:
    """Return a value for every quantity of a period, such that all agrees with what is told."""
    numbers = [(relation.terms, (relation.low, relation.high)) for relation in structure.relations]
    for cell, quantity in enumerate(structure.cells):
        if quantity.name in entry.certified.told:
            numbers.append((((cell, 1),), (entry.certified.told[quantity.name],) * 2))
    solver = program_of(Told(len(structure.cells), tuple(numbers)), is_integer=True)
    solver.run()
    values = [round(value) for value in solver.getSolution().col_value]
    agrees = all(low <= sum(f * values[cell] for cell, f in terms) <= high for terms, (low, high) in numbers)
    return values if agrees else None


def figures_of(structure: Structure, period: str, values: Sequence[int]) -> dict[tuple[str, Breakdown], Figure]:
    """Return the figures of a period's rows from the quantities that they tell of."""
    figures = {}
    for (measure, breakdown), row in structure.rows.items():
        n_counted, n_unknown = (0 if cell is None else values[cell] for cell in (row.persons, row.unknown))
        asked = Asked(measure, 0, 0, 0, (), NOWHERE)
        figures[measure, breakdown] = share_figure(
            asked, period, dict(breakdown), n_counted, max(values[row.of], 1), n_unknown
        )._replace(denominator=values[row.of])
    return figures
