"""How a part of a period would be made safe if other persons were in its quantities: what `drawing` asks."""

from collections.abc import Callable, Mapping, Sequence

from videre.definitions.release import ReleaseRule
from videre.disclosure.components import components_of
from videre.disclosure.drawing import Again, draw_once
from videre.disclosure.problem import NotATable, Problem
from videre.disclosure.structure import SPARE, Relation, RowCells, Structure
from videre.disclosure.witnessing import NoCertificate

NOTHING = frozenset({"no certificate"})  # what is hidden of a table that is not told at all

Make = Callable[[Structure, Sequence[int]], Problem]  # a structure and the value of each quantity, to a problem


def again_of(structure: Structure, values: Sequence[int], cells: Sequence[int], make: Make, rule: ReleaseRule) -> Again:
    """Return how a part would be made safe otherwise.

    Args:
        structure: of a period. values: of its quantities. cells: places of those of the part.
        make: the problem of some rows. rule: what protects whom.
    """
    near, places = structure_near(structure, cells)
    names = frozenset(structure.cells[cell].name for cell in cells)
    at = {cell: place for place, cell in enumerate(places)}
    own = [at[cell] for cell in cells]

    def hides(table: Sequence[int], key: bytes) -> frozenset[str]:
        filled = [values[cell] for cell in places]
        for place, count in zip(own, table, strict=True):
            filled[place] = count
        hidden: set[str] = set()
        try:
            for part, _cells in components_of(make(near, filled)):
                if any(number.key in names for number in part.numbers):
                    hidden |= {part.numbers[place].key for place in draw_once(part, key, rule).hidden}
        except (NotATable, NoCertificate):
            return NOTHING
        return frozenset(hidden) & names

    watched = tuple(place for place, cell in enumerate(cells) if structure.cells[cell].what != SPARE)
    return Again(names, watched, hides)


def structure_near(structure: Structure, cells: Sequence[int]) -> tuple[Structure, list[int]]:
    """Return the rows and relations that tell of some quantities, with the places that their quantities had."""
    wanted = {*cells}
    rows = {key: row for key, row in structure.rows.items() if wanted & {*row}}
    places = sorted(wanted | {cell for row in rows.values() for cell in row if cell is not None})
    at = {cell: place for place, cell in enumerate(places)}
    near = {
        key: RowCells(at_of(at, row.persons), at_of(at, row.unknown), at_of(at, row.rest), at[row.of])
        for key, row in rows.items()
    }
    relations = tuple(
        Relation(each.name, tuple((at[cell], factor) for cell, factor in each.terms), each.low, each.high)
        for each in structure.relations
        if all(cell in at for cell, _ in each.terms)
    )
    return Structure(tuple(structure.cells[cell] for cell in places), near, relations), places


def at_of(at: Mapping[int, int], cell: int | None) -> int | None:
    """Return where a quantity is now; None for none."""
    return None if cell is None else at[cell]
