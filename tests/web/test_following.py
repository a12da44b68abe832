"""The pages of what stands beside measurement point 5: flow, intake, work after, other courses, given back."""

import re

import pytest
from django.test import Client
from tests.web.site import write_tables
from tests.web.tables import figure, released
from tests.web.test_pages import cells_of, text_of

from videre.disclosure.released import Released
from videre.home.home import Home

HIDDEN = "· skjult"


def picture_of(page: str) -> str:
    """Return the chart of a page."""
    found = re.search(r'<svg role="img".*?</svg>', page.split('id="view"')[1], re.DOTALL)
    assert found is not None
    return found[0]


def test_the_flow_has_a_column_a_look_and_a_table_a_step(reader: Client, tables: list[Released]) -> None:
    page = reader.get("/maalepunkt/flows").text
    picture = picture_of(page)
    for text in ("Førstevalg", "3 måneder", "15 måneder", "27 måneder", "Fuldført"):
        assert text in picture
    assert page.count("<table") == 3
    assert "Fra førstevalg til 3 måneder" in page
    assert "Fra 15 måneder til 27 måneder" in page
    assert cells_of(page.split("til 15 måneder")[2], "10. klasse og efterskole")[:3] == ["312", "29 %", "9,9 %"]
    assert "Hver søjle er hele årgangen" in page
    assert 'class="key"' not in page  # no single figure stands for a flow


def test_a_cohort_of_the_flow_can_be_chosen(reader: Client, tables: list[Released]) -> None:
    page = reader.get("/maalepunkt/flows?aargang=2014").text
    assert "27 måneder" not in picture_of(page)
    assert "Årgang 2014" in page
    assert reader.get("/maalepunkt/flows?aargang=1950").status_code == 404


def test_a_flow_of_five_persons_shows_nothing_but_that_it_is_hidden(reader: Client, home: Home) -> None:
    few = [
        figure("flows", "2012", {"from": "no_choice", "to": to, "months": "3"}, n, 5)
        for to, n in (("stu", 3), ("elsewhere", 2))
    ]
    write_tables(home, [released("flows", few)])
    page = reader.get("/maalepunkt/flows").text
    assert "Skjult 100\u00a0%" in picture_of(page)
    assert "60" not in text_of(page.split("<table")[1].split("</table>")[0])


def test_intake_and_completion_stand_by_year_and_kind(reader: Client, tables: list[Released]) -> None:
    page = reader.get("/maalepunkt/intake").text
    assert cells_of(page, "stx")[:3] == ["369", "369", "369"]
    assert page.count("<table") == 2
    assert page.count('<svg role="img"') >= 2
    assert "egu" not in page.split("<table")[1].split("</table>")[0]  # nobody started it


def test_work_after_completing_is_told_of_how_many_and_by_status(reader: Client, tables: list[Released]) -> None:
    page = reader.get("/maalepunkt/after_completing").text
    assert cells_of(page, "eud hovedforløb")[0] == "88"
    assert "61 %" in text_of(page.split('class="key"')[1].split("</section>")[0])
    assert "I ordinært arbejde et år efter et hovedforløb, 2014" in text_of(page)
    by_class = reader.get("/maalepunkt/after_completing/fordelt/class?efter=24").text
    assert "2013" in by_class
    assert re.findall(r'<th scope="col">([^<]*)</th>', by_class)[1:] == [
        "Ud af",
        "Uddannelse",
        "Ordinært arbejde",
        "Ukendt",
    ]


def test_the_courses_of_those_who_complete_nothing_begin_with_any_and_end_with_none(
    reader: Client, tables: list[Released]
) -> None:
    page = reader.get("/maalepunkt/alternatives").text
    names = re.findall(r'<th scope="row">([^<]*)</th>', page.split("<table")[1])
    assert names[0] == "Mindst ét"
    assert names[-1] == "Intet af dem"
    assert names[1:-1] == ["Produktionsskole", "Brobygning", "Egu"]
    assert cells_of(page, "Produktionsskole") == ["60", "50 %", "50 %"]


@pytest.mark.parametrize(("dimension", "everybody"), [("school", "Alle skoler"), ("unit", "Alle enheder")])
def test_what_is_given_back_is_held_against_everybody_sent_on_and_against_the_official_figures(
    reader: Client, tables: list[Released], dimension: str, everybody: str
) -> None:
    page = reader.get(f"/maalepunkt/given_back/fordelt/{dimension}").text
    names = re.findall(r'<th scope="row">([^<]*)</th>', page.split("<table")[1])
    assert names[0] == everybody
    assert everybody in picture_of(page)
    official = page.split("Officielle tal for det samme")[2]
    assert cells_of(official, "2013") == ["Albertslund", "78 %", "2015", "Undervisningsministeriet"]
    assert "78\u00a0%" not in picture_of(page)


def test_units_have_their_names_and_a_team_nobody_knows_its_own(reader: Client, tables: list[Released]) -> None:
    page = reader.get("/maalepunkt/given_back/fordelt/unit").text
    names = re.findall(r'<th scope="row">([^<]*)</th>', page.split("<table")[1].split("</table>")[0])
    assert names == ["Alle enheder", "Jobcentret", "UU (vejledningen)", "team_nord"]
    assert cells_of(page, "team_nord")[2] == HIDDEN  # of thirty, one in work is hidden


def test_without_an_official_figure_the_page_says_so(reader: Client, tables: list[Released]) -> None:
    page = reader.get("/maalepunkt/given_back?efter=3").text
    assert "Der er ikke leveret et officielt tal for det samme" in page
    assert "Officielle tal for det samme" not in page


def test_first_and_later_stand_in_a_table_of_their_own(reader: Client, tables: list[Released]) -> None:
    page = reader.get("/maalepunkt/pathways").text
    assert "Først og senere: årgang 2014" in page
    assert "Valgt senere" in page
