"""Examining what was published: the rows against the certificates, and the certificates against the structure.

The checker proves that a certificate's numbers are safe as the certificate says they hang together. This proves that
they hang together so: each relation that everybody knows of is in the certificate of the numbers that it ties.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from videre.disclosure.checker import Certificate, CertificateRefused, check_certificate
from videre.disclosure.editions import join_structures
from videre.disclosure.entry import Entry
from videre.disclosure.relations import make_structure
from videre.disclosure.structure import Counted, Relation, Structure, canonical

LEAST_EVER: Final = 3  # no rule may ask for less


def examine(
    entry: Entry,
    counted: Mapping[str, Counted],
    harmless_names: frozenset[str],
    structure: Structure,
    coalition: int,
) -> None:
    """Raise CertificateRefused with the reason unless an entry's certificates prove its rows safe.

    Args:
        entry: of the release ledger. counted: how its measures are counted.
        harmless_names: what may be told although it is small.
        structure: of the rows that were not given up, made anew.
        coalition: from how many who talk together the rule protects.
    """
    published = published_numbers(entry, counted, structure)
    certified = entry.certified
    for name, value in published.items():
        if certified.told.get(name) != value:
            raise CertificateRefused(f"{name} is published, and the ledger does not say that it is told so.")
    proved: set[str] = set()
    persons = {cell.name for cell in structure.cells if cell.measure}
    for certificate, cells in zip(certified.certificates, certified.cells, strict=True):
        check_coalition(certificate, [cell in persons for cell in cells], coalition)
        if not certificate.harmless <= harmless_names:
            raise CertificateRefused("A certificate calls harmless what the rules do not.")
        own = {name: certified.told[name] for name in certificate.numbers if name in certified.told}
        check_certificate(certificate, own, max(entry.smallest_count, LEAST_EVER))
        proved |= own.keys()
    for name in certified.told.keys() - proved:
        raise CertificateRefused(f"{name} is told, and no certificate covers it.")
    check_relations_are_there(structure, certified.certificates, certified.cells, certified.told)


def check_coalition(certificate: Certificate, holds_persons: Sequence[bool], coalition: int) -> None:
    """Raise CertificateRefused for a certificate made for fewer who talk together than the rule protects from.

    What nobody may forget is read from the certificate itself: somebody is in a cell that is told, or that is too small
    to be told; as many of them as the rule lets talk together know so.

    Args:
        certificate: to check. holds_persons: of each of its cells, whether it is a quantity of a row; a way between
            editions is none, and whoever went it is protected by one more than the threshold.
        coalition: from how many the rule protects.
    """
    if certificate.together < coalition:
        raise CertificateRefused(
            f"A certificate protects from {certificate.together} who talk together, and the rule from {coalition}."
        )
    for name, claim in certificate.numbers.items() if certificate.first else ():
        if len(claim.terms) == 1 and claim.terms[0][1] == 1 and holds_persons[claim.terms[0][0]]:
            is_small = claim.least is not None and claim.least > 1
            at_least = int(is_small) if claim.told is None else claim.told[0]
            if certificate.own.get(claim.terms[0][0], 0) < min(at_least, coalition):
                raise CertificateRefused(f"A certificate forgets that whoever is counted in {name} knows of it.")


def measure_of(table: str, measures: Iterable[str]) -> str:
    """Return the measure of a table, which is named after it; raises CertificateRefused for a table of none."""
    found = [name for name in measures if table == name or table.startswith(f"{name}_by_")]
    if not found:
        raise CertificateRefused(f"{table} is published, and nobody has said how it is counted.")
    return found[0]


def structure_of_entry(entry: Entry, counted: Mapping[str, Counted]) -> Structure:
    """Return the structure of an entry's rows that were not given up."""
    rows = [
        (measure_of(table, counted), row.breakdown)
        for table, rows in entry.rows.items()
        if table not in entry.certified.given_up
        for row in rows
    ]
    return make_structure(rows, counted)


def structure_of_editions(entries: Sequence[Entry], counted: Mapping[str, Counted]) -> Structure:
    """Return the structure of a period as published in some editions: the newest entry of each, in order."""
    structures = [structure_of_entry(entry, counted) for entry in entries]
    return structures[0] if len(structures) == 1 else join_structures(structures).structure


def published_numbers(entry: Entry, counted: Mapping[str, Counted], structure: Structure) -> dict[str, int]:
    """Return every number that an entry's rows tell, by its name; raises CertificateRefused for one told twice."""
    cells_by_row = {(breakdown, measure): cells for (measure, breakdown), cells in structure.rows.items()}
    numbers: dict[str, int] = {}
    for table, rows in entry.rows.items():
        if table in entry.certified.given_up:
            if any(not row.is_hidden for row in rows):
                raise CertificateRefused(f"{table} was given up for {entry.period}, and is published.")
            continue
        for row in rows:
            measure = measure_of(table, counted)
            cells = cells_by_row[canonical(counted[measure].counting, row.breakdown), measure]
            told = {cells.persons: row.numerator, cells.unknown: row.unknown, cells.of: row.denominator}
            for cell, number in told.items():
                if cell is not None and number is not None:
                    name = structure.cells[cell].name
                    if number != int(number) or numbers.setdefault(name, int(number)) != number:
                        raise CertificateRefused(f"{name} is published as two different numbers.")
    return numbers


def check_relations_are_there(
    structure: Structure,
    certificates: Sequence[Certificate],
    cells: Sequence[Sequence[str]],
    told: Mapping[str, int],
) -> None:
    """Raise CertificateRefused when a certificate leaves out how its numbers hang together."""
    names = [cell.name for cell in structure.cells]
    claimed: dict[str, list[tuple[tuple[tuple[str, int], ...], tuple[int, int] | None]]] = {}
    moving: set[str] = set()
    for certificate, own in zip(certificates, cells, strict=True):
        for name, claim in certificate.numbers.items():
            terms = tuple(sorted((own[cell], factor) for cell, factor in claim.terms))
            claimed.setdefault(name, []).append((terms, claim.told))
        if certificate.first:
            moving |= {*own}
    known = constants_of(structure.relations, {place for place, name in enumerate(names) if name in told})
    for relation in structure.relations:
        terms = tuple(sorted((names[cell], factor) for cell, factor in relation.terms))
        is_needed = any(names[cell] in moving and cell not in known for cell, _ in relation.terms)
        if is_needed and (terms, (relation.low, relation.high)) not in claimed.get(relation.name, []):
            raise CertificateRefused(f"A certificate leaves out what everybody knows: {relation.name}.")


def constants_of(relations: Iterable[Relation], told: set[int]) -> set[int]:
    """Return the cells that follow from what is told, by exact sums of which they are the last."""
    known = set(told)
    exact = [relation for relation in relations if relation.low == relation.high]
    found = True
    while found:
        found = False
        for relation in exact:
            left = [cell for cell, _ in relation.terms if cell not in known]
            if len(left) == 1:
                known.add(left[0])
                found = True
    return known
