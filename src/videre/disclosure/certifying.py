"""Certifying a period: what of its tables is told, what is hidden, and the certificates that prove it safe.

It fails closed. Where no proof is found within the solver's nodes, the finest tables of the period are given up, in the
order of the catalogue, until what is left can be proved; if nothing can, nothing is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from videre.definitions.release import ReleaseRule
from videre.disclosure.certificate import make_certificate
from videre.disclosure.checker import Certificate, Claim, check_certificate
from videre.disclosure.components import components_of
from videre.disclosure.counted import values_of
from videre.disclosure.drawing import draw
from videre.disclosure.editions import join_problems, join_structures, named, of_edition
from videre.disclosure.problem import NotATable, Problem
from videre.disclosure.protecting import NOTHING_BEFORE, Before, make_period_problem, open_names
from videre.disclosure.redrawing import again_of
from videre.disclosure.relations import build_rows, make_structure
from videre.disclosure.structure import Breakdown, Counted, Structure, canonical
from videre.disclosure.witnessing import NoCertificate
from videre.domain.figures import Figure, Unit


class TableRow(NamedTuple):
    """A row of a table of a period."""

    table: str
    figure: Figure


class How(NamedTuple):
    """How a period is made safe.

    counted: how each measure is counted. rule: what protects whom. harmless: groupings that need no protection.
    coarser: dimensions whose tables are given up first. key: what breaks ties.
    """

    counted: Mapping[str, Counted]
    rule: ReleaseRule
    harmless: tuple[str, ...]
    coarser: tuple[str, ...]
    key: bytes


class Certified(NamedTuple):
    """What may be told of a period.

    told: numbers by their name. hidden: names of those hidden. given_up: tables that are not told.
    certificates: the proofs; each number told is in one of them. cells: for each, what its cells are.
    """

    told: Mapping[str, int]
    hidden: frozenset[str]
    given_up: frozenset[str]
    certificates: tuple[Certificate, ...]
    cells: tuple[tuple[str, ...], ...]


def certify_period(
    rows: Sequence[TableRow],
    how: How,
    before: Before = NOTHING_BEFORE,
    earlier: Sequence[Sequence[TableRow]] = (),
) -> Certified:
    """Return what may be told of some tables of one period.

    Args:
        rows: of all tables that are made safe together.
        how: by which rule.
        before: what was published of the period already. What of it is of the same edition as the rows stays out, so
            then no further table is given up, and those that were stay so.
        earlier: the rows of each edition before, of tables that were not given up, with the numbers they had then.

    Raises:
        NotATable: the tables do not add up. NoCertificate: what is new cannot be told beside what was published.
    """
    is_begun = bool(of_edition(len(earlier) + 1, before.told))
    certified = certify_finest(rows, how, before, earlier, is_begun=is_begun)
    edition, headlines = len(earlier) + 1, headlines_of(rows, how.counted)
    if is_begun or not headlines or all(named(edition, name) in certified.told for name in headlines):
        return certified
    return with_headlines(rows, how, before, earlier, headlines) or certified


def certify_finest(
    rows: Sequence[TableRow], how: How, before: Before, earlier: Sequence[Sequence[TableRow]], *, is_begun: bool
) -> Certified:
    """Return what may be told of the finest tables that can be proved; raises NotATable, NoCertificate."""
    for given_up in [before.given_up] if is_begun else levels_of(rows, how.coarser):
        kept = [row for row in rows if row.table not in given_up]
        for eager in (True, False):
            try:
                return certify_rows(kept, how, before, earlier, eager=eager)._replace(given_up=given_up)
            except NoCertificate:
                continue
    raise NoCertificate("There is no proof for the period's tables, whatever is given up.")


def with_headlines(
    rows: Sequence[TableRow],
    how: How,
    before: Before,
    earlier: Sequence[Sequence[TableRow]],
    headlines: frozenset[str],
) -> Certified | None:
    """Return what may be told beside the headlines: of the finest tables that leave them told; None where none do.

    A headline is worth more than its divisions. In a small place a total can be impossible to tell as long as its parts
    are to be protected one by one; where nothing is told of the parts, there is nothing to protect.
    """
    levels = list(levels_of(rows, how.coarser))
    divided = frozenset(row.table for row in rows if row.figure.breakdown)
    alone = divided if divided < {row.table for row in rows} else levels[-1]
    tried = [alone, *(level for level in levels if level < alone)]  # where not even alone, then never
    found = None
    for given_up in tried:
        kept = [row for row in rows if row.table not in given_up]
        for eager in (True, False) if kept else ():
            try:
                found = certify_rows(kept, how, before, earlier, headlines, eager=eager)
            except NoCertificate:
                continue
            if given_up != alone:
                return found._replace(given_up=given_up)
            break
        if found is None:
            return None
    return None if found is None else found._replace(given_up=alone)


def headlines_of(rows: Sequence[TableRow], counted: Mapping[str, Counted]) -> frozenset[str]:
    """Return the names of the numbers of undivided rows, save those that are estimates."""
    structure = cells_of_rows(rows, counted)
    return frozenset(
        structure.cells[cell].name
        for (_measure, breakdown), row in structure.rows.items()
        if not breakdown and row.persons is not None
        for cell in (row.persons, row.of)
    )


def levels_of(rows: Sequence[TableRow], coarser: Sequence[str]) -> Iterator[frozenset[str]]:
    """Yield the tables to give up: none, then those by the first dimension, and so on; at last all."""
    dimensions: dict[str, set[str]] = {}
    for row in rows:
        dimensions.setdefault(row.table, set()).update(row.figure.breakdown)
    given_up: frozenset[str] = frozenset()
    yield given_up
    for dimension in coarser:
        more = given_up | {table for table, names in dimensions.items() if dimension in names}
        if more != given_up:
            given_up = more
            yield given_up
    if given_up != dimensions.keys():
        yield frozenset(dimensions)


def structure_of(rows: Sequence[TableRow], counted: Mapping[str, Counted]) -> Structure:
    """Return the structure of some rows."""
    return make_structure([(row.figure.measure, row.figure.breakdown) for row in rows], counted)


def cells_of_rows(rows: Sequence[TableRow], counted: Mapping[str, Counted]) -> Structure:
    """Return the cells of some rows, which is all that showing them takes: relations take ten times as long."""
    return build_rows([(row.figure.measure, row.figure.breakdown) for row in rows], counted).done()


def certify_rows(
    rows: Sequence[TableRow],
    how: How,
    before: Before,
    earlier: Sequence[Sequence[TableRow]] = (),
    keep: frozenset[str] = frozenset(),
    *,
    eager: bool,
) -> Certified:
    """Return what may be told of some rows, beside the editions before; raises NotATable, NoCertificate.

    What is to be kept is told, where the rule itself does not hide it.
    """
    structure, problem = joint_problem([*earlier, rows], how, before, keep, eager=eager)
    names = [cell.name for cell in structure.cells]
    numbers = {
        names[number.terms[0][0]] for number in problem.numbers if is_told_of_rows(number.key, structure, number.terms)
    }
    harmless = open_names(structure, how.counted, how.harmless)
    hidden: set[str] = set()
    certificates, cells_of = [], []
    key = key_of_period(how.key, rows[0].figure.period if rows else "")

    def make(near: Structure, values: Sequence[int]) -> Problem:
        return make_period_problem(near, how.counted, values, how.rule, how.harmless, before, keep, eager=eager)

    for part, cells in components_of(problem):
        again = None if earlier else again_of(structure, problem.counts, cells, make, how.rule)
        suppression = draw(part, key, how.rule, again)
        hidden |= {part.numbers[place].key for place in suppression.hidden}
        certificates.append(make_certificate(part, suppression, harmless))
        cells_of.append(tuple(names[cell] for cell in cells))
    hidden |= {number.key for number in problem.numbers if number.was_hidden or number.is_sensitive}
    told = {number.key: value for number, value in zip(problem.numbers, problem.values, strict=True)}
    told = {name: told[name] for name in sorted(numbers - hidden)}
    certificates.append(certificate_of_told(problem, told, harmless))
    cells_of.append(tuple(names))
    for certificate in certificates:
        own = {name: told[name] for name in certificate.numbers if name in told}
        check_certificate(certificate, own, how.rule.smallest_count)
    return Certified(told, frozenset(hidden & numbers), frozenset(), tuple(certificates), tuple(cells_of))


def joint_problem(
    editions: Sequence[Sequence[TableRow]],
    how: How,
    before: Before,
    keep: frozenset[str] = frozenset(),
    *,
    eager: bool,
) -> tuple[Structure, Problem]:
    """Return the structure and the problem of a period as published in some editions, the last of which is new."""
    structures = [structure_of(rows, how.counted) for rows in editions]
    problems = []
    for edition, (rows, structure) in enumerate(zip(editions, structures, strict=True), start=1):
        told = of_edition(edition, before.told)
        hidden = frozenset(of_edition(edition, dict.fromkeys(before.hidden, 0)))
        if edition < len(editions):  # nothing more is told of an edition that is over
            hidden = frozenset(cell.name for cell in structure.cells) - told.keys()
        own = Before(told, hidden)
        values = values_of(structure, figures_by_row(rows, how.counted))
        own_keep = keep if edition == len(editions) else frozenset()
        problems.append(
            make_period_problem(structure, how.counted, values, how.rule, how.harmless, own, own_keep, eager=eager)
        )
    if len(editions) == 1:
        return structures[0], problems[0]
    joint = join_structures(structures)
    return joint.structure, join_problems(joint, problems, how.rule)


def key_of_period(key: bytes, period: str) -> bytes:
    """Return the key of a period: with one key for all, what every month hides would tell its costs bit by bit."""
    return blake2b(period.encode(), key=key[:64], digest_size=32).digest()


def figures_by_row(rows: Sequence[TableRow], counted: Mapping[str, Counted]) -> dict[tuple[str, Breakdown], Figure]:
    """Return the figure of each row; raises NotATable where two tables tell one row differently."""
    figures: dict[tuple[str, Breakdown], Figure] = {}
    for row in rows:
        figure = row.figure
        if figure.unit is Unit.FULL_TIME_PERSONS:
            raise NotATable(
                f"{figure.measure} {figure.period} is a sum of days, and no number of persons: a certificate cannot "
                "prove it safe. Tell the number of persons, or see videre.disclosure.dominance for one sum by itself."
            )
        key = (figure.measure, canonical(counted[figure.measure].counting, figure.breakdown))
        same = figures.setdefault(key, figure)
        if (same.numerator, same.denominator) != (figure.numerator, figure.denominator):
            raise NotATable(f"{figure.measure} {figure.period} {key[1]} is told as two different numbers.")
    return figures


def is_told_of_rows(key: str, structure: Structure, terms: Sequence[tuple[int, int]]) -> bool:
    """Return whether a number is a quantity of a row, and no relation, difference, or way between editions."""
    cell = structure.cells[terms[0][0]]
    return len(terms) == 1 and bool(cell.measure) and cell.name == key


def certificate_of_told(problem: Problem, told: Mapping[str, int], harmless: frozenset[str]) -> Certificate:
    """Return the certificate of all that is told: that none of it is a small number. It needs no witness."""
    terms = {number.key: number.terms for number in problem.numbers}
    claims = {name: Claim(terms[name], (value, value), None, None) for name, value in told.items()}
    return Certificate(claims, harmless & claims.keys(), {}, (), (), problem.together)
