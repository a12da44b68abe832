"""Giving each quantity of a structure its value, from the figures of its rows."""

from collections.abc import Mapping, Sequence

from videre.disclosure.problem import NotATable
from videre.disclosure.structure import ANYTHING, Breakdown, Structure
from videre.domain.figures import Figure


def values_of(structure: Structure, figures: Mapping[tuple[str, Breakdown], Figure]) -> list[int]:
    """Return the value of each cell of a structure.

    Args:
        structure: made of the same rows. figures: by measure and canonical breakdown.

    Raises:
        NotATable: a number is negative or no whole number, two rows tell one quantity differently, or a relation does
            not hold: the tables do not add up.
    """
    values: dict[int, int] = {}
    for key, row in structure.rows.items():
        figure = figures[key]
        unknown = figure.unknown if row.unknown is not None else 0
        told = [(row.of, figure.denominator)]
        if row.persons is not None:
            told += [(row.persons, figure.numerator)]
        if row.unknown is not None:
            told += [(row.unknown, unknown)]
        if row.rest is not None:
            told += [(row.rest, figure.denominator - figure.numerator - unknown)]
        for cell, number in told:
            if number != int(number) or number < 0:
                raise NotATable(f"{structure.cells[cell].name} is {number}: persons are whole numbers, 0 or more.")
            if values.setdefault(cell, int(number)) != number:
                raise NotATable(f"{structure.cells[cell].name} is told as two different numbers.")
    for relation in structure.relations:  # a spare is what a quantity has beyond one: its relation says how many
        missing = [term for term in relation.terms if term[0] not in values]
        if len(missing) == 1:
            known = sum(factor * values[cell] for cell, factor in relation.terms if cell in values)
            values[missing[0][0]] = (relation.low - known) // missing[0][1]
    check_relations(structure, [values[cell] for cell in range(len(structure.cells))])
    return [values[cell] for cell in range(len(structure.cells))]


def check_relations(structure: Structure, values: Sequence[int]) -> None:
    """Raise NotATable with the first relation that does not hold."""
    for relation in structure.relations:
        value = sum(factor * values[cell] for cell, factor in relation.terms)
        if not relation.low <= value <= relation.high:
            bounds = f"{relation.low}" if relation.high < ANYTHING else f"{relation.low} or more"
            raise NotATable(
                f"The table does not add up: {relation.name}: {value} persons differ, where it should be {bounds}."
            )
