"""A period's tables are told with proofs, in a coarser form, or not at all; what is told withstands every attack."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web.tables import figure

from videre.definitions.catalogue import Definitions
from videre.definitions.counting import Countings
from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.attacking import Attack
from videre.disclosure.breaking import break_group, groups_of
from videre.disclosure.certifying import Certified, How, TableRow, certify_period, structure_of
from videre.disclosure.checker import CertificateRefused
from videre.disclosure.entry import Entry, entry_as_text, read_entry
from videre.disclosure.examining import constants_of, examine, structure_of_entry
from videre.disclosure.problem import NotATable
from videre.disclosure.protecting import Before, open_names
from videre.disclosure.showing import show_rows
from videre.disclosure.structure import Counted

DEFINITIONS = Definitions()
CATALOGUE = DEFINITIONS.definition("disclosure", "catalogue", ReleaseCatalogue)
COUNTINGS = DEFINITIONS.definition("disclosure", "countings", Countings)
RULE = CATALOGUE.rule_for("public")
PERIOD = "2015-06"


def how(measure: str, met: frozenset[str] = frozenset(), **rule: object) -> How:
    counting = COUNTINGS.find(measure)
    assert counting is not None
    counted = {measure: Counted(counting, met, {})}
    return How(counted, RULE.model_copy(update=rule), COUNTINGS.harmless, CATALOGUE.coarser, b"a key of the tests")


def youth_rows(cells: Mapping[tuple[str, str], tuple[int, int, int]]) -> list[TableRow]:
    """Return the tables of a month from persons met, not met and unknown by sex and school."""
    rows = []
    for table, keys in (("", ()), ("_by_sex", ("sex",)), ("_by_school", ("school",))):
        sums: dict[tuple[str, ...], list[int]] = {}
        for (sex, school), counts in cells.items():
            own = tuple({"sex": sex, "school": school}[key] for key in keys)
            sums[own] = [a + b for a, b in zip(sums.get(own, [0, 0, 0]), counts, strict=True)]
        for values, (met, rest, unknown) in sums.items():
            if met + rest + unknown:
                breakdown = dict(zip(keys, values, strict=True))
                row = figure("youth_15_17", PERIOD, breakdown, met, met + rest + unknown, unknown)
                rows.append(TableRow(f"youth_15_17{table}", row))
    return rows


def entry_of(rows: list[TableRow], certified: Certified, own: How) -> Entry:
    structure = structure_of([row for row in rows if row.table not in certified.given_up], own.counted)
    shown = show_rows(rows, structure, own.counted, certified, own.rule)
    return Entry("youth_15_17", PERIOD, 1, "2015-07-01", 5, certified, {t: tuple(r) for t, r in shown.items()})


def accept(entry: Entry, own: How) -> None:
    structure = structure_of_entry(entry, own.counted)
    harmless = open_names(structure, own.counted, own.harmless)
    examine(entry, own.counted, harmless, structure, own.rule.coalition)


SOME = {
    ("M", "990001"): (30, 2, 1),
    ("K", "990001"): (28, 0, 0),
    ("M", "990002"): (40, 6, 0),
    ("K", "990002"): (33, 1, 2),
    ("M", "990003"): (3, 9, 0),
    ("K", "990003"): (2, 7, 1),
}
counts = st.tuples(st.integers(0, 12), st.integers(0, 6), st.integers(0, 2))
tables = st.fixed_dictionaries({(sex, school): counts for sex in "MK" for school in ("990001", "990002", "990003")})


def test_what_is_told_is_proved_and_survives_being_written() -> None:
    own = how("youth_15_17")
    rows = youth_rows(SOME)
    entry = entry_of(rows, certify_period(rows, own), own)
    assert read_entry(entry_as_text(entry)) == entry
    accept(entry, own)
    assert not entry.rows["youth_15_17"][0].is_hidden
    assert any(row.is_hidden for row in entry.rows["youth_15_17_by_school"])


@settings(max_examples=30, deadline=None)
@given(tables)
def test_no_attack_learns_a_small_number_of_any_table(cells: dict[tuple[str, str], tuple[int, int, int]]) -> None:
    own = how("youth_15_17")
    rows = youth_rows(cells)
    if not rows:
        return
    entry = entry_of(rows, certify_period(rows, own), own)
    accept(entry, own)
    for group in groups_of(entry, structure_of_entry(entry, own.counted), own.counted):
        for attack, learned in break_group(group).learned.items():
            assert attack is Attack.TWO_COALITION or not group.leaks(learned)


def test_a_relation_left_out_of_a_certificate_is_caught_every_time() -> None:
    own = how("youth_15_17")
    rows = youth_rows(SOME)
    entry = entry_of(rows, certify_period(rows, own), own)
    structure = structure_of_entry(entry, own.counted)
    known = constants_of(
        structure.relations, {p for p, c in enumerate(structure.cells) if c.name in entry.certified.told}
    )
    names = {each.name for each in structure.relations if not known.issuperset(cell for cell, _ in each.terms)}
    n_tried = 0
    for place, certificate in enumerate(entry.certified.certificates):
        for name in names & certificate.numbers.keys():
            numbers = {key: claim for key, claim in certificate.numbers.items() if key != name}
            certificates = list(entry.certified.certificates)
            certificates[place] = certificate._replace(numbers=numbers)
            edited = entry._replace(certified=entry.certified._replace(certificates=tuple(certificates)))
            with pytest.raises(CertificateRefused, match="everybody knows"):
                accept(edited, own)
            n_tried += 1
    assert n_tried > 5


def test_publishing_any_one_hidden_row_is_caught_every_time() -> None:
    own = how("youth_15_17")
    rows = youth_rows(SOME)
    entry = entry_of(rows, certify_period(rows, own), own)
    n_tried = 0
    for table, kept in entry.rows.items():
        figures = [row.figure for row in rows if row.table == table]
        for place, row in enumerate(kept):
            if row.is_hidden:
                true = figures[place]
                shown = type(row)(
                    **{
                        **{name: getattr(row, name) for name in type(row).__slots__},
                        "is_hidden": False,
                        "numerator": true.numerator,
                        "denominator": true.denominator,
                        "unknown": true.unknown,
                    }
                )
                edited = {**entry.rows, table: (*kept[:place], shown, *kept[place + 1 :])}
                with pytest.raises(CertificateRefused):
                    accept(entry._replace(rows=edited), own)
                n_tried += 1
    assert n_tried >= 2


def test_without_a_proof_in_the_nodes_allowed_a_coarser_table_is_told() -> None:
    rows = youth_rows(SOME)
    certified = certify_period(rows, how("youth_15_17", n_nodes=1))
    assert "youth_15_17_by_school" in certified.given_up
    assert not any("school" in name for name in certified.told)


def test_what_was_told_before_is_told_again_and_what_was_hidden_stays_hidden() -> None:
    own = how("youth_15_17")
    rows = youth_rows(SOME)
    first = certify_period([row for row in rows if row.table != "youth_15_17_by_school"], own)
    again = certify_period(rows, own, Before(first.told, first.hidden))
    assert first.told.items() <= again.told.items()
    assert first.hidden <= again.hidden


def test_tables_that_do_not_add_up_are_refused_with_the_reason() -> None:
    rows = youth_rows(SOME)
    rows[0] = TableRow("youth_15_17", figure("youth_15_17", PERIOD, {}, 137, 165, 4))
    with pytest.raises(NotATable, match="does not add up"):
        certify_period(rows, how("youth_15_17"))
    rows[0] = TableRow("youth_15_17", figure("youth_15_17", PERIOD, {}, 136.5, 165, 4))
    with pytest.raises(NotATable, match="whole numbers"):
        certify_period(rows, how("youth_15_17"))


def test_a_group_in_which_everybody_has_a_sensitive_trait_is_not_told() -> None:
    own = how("exam")
    rows = [
        TableRow("exam", figure("exam", "2015", {}, 20, 60)),
        TableRow("exam_by_school", figure("exam", "2015", {"school": "990001"}, 8, 8)),
        TableRow("exam_by_school", figure("exam", "2015", {"school": "990002"}, 6, 26)),
        TableRow("exam_by_school", figure("exam", "2015", {"school": "990003"}, 6, 26)),
    ]
    certified = certify_period(rows, own)
    told = {"exam[school=990001] persons", "exam[school=990001] of"}
    assert not told <= certified.told.keys()
    assert "exam[] persons" in certified.told


@pytest.mark.parametrize("made_for", [0, 1])
def test_a_certificate_made_for_fewer_who_talk_together_than_the_rule_says_is_refused(made_for: int) -> None:
    rows, made = youth_rows(SOME), how("youth_15_17", coalition=made_for)
    entry = entry_of(rows, certify_period(rows, made), made)
    accept(entry, made)
    with pytest.raises(CertificateRefused, match=r"who talk together|knows of it"):
        accept(entry, how("youth_15_17", coalition=made_for + 1))


def test_a_table_given_up_stays_so_when_something_comes_to_its_period() -> None:
    own, rows = how("youth_15_17"), youth_rows(SOME)
    given_up = frozenset({"youth_15_17_by_school"})
    kept = [row for row in rows if row.table == "youth_15_17"]
    first = certify_period(kept, own)
    again = certify_period(rows, own, Before(first.told, first.hidden, given_up))
    assert again.given_up == given_up
    assert not any("school" in name for name in again.told)
    assert any("sex" in name for name in again.told)
    accept(entry_of(rows, again, own), own)
