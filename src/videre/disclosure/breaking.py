"""Breaking what was published, as an outsider would: from the rows alone, and what everybody knows of them.

The quantities that are told are put in; what is left hangs together in groups, and each group is attacked by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from videre.disclosure.attacking import (
    Attack,
    Learned,
    Told,
    attack_by_insiders,
    attack_by_pairs,
    attack_by_program,
    attack_differences,
    attack_linear,
)
from videre.disclosure.entry import Entry
from videre.disclosure.examining import constants_of
from videre.disclosure.problem import Terms
from videre.disclosure.structure import Structure

LARGEST_BY_HAND: Final = 400  # unknown quantities up to which sums and differences are tried by themselves


class Group(NamedTuple):
    """Quantities that are not told and hang together.

    told: what is known of them. secrets: the sensitive among them, by name. values: of those that are told.
    occupied: whether somebody is in each, as those there know.
    """

    told: Told
    secrets: Mapping[str, Terms]
    occupied: tuple[int, ...]


def groups_of(entry: Entry, structure: Structure) -> Iterator[Group]:
    """Yield what an attacker has to work on, with what he is after."""
    names = [cell.name for cell in structure.cells]
    values = {place: entry.certified.told[name] for place, name in enumerate(names) if name in entry.certified.told}
    secrets, own = secrets_of(entry)
    parent = list(range(len(names)))

    def root(cell: int) -> int:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    constants = constants_of(structure.relations, {*values})
    unknown_of = [[cell for cell, _ in relation.terms if cell not in values] for relation in structure.relations]
    for cells in unknown_of:
        for cell in cells[1:]:
            parent[root(cell)] = root(cells[0])
    relations: dict[int, list[int]] = defaultdict(list)
    for place, cells in enumerate(unknown_of):
        if cells and not constants.issuperset(cells):
            relations[root(cells[0])].append(place)
    for own_relations in relations.values():
        cells = sorted({cell for place in own_relations for cell in unknown_of[place]})
        at = {cell: place for place, cell in enumerate(cells)}
        numbers = []
        for place in own_relations:
            relation = structure.relations[place]
            known = sum(factor * values[cell] for cell, factor in relation.terms if cell in values)
            terms = tuple((at[cell], factor) for cell, factor in relation.terms if cell not in values)
            numbers.append((terms, (relation.low - known, relation.high - known)))
        wanted = {names[cell]: ((at[cell], 1),) for cell in cells if names[cell] in secrets}
        if wanted:
            yield Group(Told(len(cells), tuple(numbers)), wanted, tuple(own.get(names[cell], 0) for cell in cells))


def secrets_of(entry: Entry) -> tuple[set[str], dict[str, int]]:
    """Return the sensitive quantities, and where somebody is, from the certificates: only the judge knows."""
    secrets: set[str] = set()
    own: dict[str, int] = {}
    for certificate, cells in zip(entry.certified.certificates, entry.certified.cells, strict=True):
        secrets |= {name for name, claim in certificate.numbers.items() if (claim.least or 0) >= entry.smallest_count}
        own |= {cells[cell]: least for cell, least in certificate.own.items()}
    return secrets, own


def break_group(group: Group) -> Iterator[Learned]:
    """Yield what each attack learns of the sensitive quantities of a group.

    Months and filters are in one group where they share persons, so their differences are tried with the rest. Numbers
    are told exactly and not as rounded shares; where a share is published, its parts are.
    """
    if group.told.n_cells <= LARGEST_BY_HAND:
        yield from attack_linear(group.told, group.secrets)
        yield from attack_differences(group.told, group.secrets)
    yield from attack_by_program(group.told, group.secrets, Attack.LINEAR_PROGRAM)
    yield from attack_by_program(group.told, group.secrets, Attack.INTEGER)
    yield from attack_by_insiders(group.told, group.secrets, Attack.SINGLETON, group.occupied, 1)
    yield from attack_by_pairs(group.told, group.secrets, group.occupied)
