"""A period that is published anew: whoever has both editions learns no small number, nor who was corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.disclosure.test_certifying import accept, how
from tests.oracles.differencing import CLASSES, SEXES, Person, Told, betrayed, table_of
from tests.web.tables import figure

from videre.disclosure.attacking import Attack
from videre.disclosure.breaking import break_group, groups_of
from videre.disclosure.certifying import Certified, How, TableRow, certify_period, structure_of
from videre.disclosure.checker import CertificateRefused
from videre.disclosure.editions import LATER, join_structures, named, of_edition
from videre.disclosure.entry import Entry, entry_as_text, read_entry
from videre.disclosure.examining import examine, structure_of_editions
from videre.disclosure.protecting import Before, open_names
from videre.disclosure.showing import show_rows
from videre.disclosure.witnessing import NoCertificate

SMALLEST = 3
YEAR = "2015"


def rows_of(persons: Sequence[Person], edition: str) -> list[TableRow]:
    """Return the tables of an edition: everybody, and by sex."""
    table = table_of(persons, edition)
    rows = []
    for name, sexes in (("exam", SEXES), *(("exam_by_sex", (sex,)) for sex in SEXES)):
        met, unknown, rest = (sum(table[sex, kind] for sex in sexes) for kind in CLASSES)
        if met + unknown + rest:
            breakdown = {} if name == "exam" else {"sex": sexes[0]}
            rows.append(TableRow(name, figure("exam", YEAR, breakdown, met, met + unknown + rest, unknown)))
    return rows


def world(seed: int) -> list[Person]:
    """Return some persons, most of whom stay in their class."""
    chance = np.random.default_rng(seed)
    kinds = [*CLASSES, None]
    persons = []
    for _ in range(chance.integers(8, 12)):
        then = kinds[chance.choice(4, p=[0.35, 0.15, 0.4, 0.1])]
        now = then if then is not None and chance.random() < 0.8 else kinds[chance.choice(4)]
        if (then, now) != (None, None):
            persons.append(Person(SEXES[chance.choice(2)], then, now))
    return persons


def told_in(certified: Certified, edition: int) -> Told:
    """Return what is told of an edition, as the oracle has it."""
    sexes = {"exam[]": None, **{f"exam[sex={sex}]": sex for sex in SEXES}}
    told = {}
    for name, value in of_edition(edition, certified.told).items():
        row, kind = name.rsplit(" ", 1)
        told[sexes[row], kind] = value
    return told


def entry_of(rows: list[TableRow], certified: Certified, own: How, edition: int = 1) -> Entry:
    structure = structure_of([row for row in rows if row.table not in certified.given_up], own.counted)
    cells = tuple(cell._replace(edition=edition) for cell in structure.cells)
    shown = show_rows(rows, structure._replace(cells=cells), own.counted, certified, own.rule)
    tables = {table: tuple(own_rows) for table, own_rows in shown.items()}
    return Entry(
        "exam", YEAR, edition, "2016-01-01", SMALLEST, certified, tables, edition, "2016-01-01" * (edition > 1)
    )


def publish_twice(persons: Sequence[Person], own: How) -> tuple[Entry, Entry]:
    """Return both editions of a world; raises NoCertificate where the second cannot be proved safe."""
    then, now = rows_of(persons, "then"), rows_of(persons, "now")
    first = certify_period(then, own)
    kept = [row for row in then if row.table not in first.given_up]
    second = certify_period(now, own, Before(first.told, first.hidden), [kept])
    return entry_of(then, first, own), entry_of(now, second, own, 2)


def accept_both(first: Entry, second: Entry, own: How) -> None:
    """Raise CertificateRefused unless the examiner accepts the second edition beside the first."""
    structure = structure_of_editions([first, second], own.counted)
    harmless = open_names(structure, own.counted, own.harmless)
    examine(second, own.counted, harmless, structure, own.rule.coalition)


SEEDS = range(8)


def test_who_reads_both_editions_learns_nothing_by_the_slow_oracle_and_the_attacker() -> None:
    own = how("exam", smallest_count=SMALLEST)
    n_revised = n_told = 0
    for seed in SEEDS:
        persons = world(seed)
        try:
            first, second = publish_twice(persons, own)
        except NoCertificate:
            continue
        accept_both(first, second, own)
        told = told_in(second.certified, 1), told_in(second.certified, 2)
        assert first.certified.told.items() <= second.certified.told.items()
        is_divided = "exam_by_sex" not in first.certified.given_up, "exam_by_sex" not in second.certified.given_up
        assert betrayed(persons, *told, SMALLEST, is_divided) == [], seed
        structure = structure_of_editions([first, second], own.counted)
        for group in groups_of(second, structure, own.counted) if seed % 3 == 0 else ():
            for attack, found in break_group(group).learned.items():
                assert attack is Attack.TWO_COALITION or not group.leaks(found), seed
        n_revised += 1
        n_told += sum(kind != "of" for _, kind in told[1])
    assert n_revised > len(SEEDS) / 2
    assert n_told > 2  # it is safe, and yet something is told


def test_a_share_left_in_the_old_edition_is_among_what_the_attacker_has() -> None:
    own, n_left = how("exam", smallest_count=SMALLEST), 0
    for seed in SEEDS[:3]:
        persons = world(seed)
        try:
            first, second = publish_twice(persons, own)
        except NoCertificate:
            continue
        structure = structure_of_editions([first, second], own.counted)
        assert not [group for group in groups_of(second, structure, own.counted, [first]) if group.shares]
        values = {(row.table, *row.figure.breakdown.values()): row.figure.value for row in rows_of(persons, "then")}
        left = {
            table: tuple(replace(row, value=values[table, *row.breakdown.values()]) for row in rows)
            for table, rows in first.rows.items()
        }
        groups = groups_of(second, structure, own.counted, [first._replace(rows=left)])
        n_left += any(group.shares for group in groups)
    assert n_left > 0


def told_all(table: Mapping[tuple[str, str], int]) -> Told:
    """Return a table of which nothing is hidden."""
    told: dict[tuple[str | None, str], int] = {(sex, kind): table[sex, kind] for sex in SEXES for kind in CLASSES}
    return told | {(sex, "of"): sum(table[sex, kind] for kind in CLASSES) for sex in SEXES}


def test_the_oracle_sees_what_an_unprotected_revision_betrays() -> None:
    persons = [Person("K", "rest", "rest")] * 9 + [Person("M", "rest", "rest")] * 9 + [Person("K", "persons", "rest")]
    then, now = (told_all(table_of(persons, edition)) for edition in ("then", "now"))
    assert any("('K', 'persons', 'rest')" in each for each in betrayed(persons, then, now, SMALLEST, (True, True)))


LARGE = {
    "K": {"persons": (12, 13), "unknown": (0, 0), "rest": (40, 39)},
    "M": {"persons": (20, 20), "unknown": (6, 5), "rest": (50, 52)},
}


def large_rows(edition: int) -> list[TableRow]:
    rows = []
    for name, sexes in (("exam", SEXES), *(("exam_by_sex", (sex,)) for sex in SEXES)):
        met, unknown, rest = (sum(LARGE[sex][kind][edition] for sex in sexes) for kind in CLASSES)
        breakdown: Mapping[str, str] = {} if name == "exam" else {"sex": sexes[0]}
        rows.append(TableRow(name, figure("exam", YEAR, breakdown, met, met + unknown + rest, unknown)))
    return rows


def large_editions(own: How) -> tuple[Entry, Entry]:
    then, now = large_rows(0), large_rows(1)
    first = certify_period(then, own)
    second = certify_period(now, own, Before(first.told, first.hidden), [then])
    return entry_of(then, first, own), entry_of(now, second, own, 2)


def test_both_editions_of_large_groups_are_told_and_survive_being_written() -> None:
    own = how("exam")
    first, second = large_editions(own)
    accept(first, own)
    accept_both(first, second, own)
    assert read_entry(entry_as_text(second)) == second
    assert second.certified.told["exam[] persons"] == 32
    assert second.certified.told[named(2, "exam[] persons")] == 33
    assert not second.rows["exam"][0].is_hidden


def test_a_certificate_that_forgets_how_editions_hang_together_is_refused() -> None:
    own = how("exam")
    first, second = large_editions(own)
    structures = [structure_of(large_rows(edition), own.counted) for edition in (0, 1)]
    ways = {r.name for r in join_structures(structures).structure.relations if ": everybody of " in r.name}
    n_tried = 0
    for place, certificate in enumerate(second.certified.certificates):
        for name in ways & certificate.numbers.keys():
            numbers = {key: claim for key, claim in certificate.numbers.items() if key != name}
            certificates = list(second.certified.certificates)
            certificates[place] = certificate._replace(numbers=numbers)
            edited = second._replace(certified=second.certified._replace(certificates=tuple(certificates)))
            with pytest.raises(CertificateRefused, match="everybody knows"):
                accept_both(first, edited, own)
            n_tried += 1
    assert n_tried > 5


def test_every_row_shared_by_two_editions_is_crossed_by_ways() -> None:
    own = how("exam")
    structures = [structure_of(large_rows(edition), own.counted) for edition in (0, 1, 1)]
    joint = join_structures(structures)
    assert len(joint.crossings) == 2 * 3  # from edition to edition: everybody, and each sex
    assert all(len(crossing.ways) == 4 * 4 - 1 for crossing in joint.crossings)
    names = [cell.name for cell in joint.structure.cells]
    assert len({*names}) == len(names)
    assert sum(name.startswith(f"{LATER}3: exam[") for name in names) == len(structures[2].cells)


def test_what_comes_to_a_revised_period_is_proved_beside_both_editions() -> None:
    own = how("exam")
    then, now = large_rows(0)[:1], large_rows(1)
    first = certify_period(then, own)
    second = certify_period(now[:1], own, Before(first.told, first.hidden), [then])
    third = certify_period(now, own, Before(second.told, second.hidden), [then])
    assert first.told.items() <= second.told.items() <= third.told.items()
    assert named(2, "exam[sex=M] of") in third.told
    accept_both(entry_of(then, first, own), entry_of(now, third, own, 2), own)


def test_editions_joined_protect_from_as_many_who_talk_together_as_each_by_itself() -> None:
    own = how("exam", coalition=2)
    first, second = large_editions(own)
    assert {
        certificate.together for certificate in (*first.certified.certificates, *second.certified.certificates)
    } == {2}
    accept(first, own)
    accept_both(first, second, own)
    alone = how("exam")
    with pytest.raises(CertificateRefused, match="from 1 who talk together, and the rule from 2"):
        accept_both(*large_editions(alone), own)
