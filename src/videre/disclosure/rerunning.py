"""Running the same algorithm again: of the tables that agree with what is told, which would have hidden just this?

Whoever has the program can make every table that could be, suppress it as the home does, and strike out those of which
something else would be hidden. Where ties are broken in a way that he can repeat, that tells which number was hidden
for its own sake and which for another's. He cannot repeat costs under a key that he has not: a table is struck out only
when no key that he tries gives the pattern.
"""

from collections.abc import Callable, Mapping, Sequence

from videre.disclosure.attacking import Attack, Learned, Told, program_of
from videre.disclosure.breaking import Group
from videre.disclosure.certifying import How, key_of_period
from videre.disclosure.components import components_of
from videre.disclosure.drawing import draw_once
from videre.disclosure.entry import Entry
from videre.disclosure.every_table import MOST_TABLES, tables_of
from videre.disclosure.problem import NotATable, Terms
from videre.disclosure.protecting import make_period_problem
from videre.disclosure.redrawing import NOTHING
from videre.disclosure.structure import Structure
from videre.disclosure.witnessing import NoCertificate

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
        hidden = set()
        try:
            problem = make_period_problem(structure, how.counted, values, how.rule, how.harmless)
            for part, cells in components_of(problem):
                if not names.keys().isdisjoint(cells):
                    found = draw_once(part, key_of_period(how.key, entry.period), how.rule)
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
