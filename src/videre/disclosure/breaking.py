"""Breaking what was published, as an outsider would: from the rows alone, and what everybody knows of them.

The quantities that are told are put in; what is left hangs together in groups, and each group is attacked by itself.
A row that tells a share and not the numbers behind it would be turned back: what it says ties them together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from videre.disclosure.attacking import (
    Attack,
    Learned,
    Told,
    attack_by_program,
    attack_differences,
    attack_linear,
    leaks,
)
from videre.disclosure.editions import named, of_edition
from videre.disclosure.entry import Entry
from videre.disclosure.examining import measure_of, structure_of_entry
from videre.disclosure.possible import attack_what_is_possible
from videre.disclosure.problem import Terms
from videre.disclosure.rounded import combined
from videre.disclosure.structure import Counted, Relation, Structure, canonical
from videre.domain.figures import Unit

LARGEST_BY_HAND: Final = 400  # unknown quantities up to which sums and differences are tried by themselves
MOST_PERSONS: Final = 100_000  # that a share in full can be of: more than there are young people in any municipality


class Secret(NamedTuple):
    """What is sensitive: a sum of quantities that nobody may know to be under `least`, where the truth is.

    terms: over unknown quantities. known: what told ones add to it.
    """

    terms: Terms
    known: int
    least: int


class Group(NamedTuple):
    """Quantities that are not told and hang together.

    told: what is known of them. secrets: what is sensitive among them, by name.
    occupied: whether somebody is in each, as those there know. cells: their places in the structure.
    shares: what is told of them by shares whose numbers are hidden.
    """

    told: Told
    secrets: Mapping[str, Secret]
    occupied: tuple[int, ...]
    cells: tuple[int, ...]
    shares: tuple[tuple[Terms, tuple[int, int]], ...] = ()

    @property
    def hidden(self) -> dict[str, Terms]:
        """Return the sums that are attacked, without what is known of them."""
        return {name: secret.terms for name, secret in self.secrets.items()}

    def leaks(self, learned: Sequence[Learned]) -> list[Learned]:
        """Return what should not have been learned, as the numbers themselves."""
        found = []
        for each in learned:
            known, least = self.secrets[each.name].known, self.secrets[each.name].least
            high = None if each.high is None else each.high + known
            found += leaks([each._replace(low=each.low + known, high=high)], least)
        return found


def groups_of(
    entry: Entry, structure: Structure, counted: Mapping[str, Counted], earlier: Sequence[Entry] = ()
) -> Iterator[Group]:
    """Yield what an attacker has to work on, with what he is after.

    Args:
        entry: of the release ledger. structure: of its rows, and of those of every edition before.
        counted: how its measures are counted. earlier: the newest entry of each edition before.
    """
    names = [cell.name for cell in structure.cells]
    values = {place: entry.certified.told[name] for place, name in enumerate(names) if name in entry.certified.told}
    place_of = {name: place for place, name in enumerate(names)}
    everything = [*structure.relations, *relations_of_shares(entry, structure, counted)]
    for edition, before in enumerate(earlier, start=1):
        own_structure = structure_of_entry(before, counted)
        places = [place_of[named(edition, cell.name)] for cell in own_structure.cells]
        everything += [moved_to(places, each) for each in relations_of_shares(before, own_structure, counted)]
    unknown_of = [[cell for cell, _ in relation.terms if cell not in values] for relation in everything]
    secrets, own = secrets_of(entry, place_of, values)
    touching = [*unknown_of, *[[cell for cell, _ in secret.terms] for secret in secrets.values()]]
    root = linked(len(names), touching)
    relations: dict[int, list[int]] = defaultdict(list)
    for place, unknown in enumerate(unknown_of):
        if unknown:
            relations[root[unknown[0]]].append(place)
    wanted: dict[int, list[str]] = defaultdict(list)
    for name, secret in secrets.items():
        wanted[root[secret.terms[0][0]] if secret.terms else -1].append(name)
    for at_root, own_secrets in wanted.items():
        cells = sorted({cell for place in relations[at_root] for cell in unknown_of[place]}) or [0]
        at = {cell: place for place, cell in enumerate(cells)}
        shares = [place for place in relations[at_root] if place >= len(structure.relations)]
        exact = [place for place in relations[at_root] if place < len(structure.relations)]
        yield Group(
            Told(len(cells), tuple(beside_told(everything[place], values, at) for place in exact)),
            {
                name: secrets[name]._replace(terms=tuple((at[cell], factor) for cell, factor in secrets[name].terms))
                for name in own_secrets
            },
            tuple(own.get(names[cell], 0) for cell in cells),
            tuple(cells),
            tuple(beside_told(everything[place], values, at) for place in shares),
        )


def linked(n_cells: int, touching: Iterable[Sequence[int]]) -> list[int]:
    """Return for each cell one that stands for all that hang together with it."""
    parent = list(range(n_cells))

    def root(cell: int) -> int:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for cells in touching:
        for cell in cells[1:]:
            parent[root(cell)] = root(cells[0])
    return [root(cell) for cell in range(n_cells)]


def beside_told(relation: Relation, values: Mapping[int, int], at: Mapping[int, int]) -> tuple[Terms, tuple[int, int]]:
    """Return what a relation says of the unknown quantities once the told ones are put in."""
    known = sum(factor * values[cell] for cell, factor in relation.terms if cell in values)
    terms = tuple((at[cell], factor) for cell, factor in relation.terms if cell not in values)
    return terms, (relation.low - known, relation.high - known)


def relations_of_shares(entry: Entry, structure: Structure, counted: Mapping[str, Counted]) -> Iterator[Relation]:
    """Yield what rows say by their shares of numbers that they do not tell: the value, and what it would be at most."""
    for table, rows in entry.rows.items():
        for row in rows if table not in entry.certified.given_up else ():
            measure = measure_of(table, counted)
            counting = counted[measure].counting
            cells = structure.rows[measure, canonical(counting, row.breakdown)]
            if row.unit != Unit.SHARE or counting.estimated or cells.persons is None:
                continue
            name = f"a share of {measure}{row.breakdown}"
            if row.value is not None and None in {row.numerator, row.denominator}:
                yield Relation(name, ratio(row.value, ((cells.persons, 1),), cells.of), 0, 0)
            if row.bounds_high is not None and cells.unknown is not None and row.unknown is None:
                most = tuple(sorted(((cells.persons, 1), (cells.unknown, 1))))
                yield Relation(f"the most {name} can be", ratio(row.bounds_high, most, cells.of), 0, 0)


def moved_to(places: Sequence[int], relation: Relation) -> Relation:
    """Return a relation of an edition's own cells as one of the places that they have among those of all editions."""
    return relation._replace(terms=tuple(sorted((places[cell], factor) for cell, factor in relation.terms)))


