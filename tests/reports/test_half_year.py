"""What the half-year report says: a golden report in each language, and what it must never say."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.reports.as_text import as_text
from tests.reports.tables import LATER, NOBODYS_BUSINESS, OFFICIAL, all_tables, figure, material, official, released

from videre.disclosure.released import HIDDEN_TEXT, Released
from videre.reports.content import Grid, Picture, Report
from videre.reports.half_year import make_report
from videre.reports.half_years import HalfYear
from videre.reports.wording import Language

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES: list[Language] = ["da", "en"]


def without(*names: str) -> list[Released]:
    return [table for table in all_tables() if table.name not in names]


def grids(report: Report) -> Iterator[Grid]:
    blocks = [block for part in (*report.sections, report.annex) for block in part.blocks]
    yield from (block for block in blocks if isinstance(block, Grid))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_says_what_it_said_before(language: Language) -> None:
    """Read the golden file: it is the whole report. VIDERE_WRITE_GOLDEN=1 writes it anew."""
    path = GOLDEN / f"2015H2-{language}.txt"
    text = as_text(make_report(material(), language))
    if os.environ.get("VIDERE_WRITE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_point_has_a_card_and_a_section_in_both_languages(language: Language) -> None:
    report = make_report(material(), language)
    assert [card.number for card in report.cards] == [1, 2, 3, 4, 5]
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5]
    for section in report.sections:
        kinds = [block.kind for block in (*section.blocks, *section.background)]
        assert {"picture", "grid", "facts", "items", "heading", "paragraph"} <= set(kinds)


def test_the_two_languages_say_the_same_with_the_same_shape() -> None:
    danish, english = (make_report(material(), language) for language in LANGUAGES)
    for one, other in zip(danish.sections, english.sections, strict=True):
        assert [block.kind for block in one.blocks] == [block.kind for block in other.blocks]
        assert one.message != other.message
    for one_grid, other_grid in zip(grids(danish), grids(english), strict=True):
        assert len(one_grid.lines) == len(other_grid.lines)
        assert len(one_grid.head) == len(other_grid.head)


def test_every_row_of_a_table_has_a_cell_for_every_column() -> None:
    for grid in grids(make_report(material(), "da")):
        assert grid.lines
        assert {1 + len(line.cells) for line in grid.lines} == {len(grid.head)}


def test_nothing_from_after_the_half_year_is_said_or_drawn() -> None:
    report = make_report(material(), "da")
    pictures = [block for part in report.sections for block in part.blocks if isinstance(block, Picture)]
    assert "9.973" not in as_text(report)
    assert "januar 2016" not in as_text(report).replace("31. januar 2016", "")
    assert not any("2016" in picture.svg for picture in pictures if "unge" in picture.caption.lower())
    assert "0,97" not in as_text(report)
    later = make_report(material(half=HalfYear(2016, 1)), "da")
    assert later.cards[1].value == "9.973"
    assert LATER == 9973


def test_a_hidden_number_is_a_sign_and_a_lone_row_of_them_is_named() -> None:
    report = make_report(material(), "da")
    assert f"{NOBODYS_BUSINESS:,}".replace(",", ".") not in as_text(report)
    by_age = next(grid for grid in grids(report) if grid.head[0].text == "Alder")
    assert [line.name.text for line in by_age.lines] == ["18-24 år"]
    assert by_age.note == "Udeladt, fordi tallene er skjult: Under 18 år, 25-29 år."
    months = next(grid for grid in grids(report) if grid.head[0].text == "Måned" and len(grid.head) > 4)
    june = next(line for line in months.lines if line.name.text == "juni 2015")
    assert {cell.text for cell in june.cells} == {HIDDEN_TEXT}


def test_a_hidden_headline_says_so_and_tells_no_change() -> None:
    report = make_report(material(half=HalfYear(2015, 1)), "da")
    card, section = report.cards[2], report.sections[2]
    assert card.value == HIDDEN_TEXT
    assert (
        card.about == section.message == "Tallet i juni 2015 er skjult, fordi det kunne røbe noget om enkelte personer."
    )
    assert (card.verdict.standing, card.verdict.label) == ("none", "Skjult")
    assert "Det nyeste tal er skjult" in as_text(report)


def test_a_missing_table_is_an_honest_sentence() -> None:
    report = make_report(material(without("exam", "exam_by_group", "exam_by_months")), "da")
    card, section = report.cards[3], report.sections[3]
    assert (card.value, card.facts) == ("", ())
    assert card.about == section.message
    assert section.message == "Der er ikke frigivet noget tal for dette målepunkt, som er kendt i halvåret."
    assert not [block for block in section.blocks if isinstance(block, Grid | Picture)]


def test_a_report_of_nothing_at_all_still_says_what_would_be_counted() -> None:
    report = make_report(material([]), "en")
    assert {card.value for card in report.cards} == {""}
    assert all("No figure has been released" in section.message for section in report.sections)


def test_the_ministrys_figure_judges_and_is_mixed_with_nothing() -> None:
    card = make_report(material(), "da").cards[0]
    assert card.value == "91\u00a0%"
    assert card.official == "90\u00a0%, årgang 2013, udgivet 2015."
    assert card.verdict.sentence.startswith("Bedømt på ministeriets nyeste tal.")
    table = next(grid for grid in grids(make_report(material(), "da")) if grid.head[1].text == "Område")
    assert [line.cells[1].text for line in table.lines] == ["90\u00a0%", "93\u00a0%", "89\u00a0%"]


def test_where_the_ministrys_figure_is_not_delivered_the_goal_waits() -> None:
    card = make_report(material(without("official_figures")), "da").cards[0]
    assert (card.verdict.standing, card.official) == ("none", "Ikke leveret.")
    assert card.value == "91\u00a0%"


def test_an_official_figure_of_the_baselines_own_cohort_judges_nothing() -> None:
    tables = [*without("official_figures"), official([each for each in OFFICIAL if each[1] == "2012"])]
    verdict = make_report(material(tables), "en").cards[0].verdict
    assert (verdict.standing, verdict.label) == ("none", "Not measured yet")
    assert "is the baseline" in verdict.sentence


def test_a_cohort_that_the_last_report_showed_too_is_said_to_be_the_same() -> None:
    report = make_report(material(half=HalfYear(2016, 1)), "da")
    since = {fact.name: fact.text for fact in report.cards[3].facts}["Siden sidst"]
    assert since == "Der er ikke kommet et nyere tal siden sidste halvår."


def test_a_strategy_with_a_point_that_has_no_measure_is_reported_whole() -> None:
    report = make_report(material(strategy="ungemaal-2030"), "da")
    assert [section.number for section in report.sections] == [1, 2]
    assert report.sections[1].message == "Videre har ingen måling, der svarer på dette målepunkt."
    assert report.cards[0].verdict.standing == "none"  # 25-year-olds are not the cohort that we project


def test_the_front_page_tells_what_to_know_first() -> None:
    plain = make_report(material(), "da").front
    assert (plain.warning, len(plain.notes)) == ("", 1)
    assert make_report(material(is_demo=True), "da").front.warning.startswith("Demonstration")
    unfinished = make_report(material(half=HalfYear(2016, 1)), "da").front
    assert any("Halvåret var ikke slut" in note for note in unfinished.notes)
    after = make_report(material(half=HalfYear(2018, 1)), "da").front
    assert any("Strategien gjaldt til 31. december 2017" in note for note in after.notes)


def test_every_figure_of_the_cards_can_be_explained() -> None:
    report = make_report(material(), "da")
    ids = {line.cells[-1].text for grid in grids(report) for line in grid.lines if grid.head[-1].text == "Kendetegn"}
    there = {row.figure_id for table in all_tables() for row in table.rows}
    assert len(ids) == 10
    assert ids <= there


def test_only_where_intervals_overlap_a_change_may_be_chance() -> None:
    def since(margin: float) -> str:
        ways = {"definition": "at_least_one", "horizon": "25 years"}
        shares = {"2014": 0.80, "2015": 0.90}
        table = released(
            "completion", [figure("completion", y, ways, s * 300, 300, margin=margin) for y, s in shares.items()]
        )
        return {fact.name: fact.text for fact in make_report(material([table]), "en").cards[0].facts}["Since last time"]

    assert since(0.06).startswith("10 percentage points higher than for the cohort of 2014 (80%).")
    assert since(0.06).endswith("may be chance.")
    assert since(0.04) == "10 percentage points higher than for the cohort of 2014 (80%)."


def test_the_best_result_of_the_exam_stands_at_the_bottom_of_its_bars() -> None:
    section = make_report(material(), "da").sections[3]
    picture = next(block for block in section.blocks if isinstance(block, Picture) and "udfald" in block.caption)
    assert picture.svg.index("Bestået 87") < picture.svg.index("Ingen prøver 3")


def test_the_same_material_gives_the_same_report() -> None:
    assert make_report(material(), "da") == make_report(material(), "da")
    assert make_report(material(), "da").day == date(2016, 2, 5).isoformat()


def test_part_of_a_released_table_is_released_and_counts_its_own_hidden() -> None:
    table = next(table for table in all_tables() if table.name == "benefits_by_age_group")
    part = table.part(lambda row: row.period == "2015-12")
    assert (len(part.rows), part.n_hidden) == (3, 2)
    assert (part.name, part.rule) == (table.name, table.rule)
