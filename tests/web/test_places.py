"""The country and other municipalities on the page of a measure: what is not published says so, and is never 0."""

import re

from django.test import Client
from tests.web.tables import PROVENANCE

from videre.definitions.catalogue import Definitions
from videre.disclosure.published import release_published
from videre.disclosure.released import Released
from videre.domain.figures import Unit
from videre.domain.official import OfficialFigure
from videre.home.home import Home
from videre.pipeline.fetching import PLACES
from videre.pipeline.releasing_compared import COMPARED_PLACES, RULE

SHARE = "two_in_danish_and_mathematics"


def write_places(home: Home, values: dict[str, float], period: str = "2014/15") -> None:
    figures = [OfficialFigure(SHARE, period, "", area, "", value, 2015, "Kilde") for area, value in values.items()]
    table = release_published(COMPARED_PLACES, figures, {SHARE: Unit.SHARE}, PROVENANCE, RULE)
    (home.paths.released / f"{COMPARED_PLACES}.json").write_text(table.as_json(), "utf-8")


def lines_of(html: str) -> dict[str, tuple[str, str]]:
    """Return each place with its share and its difference from the country."""
    section = html.split('id="places"')[1].split("</section>", maxsplit=1)[0].replace("\u00a0", " ")
    found = re.findall(
        r'<tr><th scope="row">(?:<strong>)?([^<]+)(?:</strong>)?</th><td>([^<]*)</td><td>([^<]*)</td>', section
    )
    return {name: (value, difference) for name, value, difference in found}


def test_every_place_stands_with_its_share_and_how_far_it_is_from_the_country(
    reader: Client, home: Home, tables: list[Released]
) -> None:
    write_places(home, {"Hele landet": 0.9, "Albertslund": 0.85, "Ballerup": 0.92})
    lines = lines_of(reader.get("/maalepunkt/exam").content.decode())
    names = Definitions().places(PLACES).with_own(165, "Albertslund").names
    assert list(lines) == list(names)
    assert lines["Hele landet"] == ("90,0 %", "–")
    assert lines["Albertslund"] == ("85,0 %", "−5,0 procentpoint")
    assert lines["Ballerup"] == ("92,0 %", "+2,0 procentpoint")
    assert lines["Ishøj"] == ("ikke offentliggjort", "–")


def test_without_the_country_no_difference_is_told(reader: Client, home: Home, tables: list[Released]) -> None:
    write_places(home, {"Albertslund": 0.85})
    lines = lines_of(reader.get("/maalepunkt/exam").content.decode())
    assert lines["Albertslund"] == ("85,0 %", "–")
    assert lines["Hele landet"] == ("ikke offentliggjort", "–")


def test_a_measure_of_which_nothing_is_published_has_no_comparison(
    reader: Client, home: Home, tables: list[Released]
) -> None:
    write_places(home, {"Hele landet": 0.9})
    assert 'id="places"' not in reader.get("/maalepunkt/youth_15_17").content.decode()
