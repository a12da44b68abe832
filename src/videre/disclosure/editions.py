"""Editions: a period that is published anew, with all that was published of it before, as one structure.

A revised period tells the same persons twice: what they were then, and what they are now. Each edition's quantities are
cells of their own; between an edition and the next stand those who stayed in a class, went from one to another, came to
be counted, or are counted no more. Whoever was corrected is one of few, so each such way is as sensitive as a number of
few.

How many went which way is not looked up: every way that somebody may have gone is protected, whoever did. So it is
enough to know the numbers of both editions. Whoever went a way himself knows of himself; he cannot rule out a table in
which nobody went it, since one of his old class and one of his new can change places with him there without any number
of either edition being another; so a way needs one more than the threshold.

No value is read by `join_structures`: the checker makes the same structure from the kept tables.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from videre.definitions.release import ReleaseRule
from videre.disclosure.problem import Number, Problem
from videre.disclosure.structure import OF, Cell, Relation, RowCells, Structure

LATER: Final = "edition "  # begins the name of every number of an edition that is not the first
MOST_CLASSES: Final = 12  # from more than so many, only who left each class and came to it is told apart


class Way(NamedTuple):
    """A way from a class of one edition to one of the next: cells of both, None for not being counted there.

    cell: of how many went it.
    """

    cell: int
    then: int | None
    now: int | None


class Crossing(NamedTuple):
    """All ways between the classes that divide the same persons in two editions, and the cells of everybody there."""

    ways: tuple[Way, ...]
    of_then: int
    of_now: int


class Joint(NamedTuple):
    """Editions as one structure, whose rows are those of the last.

    offsets: where each edition's cells begin. crossings: between them.
    """

    structure: Structure
    offsets: tuple[int, ...]
    crossings: tuple[Crossing, ...]


def named(edition: int, name: str) -> str:
    """Return what a certificate calls a number of an edition.

    >>> named(1, "exam[] persons"), named(2, "exam[] persons")
    ('exam[] persons', 'edition 2: exam[] persons')
    """
    return name if edition == 1 else f"{LATER}{edition}: {name}"


def of_edition(edition: int, names: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers of one edition, by their names without it."""
    prefix = named(edition, "")
    return {
        name.removeprefix(prefix): value
        for name, value in names.items()
        if (name.startswith(prefix) if prefix else not name.startswith(LATER))
    }


def join_structures(structures: Sequence[Structure]) -> Joint:
    """Return the structures of all editions of a period, in order, as one."""
    cells: list[Cell] = []
    relations: list[Relation] = []
    offsets = []
    for edition, structure in enumerate(structures, start=1):
        offsets.append(len(cells))
        relations += [
            Relation(named(edition, name), shifted(terms, len(cells)), low, high)
            for name, terms, low, high in structure.relations
        ]
        cells += [cell._replace(edition=edition) for cell in structure.cells]
    crossings = []
    for edition in range(2, len(structures) + 1):
        then, now = structures[edition - 2 : edition]
        for name, old, new in shared_divisions(then, now):
            at = offsets[edition - 2], offsets[edition - 1]
            crossing = add_crossing(named(edition, name), edition, cells, old, new, at)
            relations += relations_of(named(edition, name), crossing, cells)
            crossings.append(crossing)
    rows = {key: further_on(row, offsets[-1]) for key, row in structures[-1].rows.items()}
    return Joint(Structure(tuple(cells), rows, tuple(relations)), tuple(offsets), tuple(crossings))


def shifted(terms: Sequence[tuple[int, int]], by: int) -> tuple[tuple[int, int], ...]:
    """Return terms of cells that stand further on."""
    return tuple((cell + by, factor) for cell, factor in terms)


def further_on(row: RowCells, by: int) -> RowCells:
    """Return the cells of a row that stand further on."""
    persons, unknown, rest = (None if cell is None else cell + by for cell in (row.persons, row.unknown, row.rest))
    return RowCells(persons, unknown, rest, row.of + by)


def shared_divisions(then: Structure, now: Structure) -> list[tuple[str, Relation, Relation]]:
    """Return the relations that divide everybody of a row into classes, where both editions have them, by name."""
    old = {relation.name: relation for relation in then.relations if divides(relation, then)}
    return [(each.name, old[each.name], each) for each in now.relations if each.name in old and divides(each, now)]


def divides(relation: Relation, structure: Structure) -> bool:
    """Return whether a relation says that everybody is in one of some classes."""
    wholes = [cell for cell, factor in relation.terms if factor < 0]
    parts = [cell for cell, factor in relation.terms if factor > 0]
    is_exact = relation.low == relation.high == 0 and all(abs(factor) == 1 for _, factor in relation.terms)
    return (
        is_exact
        and [structure.cells[cell].what for cell in wholes] == [OF]
        and all(structure.cells[cell].what != OF for cell in parts)
    )


