"""Official figures are released place by place as shares; what cannot be compared is left out."""

from datetime import date
from pathlib import Path

import pytest
from tests.homes import TODAY, deliver, new_home
from tests.pipeline.test_comparing import PERSONS, people, row

from videre.disclosure.released import Released
from videre.home.home import Home
from videre.pipeline.comparing import compare
from videre.pipeline.gathering import gather
from videre.pipeline.releasing_compared import release_compared

SHARE = "two_in_danish_and_mathematics"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def released_of(home: Home, rows: list[dict[str, object]]) -> Released | None:
    deliver(home, "official_figures", rows, reported=date(2015, 6, 1))
    return release_compared(gather(home, TODAY))


def values_of(table: Released | None, indicator: str) -> dict[str, float | None]:
    assert table is not None
    return {row.breakdown["area"]: row.value for row in table.rows if row.breakdown["indicator"] == indicator}


def test_a_count_is_released_as_a_share_of_the_published_population(home: Home) -> None:
    rows = [
        row(PERSONS, "2015-05", "Albertslund", 90, "age=16-24"),
        row(PERSONS, "2015-05", "Hele landet", 9000, "age=16-24"),
    ]
    rows += people("Albertslund", "2015-04", 100) + people("Hele landet", "2015-04", 20_000)
    table = released_of(home, rows)
    assert values_of(table, PERSONS) == pytest.approx({"Albertslund": 90 / 1800, "Hele landet": 9000 / 360_000})
    assert table is not None
    assert {each.unit for each in table.rows} == {"share"}
    assert not any(each.is_hidden for each in table.rows)


def test_a_count_without_its_population_is_left_out(home: Home) -> None:
    assert released_of(home, [row(PERSONS, "2015-05", "Albertslund", 90)]) is None


def test_a_published_share_stays_as_it_was_published_with_its_source_and_year(home: Home) -> None:
    table = released_of(home, [row(SHARE, "2014/15", "Albertslund", 0.873), row(SHARE, "2014/15", "Ballerup", 0.91)])
    assert values_of(table, SHARE) == {"Albertslund": 0.873, "Ballerup": 0.91}
    assert table is not None
    assert {(each.breakdown["source"], each.breakdown["published"]) for each in table.rows} == {("Kilde", "2015")}


def test_an_average_mark_is_no_share_and_is_left_out(home: Home) -> None:
    rows = [row("mark_in_danish", "2014/15", "Albertslund", 6.4), row(SHARE, "2014/15", "Albertslund", 0.873)]
    table = released_of(home, rows)
    assert values_of(table, "mark_in_danish") == {}


def test_what_is_released_is_what_the_command_compares(home: Home) -> None:
    rows = [row(SHARE, f"{year}/{year - 1999}", "Albertslund", 0.8) for year in range(2008, 2015)]
    table = released_of(home, rows)
    compared = compare(home, ["exam"], TODAY, n_periods=4)
    assert table is not None
    assert {each.period for each in table.rows} == {each.period for each in compared if each.value is not None}
    assert len({each.period for each in table.rows}) == 4