def ratio(share: float, counted: Terms, of: int) -> Terms:
    """Return what a share in full says: so many times those counted is so many times those they are among."""
    exact = Fraction(share).limit_denominator(MOST_PERSONS)
    return combined(counted, exact.denominator, ((of, 1),), -exact.numerator)


def secrets_of(
    entry: Entry, places: Mapping[str, int], values: Mapping[int, int]
) -> tuple[dict[str, Secret], dict[str, int]]:
    """Return what is sensitive, and where somebody is, from the certificates: only the judge knows.

    Args:
        entry: of the release ledger. places: of quantities by name. values: of those that are told.
    """
    secrets: dict[str, Secret] = {}
    own: dict[str, int] = {}
    for certificate, cells in zip(entry.certified.certificates, entry.certified.cells, strict=True):
        own |= {cells[cell]: least for cell, least in certificate.own.items()}
        for name, claim in certificate.numbers.items():
            if claim.least is not None:
                terms = [(places[cells[cell]], factor) for cell, factor in claim.terms]
                known = sum(factor * values[cell] for cell, factor in terms if cell in values)
                secrets[name] = Secret(tuple(each for each in terms if each[0] not in values), known, claim.least)
    return secrets, own


class Broken(NamedTuple):
    """What the attacks that were tried learn of a group; and how often the solver's nodes were not enough."""

    learned: Mapping[Attack, Sequence[Learned]]
    n_undecided: int


def break_group(group: Group) -> Broken:
    """Return what each attack that was tried learns of the sensitive quantities of a group.

    Months and filters are in one group where they share persons, so their differences are tried with the rest.
    """
    learned: dict[Attack, Sequence[Learned]] = {}
    if group.told.n_cells <= LARGEST_BY_HAND:
        learned[Attack.LINEAR] = attack_linear(group.told, group.hidden)
        learned[Attack.DIFFERENCING] = attack_differences(group.told, group.hidden)
    least = {name: secret.least - secret.known for name, secret in group.secrets.items()}
    found = attack_what_is_possible(group.told, group.hidden, group.occupied, least)
    for attack in (Attack.LINEAR_PROGRAM, Attack.INTEGER, Attack.SINGLETON, Attack.TWO_COALITION):
        learned[attack] = [each for each in found.learned if each.attack is attack]
    if group.shares:
        told = Told(group.told.n_cells, (*group.told.numbers, *group.shares))
        learned[Attack.ROUNDING] = attack_by_program(told, group.hidden, Attack.ROUNDING)
    return Broken(learned, found.n_undecided)


def changes_between(earlier: Entry, later: Entry, smallest: int) -> tuple[int, int]:
    """Return how many numbers two periods both tell, and how many of these changed by fewer persons than the smallest.

    Of a period that was published anew, as it is told now.

    What two months together tell of somebody who moved or turned 18 is no number that the rule protects; whoever judges
    the rule should know how much it is.
    """
    then, now = (of_edition(each.edition, each.certified.told) for each in (earlier, later))
    both = then.keys() & now.keys()
    moved = [abs(now[name] - then[name]) for name in both]
    return len(both), sum(0 < each < smallest for each in moved)