def add_crossing(
    name: str, edition: int, cells: list[Cell], then: Relation, now: Relation, at: tuple[int, int]
) -> Crossing:
    """Return the ways between two divisions, with their cells added to `cells`."""
    old = [cell + at[0] for cell, factor in then.terms if factor > 0]
    new = [cell + at[1] for cell, factor in now.terms if factor > 0]
    is_many = max(len(old), len(new)) > MOST_CLASSES
    ways = []
    for a in (*old, None):
        for b in (*new, None):
            if (a, b) != (None, None) and (not is_many or None in {a, b} or is_same(cells, a, b)):
                title = " to ".join("elsewhere" if cell is None else class_of(cells[cell]) for cell in (a, b))
                ways.append(Way(len(cells), a, b))
                cells.append(Cell("", (), f"{name}: {title}", edition))
    wholes = [cell + by for relation, by in ((then, at[0]), (now, at[1])) for cell, f in relation.terms if f < 0]
    return Crossing(tuple(ways), *wholes)


def class_of(cell: Cell) -> str:
    """Return a class as the name of a way has it."""
    return f"{'/'.join(value for _, value in cell.breakdown)} {cell.what}".strip()


def is_same(cells: Sequence[Cell], then: int | None, now: int | None) -> bool:
    """Return whether two cells are the same class in two editions."""
    return then is not None and now is not None and cells[then]._replace(edition=cells[now].edition) == cells[now]


def relations_of(name: str, crossing: Crossing, cells: Sequence[Cell]) -> list[Relation]:
    """Return that everybody of a class then went some way, and everybody of a class now came some way."""
    ends: dict[int, list[int]] = {}
    for way in crossing.ways:
        for end in (way.then, way.now):
            if end is not None:
                ends.setdefault(end, []).append(way.cell)
    return [
        Relation(f"{name}: everybody of {cells[end].name}", ((end, -1), *((cell, 1) for cell in sorted(own))), 0, 0)
        for end, own in ends.items()
    ]


def join_problems(joint: Joint, problems: Sequence[Problem], rule: ReleaseRule) -> Problem:
    """Return the problems of all editions as one, with the ways between them.

    Args:
        joint: their structures. problems: of each edition; their cells are those of its structure.
        rule: what protects persons.
    """
    n_cells = len(joint.structure.cells)
    counts, own = [0] * n_cells, [0] * n_cells
    ceilings: list[int | None] = [None] * n_cells
    numbers: list[Number] = []
    same_as: dict[str, str] = {}
    for edition, (problem, offset) in enumerate(zip(problems, joint.offsets, strict=True), start=1):
        end = offset + len(problem.counts)
        counts[offset:end], own[offset:end], ceilings[offset:end] = problem.counts, problem.own, problem.ceilings
        numbers += [
            each._replace(key=named(edition, each.key), terms=shifted(each.terms, offset)) for each in problem.numbers
        ]
        same_as |= {named(edition, name): named(edition, same) for name, same in problem.same_as.items()}
    for crossing in joint.crossings:
        fill_with_fewest_corrections(crossing, joint.structure.cells, counts)
        far = max(rule.corrected.persons, int(rule.corrected.share * counts[crossing.of_now]))
        for way in crossing.ways:
            if not is_same(joint.structure.cells, way.then, way.now):
                ceilings[way.cell] = counts[way.cell] + far
                numbers += needs_of(way, joint.structure.cells, counts, rule)
    taken = {relation.name for relation in joint.structure.relations} - {number.key for number in numbers}
    numbers += [
        Number(relation.name, relation.terms, told=(relation.low, relation.high), was_told=True)
        for relation in joint.structure.relations
        if relation.name in taken and relation.name not in same_as
    ]
    together = max(problem.together for problem in problems)
    return Problem(tuple(counts), tuple(numbers), tuple(own), tuple(ceilings), same_as, together)


def needs_of(way: Way, cells: Sequence[Cell], counts: Sequence[int], rule: ReleaseRule) -> list[Number]:
    """Return the way as a sensitive number, where somebody may have gone it.

    One more than the threshold must be possible, for whoever went it himself; of a class of exactly the threshold no
    more can be.
    """
    ends = [counts[end] for end in (way.then, way.now) if end is not None]
    if min(ends) == 0:
        return []
    large = [n_persons for n_persons in ends if n_persons >= rule.smallest_count]
    least = min([rule.smallest_count + rule.coalition, *large])
    return [Number(cells[way.cell].name, ((way.cell, 1),), least=least, was_hidden=True)]


def fill_with_fewest_corrections(crossing: Crossing, cells: Sequence[Cell], counts: list[int]) -> None:
    """Let as many as possible have stayed in their class, and of the rest as many as possible have changed it."""
    left = {end: counts[end] for way in crossing.ways for end in (way.then, way.now) if end is not None}
    order = sorted(crossing.ways, key=lambda way: (not is_same(cells, way.then, way.now), None in way))
    for way in order:
        ends = [end for end in (way.then, way.now) if end is not None]
        counts[way.cell] = min(left[end] for end in ends)
        for end in ends:
            left[end] -= counts[way.cell]
