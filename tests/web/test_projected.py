"""The page of completion shows where the cohort is heading, whether that was right before, and why it moved."""

import re

import pytest
from django.test import Client
from tests.projected import projected_tables
from tests.web.site import write_tables
from tests.web.test_pages import text_of

from videre.disclosure.released import Released
from videre.home.home import Home

PAGE = "/maalepunkt/completion"
PARTS = ("why", "fan", "hindsight", "profile", "beside")


def part_of(page: str, key: str) -> str:
    """Return a part of the page, as it is written."""
    found = re.search(rf'<section id="{key}".*?</section>', page, re.DOTALL)
    assert found is not None, key
    return found[0]


def test_the_page_has_all_five_parts_each_with_a_way_to_it(reader: Client, tables: list[Released]) -> None:
    page = reader.get(PAGE).text
    places = [page.index(f'<section id="{key}"') for key in PARTS]
    assert places == sorted(places)
    assert all(f'href="#{key}"' in page for key in PARTS)
    assert [part_of(page, key).count("<svg") for key in PARTS] == [0, 2, 1, 1, 0]


def test_the_sentence_says_of_how_many_points_most_came_from_where(reader: Client, tables: list[Released]) -> None:
    said = text_of(part_of(reader.get(PAGE).text, "why"))
    assert "Af de 1,8 kommer 1,1 fra færre afbrud i grundforløb 2" in said


def test_the_fan_follows_the_choices_of_the_page(reader: Client, tables: list[Released]) -> None:
    said = text_of(part_of(reader.get(f"{PAGE}?definition=a_youth_education&horisont=before+25").text, "fan"))
    assert "Årgang 2015: ventes at have fuldført en ungdomsuddannelse" in said
    assert "Ventes at fuldføre en ungdomsuddannelse før de fylder 25 år" in said
    assert "25 år 82 % 81–83 %" in said


def test_the_ministrys_figure_stands_beside_the_figure_of_its_own_kind_whatever_is_chosen(
    reader: Client, tables: list[Released]
) -> None:
    for choice in ("", "?definition=a_youth_education&horisont=before+25"):
        said = text_of(part_of(reader.get(PAGE + choice).text, "beside"))
        assert "Ministeriets nyeste 90 % for årgang 2013, udgivet 2015" in said
        assert "Vores for samme årgang 90 % for årgang 2013 (95 %-interval 87–94 %)" in said
        assert "profilmodel-lignende" in said


def test_the_page_is_english_for_who_reads_english(reader: Client, tables: list[Released]) -> None:
    reader.post("/sprog", {"language": "en", "next": PAGE})
    page = reader.get(PAGE).text
    assert "25 years is never back-tested" in text_of(part_of(page, "hindsight"))
    assert "Further down this page" in page


def test_a_breakdown_has_no_projection_and_neither_has_another_point(reader: Client, tables: list[Released]) -> None:
    for path in (f"{PAGE}/fordelt/sex", "/maalepunkt/exam", "/maalepunkt/pathways"):
        assert '<section id="fan"' not in reader.get(path).text


def test_a_page_without_the_projection_is_the_page_that_it_was(
    reader: Client, home: Home, tables: list[Released]
) -> None:
    for table in projected_tables(300):
        (home.paths.released / f"{table.name}.json").unlink()
    page = reader.get(PAGE)
    assert page.status_code == 200
    assert not any(f'<section id="{key}"' in page.text for key in PARTS)


@pytest.mark.parametrize("n_persons", [5, 30])
def test_the_page_of_a_small_place_says_what_it_cannot_show(
    reader: Client, home: Home, tables: list[Released], n_persons: int
) -> None:
    write_tables(home, list(projected_tables(n_persons)))
    page = reader.get(PAGE).text
    assert "for lille" in text_of(part_of(page, "why"))
    assert "25 år er aldrig efterprøvet" in text_of(part_of(page, "hindsight"))
    hidden = '<span aria-hidden="true">·</span><span class="sr-only">skjult</span>'
    assert hidden in part_of(page, "fan")
