"""What a report says across the points: initiatives and their status, decisions, what to trust, more measures."""

from dataclasses import replace

import pytest
from tests.reports.as_text import as_text
from tests.reports.tables import all_tables, definitions, figure, material, released

from videre.disclosure.released import HIDDEN_TEXT
from videre.reports.content import Facts, Grid, Items, Paragraph, Part
from videre.reports.half_year import Material, make_report
from videre.reports.steering import AskedDecision, InitiativeStatus, Steering

TOLD = Steering(
    (
        InitiativeStatus("5.1a", {"da": "I gang", "en": "Under way"}, "Anne Andersen", "2015-11-03", "2016-05-01"),
        InitiativeStatus("5.3b", {"da": "Går i stå", "en": "Stuck"}, "", "2015-01-10", "2015-07-01", is_stale=True),
    ),
    (
        AskedDecision("Afsæt timer til overgangsvejledning", "Skole & Uddannelse", "2016-03-01"),
        AskedDecision("Bare tag stilling"),
    ),
)


def part(title: str, given: Material) -> Part:
    report = make_report(given, "da")
    return next(each for each in (*report.first_parts, *report.parts) if each.title == title)


def grids(found: Part) -> list[Grid]:
    return [block for block in found.blocks if isinstance(block, Grid)]


def test_every_initiative_of_the_strategy_stands_in_its_focus_area() -> None:
    strategy = material().strategy
    tables = grids(part("Indsatserne", material()))
    assert len(tables) == len(strategy.focus_areas) == 3
    for area, table in zip(strategy.focus_areas, tables, strict=True):
        assert [line.name.text for line in table.lines] == [
            f"{each.number} {each.title.da}" for each in area.initiatives
        ]
    assert sum(len(table.lines) for table in tables) == 18


def test_without_records_the_report_says_that_nobody_has_told_a_status() -> None:
    found = part("Indsatserne", material())
    assert isinstance(found.blocks[0], Paragraph)
    assert found.blocks[0].text.startswith("Ingen har ført status")
    assert {line.cells[1].text for table in grids(found) for line in table.lines} == {"Ikke oplyst"}


def test_a_status_is_told_with_its_owner_and_day_and_a_stale_one_is_called_stale() -> None:
    found = part("Indsatserne", replace(material(), steering=TOLD))
    lines = {
        line.name.text.split()[0]: [cell.text for cell in line.cells] for table in grids(found) for line in table.lines
    }
    assert lines["5.1a"][:3] == ["Anne Andersen", "I gang", "3. november 2015"]
    assert lines["5.3b"][1] == "Går i stå (for gammel)"
    assert lines["5.2a"][1] == "Ikke oplyst"
    roll_ups = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert "Status, der stadig gælder: 1. Status, der er for gammel: 0." in roll_ups[0]
    assert "Status, der stadig gælder: 0. Status, der er for gammel: 1." in roll_ups[2]


def test_decisions_are_those_written_and_those_that_the_figures_and_stale_statuses_ask_for() -> None:
    found = part("Beslutninger, der bedes om", replace(material(), steering=TOLD))
    asked = [item for block in found.blocks if isinstance(block, Items) for item in block.items]
    assert asked[0] == "Afsæt timer til overgangsvejledning (Skole & Uddannelse, senest 1. marts 2016)"
    assert asked[1] == "Bare tag stilling"
    assert any(item.startswith("3. ") and "Hvad skal der gøres anderledes" in item for item in asked)
    assert asked[-1] == "Indsatser, hvis status er for gammel: 1 (5.3b). Hvem siger, hvordan de står?"
    behind = [card.number for card in make_report(material(), "da").cards if card.verdict.standing == "behind"]
    assert len(asked) == 3 + len(behind)


def test_a_point_without_a_figure_asks_who_sees_to_it_that_data_come() -> None:
    tables = [table for table in all_tables() if not table.name.startswith("exam")]
    found = part("Beslutninger, der bedes om", material(tables))
    asked = [item for block in found.blocks if isinstance(block, Items) for item in block.items]
    assert any(item.startswith("4. ") and "Hvem sørger for" in item for item in asked)


def test_what_to_trust_says_unknown_age_hidden_and_every_caveat() -> None:
    found = part("Kan vi stole på tallene?", material())
    facts = [fact.text for block in found.blocks if isinstance(block, Facts) for fact in block.facts]
    assert any("40" in text for text in facts)  # the unknown of point 3
    assert any("ældste kilde 30. november 2015" in text for text in facts)
    said = [item for block in found.blocks if isinstance(block, Items) for item in block.items]
    measured = [point.measure for point in material().strategy.measurement_points if point.measure]
    caveats = [caveat.da for name in measured for caveat in definitions().measure(name).caveats]
    assert said == caveats


BESIDE = tuple(each for each in definitions().list_measures() if each.beside)


def with_beside() -> Material:
    """Return the material with two measures beside the points: one in months, one by cohort with hidden numbers."""
    young = [
        figure("youth_18_24", month, {}, 700 + place, 1000)
        for place, month in enumerate(("2014-12", "2015-12", "2016-01"))
    ]
    doing = {"education": 260, "work": 3, "preparatory": 4, "in_or_through": 280}
    back = [
        figure("given_back", "2014", {"doing": name, "months_after": months}, n, 300)
        for name, n in doing.items()
        for months in ("3", "15")
    ]
    tables = [*all_tables(), released("youth_18_24", young), released("given_back", back)]
    return replace(material(tables), beside=BESIDE)


def test_the_annex_has_every_measure_beside_the_points_and_says_where_nothing_is_known() -> None:
    text = as_text(make_report(with_beside(), "da"))
    assert len(BESIDE) >= 8
    assert all(measure.title.da in text for measure in BESIDE)
    found = part("Bilag: flere målinger", with_beside())
    nothing = [block for block in found.blocks if isinstance(block, Paragraph) and "ikke frigivet" in block.text]
    assert len(nothing) == len(BESIDE) - 2


def test_a_measure_beside_shows_its_newest_figures_of_the_half_year_with_of_how_many() -> None:
    young, back = sorted(
        grids(part("Bilag: flere målinger", with_beside())), key=lambda grid: grid.caption, reverse=False
    )
    assert [cell.text for cell in young.head[1:]] == ["december 2015", "december 2014"]  # not January 2016
    assert [(cell.text, cell.of_text) for cell in young.lines[0].cells] == [
        ("70,1\u00a0%", "af 1.000"),
        ("70,0\u00a0%", "af 1.000"),
    ]
    assert back.caption.endswith("15 måneder")
    assert [line.name.text for line in back.lines] == [
        "I uddannelse",
        "I gang med eller har fuldført en ungdomsuddannelse",
    ]
    assert back.note == "Udeladt, fordi tallene er skjult: I arbejde, Forberedende forløb."


def test_a_report_keeps_what_steering_said_word_for_word() -> None:
    assert Steering.from_dict(TOLD.as_dict()) == TOLD


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_part_shows_a_hidden_number(language: str) -> None:
    report = make_report(with_beside(), "da" if language == "da" else "en")
    text = as_text(report)
    assert HIDDEN_TEXT in text
    assert "1,0\u00a0%" not in text.split("Bilag")[-1]
