"""Where a table had to be given up year by year, years are told as one: proved, said, and never beside one of them."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.disclosure.test_certifying import CATALOGUE, accept, how
from tests.web.tables import figure

from videre.disclosure.certifying import TableRow, certify_period
from videre.disclosure.entry import Entry
from videre.domain.figures import Figure
from videre.pipeline import certifying
from videre.pipeline.certifying import Family, revised_entry, shown
from videre.pipeline.examining import told_apart
from videre.pipeline.merging_years import blocks_given_up, certify_merged, merged_entries, tables_merged
from videre.pipeline.releasing import assemble_family
from videre.store.figure_book import FigureBook
from videre.store.release_ledger import ReleaseLedger

TABLES = tuple(table for table in CATALOGUE.tables if table.measure == "exam" and table.dimensions in {(), ("school",)})
FAMILY = Family("exam", TABLES)
(MERGED,) = (table for table in TABLES if table.years > 1)
OWN = how("exam")
LACKING = {
    "2014": {"990001": (3, 40), "990002": (4, 35), "990003": (9, 50)},
    "2015": {"990001": (4, 38), "990002": (6, 36), "990003": (2, 44)},
    "2016": {"990001": (4, 38), "990002": (6, 36), "990003": (2, 44)},
}


def figures_of(lacking: Mapping[str, Mapping[str, tuple[int, int]]] = LACKING) -> dict[str, list[Figure]]:
    whole, divided = [], []
    for year, schools in lacking.items():
        whole.append(figure("exam", year, {}, sum(n for n, _ in schools.values()), sum(n for _, n in schools.values())))
        divided += [figure("exam", year, {"school": school}, *numbers) for school, numbers in schools.items()]
    return {"exam": whole, "exam_by_school": divided}


def entry_of(year: str, figures: Mapping[str, list[Figure]], *, is_given_up: bool = True) -> Entry:
    """Return a year as it was published: divided, or with the division given up."""
    rows = [TableRow(table, each) for table, own in figures.items() for each in own if each.period == year]
    given_up = frozenset({"exam_by_school"} if is_given_up else ())
    certified = certify_period([row for row in rows if row.table not in given_up], OWN)._replace(given_up=given_up)
    return Entry("exam", year, 1, "2017-01-01", 5, certified, shown(rows, OWN, certified, 1))


@pytest.fixture
def ledger(tmp_path: Path) -> ReleaseLedger:
    return ReleaseLedger(tmp_path / "ledger")


def published(figures: Mapping[str, list[Figure]], *, told: tuple[str, ...] = ()) -> list[Entry]:
    return [entry_of(year, figures, is_given_up=year not in told) for year in LACKING]


def test_two_years_given_up_are_told_as_one_with_a_proof(ledger: ReleaseLedger) -> None:
    figures = figures_of()
    (entry,) = certify_merged(FAMILY, figures, OWN, ledger, published(figures), "2017-01-01")
    assert entry.period == "2014-2015"
    accept(entry, OWN)
    rows = {row.breakdown.get("school", ""): row for row in entry.rows[MERGED.name]}
    assert {school: (row.numerator, row.denominator) for school, row in rows.items()} == {
        "": (28, 243),
        "990001": (7, 78),
        "990002": (10, 71),
        "990003": (11, 94),
    }
    assert ledger.find("exam", "2014-2015") == entry
    assert certify_merged(FAMILY, figures, OWN, ledger, published(figures), "2018-01-01") == [entry]


def test_blocks_begin_at_the_table_s_first_year_and_never_overlap() -> None:
    assert MERGED.since == "2010"
    assert MERGED.years == 2
    entries = published(figures_of())
    assert list(blocks_given_up(MERGED, "exam_by_school", entries)) == ["2014-2015"]
    assert list(blocks_given_up(MERGED, "exam_by_school", entries[1:])) == []


def test_a_year_is_never_merged_with_one_that_is_told_divided(ledger: ReleaseLedger) -> None:
    figures = figures_of()
    for told in ("2014", "2015"):
        assert certify_merged(FAMILY, figures, OWN, ledger, published(figures, told=(told,)), "2017-01-01") == []


def test_years_whose_total_is_hidden_or_another_now_are_not_merged(ledger: ReleaseLedger) -> None:
    few = {**LACKING, "2015": {"990001": (1, 38), "990002": (1, 36), "990003": (1, 44)}}
    figures = figures_of(few)
    assert certify_merged(FAMILY, figures, OWN, ledger, published(figures), "2017-01-01") == []
    later = figures_of({**LACKING, "2015": {"990001": (5, 38), "990002": (6, 36), "990003": (2, 44)}})
    assert certify_merged(FAMILY, later, OWN, ledger, published(figures_of()), "2017-01-01") == []


def test_small_numbers_of_years_as_one_are_hidden_with_as_much_else_as_it_takes(ledger: ReleaseLedger) -> None:
    small = {year: {**schools, "990001": (1, 40)} for year, schools in LACKING.items()}
    figures = figures_of(small)
    (entry,) = certify_merged(FAMILY, figures, OWN, ledger, published(figures), "2017-01-01")
    accept(entry, OWN)
    rows = {row.breakdown.get("school", ""): row for row in entry.rows[MERGED.name]}
    assert not rows[""].is_hidden
    assert rows["990001"].is_hidden
    assert sum(row.is_hidden for row in rows.values()) >= 2


def test_both_tables_say_which_years_are_told_as_one(ledger: ReleaseLedger) -> None:
    figures = figures_of()
    entries = published(figures)
    entries += certify_merged(FAMILY, figures, OWN, ledger, entries, "2017-01-01")
    tables = {table.name: table for table in assemble_family(CATALOGUE, FAMILY, OWN, figures, entries)}
    assert {row.period for row in tables[MERGED.name].rows} == {"2014-2015"}
    assert "2014-2015" not in {row.period for row in tables["exam_by_school"].rows}
    for name in (MERGED.name, "exam_by_school"):
        assert "delt op som ét" in tables[name].rule["da"]
        assert tables[name].rule["en"].endswith("could not be: 2014-2015.")
    assert "2014-2015" not in tables["exam"].rule["da"]
    alone = assemble_family(CATALOGUE, FAMILY, OWN, figures, entries[:3])
    assert [table.name for table in alone] == ["exam", "exam_by_school"]


def test_a_year_that_is_told_as_one_with_another_stays_given_up_when_it_is_published_anew(
    ledger: ReleaseLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = figures_of()
    entries = published(figures)
    certify_merged(FAMILY, figures, OWN, ledger, entries, "2017-01-01")
    closed = tables_merged(merged_entries(ledger, FAMILY), FAMILY)
    assert closed == {"2014": frozenset({"exam_by_school"}), "2015": frozenset({"exam_by_school"})}
    then = [TableRow("exam", each) for each in figures["exam"] if each.period == "2014"]
    monkeypatch.setattr(certifying, "published_rows", lambda _entry, _book: then)
    more = figures_of({**LACKING, "2014": {"990001": (3, 46), "990002": (14, 41), "990003": (19, 56)}})
    rows = [TableRow(table, each) for table, own in more.items() for each in own if each.period == "2014"]
    book = FigureBook(tmp_path / "figures")
    revised = revised_entry(rows, OWN, entries[:1], book, "2018-01-01", closed["2014"])
    assert revised.certified.given_up == {"exam_by_school"}
    assert all(row.is_hidden for row in revised.rows["exam_by_school"])
    (block,) = merged_entries(ledger, FAMILY)
    newest = {("exam", "2014"): revised, ("exam", "2015"): entries[1]}
    assert list(told_apart(block, newest, CATALOGUE)) == []
    unclosed = entry_of("2014", figures, is_given_up=False)
    (reason,) = told_apart(block, {**newest, ("exam", "2014"): unclosed}, CATALOGUE)
    assert "exam_by_school tells 2014 by itself" in reason
