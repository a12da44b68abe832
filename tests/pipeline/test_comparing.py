"""Official figures place by place: what is not published is shown as that, and counts become shares."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.homes import TODAY, deliver, new_home
from tests.registers.opendata.asking import fetch_from
from tests.registers.opendata.server import serving
from tests.registers.opendata.speaking import PLACES, statbank, table, value_of

from videre.cli.app import app
from videre.cli.exit_codes import ExitCode
from videre.definitions.files import NoSuchDefinition
from videre.domain.official import OfficialFigure
from videre.home.home import Home
from videre.pipeline.comparing import Book, Compared, compare, people_of

PERSONS = "kontanthjaelp_under_30_persons"
AGES = range(16, 25)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def row(
    indicator: str, cohort: str, area: str, value: float, group: str = "", published: int = 2015
) -> dict[str, object]:
    """Return an official figure as it is delivered."""
    return {
        "indicator": indicator,
        "cohort": cohort,
        "area": area,
        "group": group,
        "value": value,
        "published": published,
        "source": "Kilde",
    }


def people(area: str, cohort: str, n: int, ages: range = AGES) -> list[dict[str, object]]:
    """Return a population: so many of each sex and age."""
    return [row("population", cohort, area, n, f"sex={sex},age={age}") for age in ages for sex in "MK"]


def found(rows: list[Compared], area: str, indicator: str = PERSONS) -> Compared:
    """Return the row of a place."""
    (only,) = [each for each in rows if (each.area, each.indicator) == (area, indicator)]
    return only


def test_a_count_becomes_a_share_of_the_people_of_its_age_in_both_sexes(home: Home) -> None:
    rows = [
        row(PERSONS, "2015-05", "Albertslund", 90, "age=16-24"),
        row(PERSONS, "2015-05", "Hele landet", 9000, "age=16-24"),
    ]
    rows += people("Albertslund", "2015-04", 100) + people("Hele landet", "2015-04", 20_000)
    deliver(home, "official_figures", rows, reported=date(2015, 6, 1))
    compared = compare(home, ["benefits"], TODAY)
    own, country = found(compared, "Albertslund"), found(compared, "Hele landet")
    assert own.share == pytest.approx(90 / 1800)
    assert country.share == pytest.approx(9000 / 360_000)
    assert own.per_country == pytest.approx(2)
    assert country.per_country == 1


def test_a_place_that_has_not_published_is_there_without_a_value_and_never_with_0(home: Home) -> None:
    deliver(home, "official_figures", [row(PERSONS, "2015-05", "Albertslund", 90)], reported=date(2015, 6, 1))
    compared = compare(home, ["benefits"], TODAY)
    assert [each.area for each in compared] == list(PLACES.names)
    assert {each.area: each.value for each in compared if each.value is not None} == {"Albertslund": 90}
    assert {each.per_country for each in compared} == {None}


@pytest.mark.parametrize(
    ("ages", "cohort"), [(range(16, 24), "2015-04"), (AGES, "2015-02"), (AGES, "2015-06")], ids=["age", "old", "later"]
)
def test_a_population_with_an_age_missing_or_of_another_time_is_no_denominator(
    home: Home, ages: range, cohort: str
) -> None:
    rows = [row(PERSONS, "2015-05", "Albertslund", 90, "age=16-24"), *people("Albertslund", cohort, 100, ages)]
    deliver(home, "official_figures", rows, reported=date(2015, 7, 1))
    assert found(compare(home, ["benefits"], TODAY), "Albertslund").share is None


def test_the_newest_edition_counts_and_only_what_was_published_by_the_day(home: Home) -> None:
    for year, value in ((2014, 0.80), (2015, 0.85)):
        rows = [row("at_least_one", "2012", "Albertslund", value, published=year)]
        deliver(home, "official_figures", rows, reported=date(year, 5, 1))
    now, then = (compare(home, ["completion"], day) for day in (TODAY, date(2014, 12, 31)))
    assert (found(now, "Albertslund", "at_least_one").value, found(then, "Albertslund", "at_least_one").value) == (
        0.85,
        0.80,
    )


def test_a_share_of_the_same_table_is_of_the_same_group(home: Home) -> None:
    neet = table("statbank-neet")
    with serving(statbank(neet)) as source:
        (result,) = fetch_from(source, home, "statbank", neet.name)
    assert result.refusal == ""
    for by in ([], ["sex", "age"]):
        compared = compare(home, ["youth_15_17"], TODAY, by)
        assert {len(each.group.split(",")) if each.group else 0 for each in compared} == {len(by)}
        assert len(compared) > 0
    own = [
        each
        for each in compared
        if each.area == "Albertslund" and each.indicator == "neet_16_24" and each.group == "sex=K,age=20"
    ]
    codes = {"BOPOMR": "165", "KØN": "K", "ALDER": "20", "Tid": "2014"}
    part, whole = (value_of(dict(sorted({**codes, "STATUSNEET": status}.items()))) for status in ("10", "0"))
    assert part is not None
    assert whole is not None
    assert own[0].share == pytest.approx(part / whole)


def test_a_measure_that_is_not_there_is_named(home: Home) -> None:
    with pytest.raises(NoSuchDefinition, match="youth_15_17"):
        compare(home, ["youth"], TODAY)


@given(st.lists(st.integers(0, 500), min_size=18, max_size=18), st.sets(st.integers(0, 17), max_size=3))
def test_people_are_summed_over_the_finest_groups_or_not_at_all(numbers: list[int], missing: set[int]) -> None:
    groups = [f"sex={sex},age={age}" for age in AGES for sex in "MK"]
    there = [
        OfficialFigure("population", "2015-04", "", "A", group, number, 2015, "")
        for place, (group, number) in enumerate(zip(groups, numbers, strict=True))
        if place not in missing
    ]
    expected = None if missing else sum(numbers)
    assert people_of(there, {"age": "16-24"}) == expected
    total = OfficialFigure("population", "2015-04", "", "A", "", 12_345, 2015, "")
    assert people_of([*there, total], {}) == 12_345  # published as a whole: the sum is not needed
    assert people_of(there, {"age": "16-25"}) is None
    assert people_of(there, {"origin": "danish"}) is None
    assert Book([total]).share(total, "population") == 1


def test_as_typed(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", "benefits", "--home", str(home.paths.root), "--format", "json"]
    assert app(words, result_action="return_value") == ExitCode.DONE
    assert "videre fetch statbank" in capsys.readouterr().err
    deliver(home, "official_figures", [row(PERSONS, "2015-05", "Albertslund", 90)], reported=date(2015, 6, 1))
    assert app(words, result_action="return_value") == ExitCode.DONE
    said = json.loads(capsys.readouterr().out)
    assert [(each["area"], each["value"]) for each in said[:2]] == [("Hele landet", None), ("Albertslund", 90)]
    assert app([*words[:-2], "--by", "age"], result_action="return_value") == ExitCode.DONE
