"""uddannelsesstatistik.dk and jobindsats.dk: their protocols, and answers that are not what was asked for."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.homes import new_home, stored
from tests.registers.opendata.asking import NOON, fetch_from, kept_files
from tests.registers.opendata.server import SECRET, Answer, Reply, Request, as_json, serving
from tests.registers.opendata.speaking import jobindsats, table, uddannelsesstatistik

from videre.definitions.opendata import Axis, SourceName
from videre.home.home import Home
from videre.registers.opendata.numbers_in_text import NoNumber, danish_number
from videre.registers.opendata.periods import find_period

MARKS = table("uddannelsesstatistik-danish-and-mathematics")
BENEFITS = table("jobindsats-kontanthjaelp")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def rows_of(home: Home) -> dict[tuple[str, str, str, str], float]:
    """Return the official figures of a home by indicator, period, place and group."""
    rows = stored(home, "official_figures").rows(named=True)
    return {(row["indicator"], row["cohort"], row["area"], row["group"] or ""): row["value"] for row in rows}


def refusal(home: Home, source_name: SourceName, name: str, answer: Answer) -> str:
    """Return why nothing was kept of a table, and see that nothing was."""
    with serving(answer) as source:
        (result,) = fetch_from(source, home, source_name, name)
    assert result.outcome == "refused"
    assert kept_files(home) == {}
    return result.refusal


def changed(answer: Answer, path: str, how: Callable[[Reply], Reply]) -> Answer:
    """Return a source whose answers at one path are changed."""

    def other(request: Request) -> Reply:
        reply = answer(request)
        return how(reply) if request.path.startswith(path) else reply

    return other


@pytest.mark.parametrize("first_page", [0, 1])
@pytest.mark.parametrize("rows_of_page", [3, 1000])
def test_marks_are_fetched_page_by_page_whether_pages_are_counted_from_0_or_1(
    home: Home, first_page: int, rows_of_page: int
) -> None:
    if first_page == 0:
        rows_of_page = 1000  # who counts from 0 and has a page 1 is understood as counting from 1
    with serving(uddannelsesstatistik(MARKS, first_page=first_page, rows_of_page=rows_of_page)) as source:
        (result,) = fetch_from(source, home, "uddannelsesstatistik", MARKS.name)
    assert (result.outcome, result.refusal) == ("fetched", "")
    figures = rows_of(home)
    assert figures["two_in_danish_and_mathematics", "2014/15", "Albertslund", ""] == 0.973
    assert figures["mark_in_danish", "2013/14", "Albertslund", ""] == 7.1
    assert figures["mark_in_mathematics", "2013/14", "Hele landet", ""] == 2351  # a point parts thousands
    assert len(figures) == 2 * (8 * 2 + 3)


def test_a_row_that_is_missing_is_not_published_and_never_0(home: Home) -> None:
    with serving(uddannelsesstatistik(MARKS)) as source:
        fetch_from(source, home, "uddannelsesstatistik", MARKS.name)
    areas = {area for _, _, area, _ in rows_of(home)}
    assert "Vallensbæk" not in areas
    assert 0 not in rows_of(home).values()


def test_the_credit_with_the_day_of_fetching_stands_in_every_row(home: Home) -> None:
    with serving(uddannelsesstatistik(MARKS)) as source:
        fetch_from(source, home, "uddannelsesstatistik", MARKS.name)
    assert set(stored(home, "official_figures")["source"]) == {
        "Kilde: Uddannelsesstatistik.dk, GS/KARA/KARADM, hentet 01.09.2015"
    }


def test_the_question_names_area_topic_and_subtopic(home: Home) -> None:
    with serving(uddannelsesstatistik(MARKS)) as source:
        fetch_from(source, home, "uddannelsesstatistik", MARKS.name)
        skema, first = source.asked[0], source.asked[1]
    assert skema.body == {"område": "GS", "emne": "KARA", "underemne": "KARADM"}
    assert first.body["område"] == "GS"
    assert first.body["tomme_rækker"] is False
    assert "Albertslund" in first.body["filtre"]["[Institution].[Beliggenhedskommune]"]


def test_what_was_asked_today_is_not_asked_again_and_the_same_answer_is_kept_once(home: Home) -> None:
    with serving(jobindsats(BENEFITS)) as source:
        for hour in (12, 13, 23):
            fetch_from(source, home, "jobindsats", BENEFITS.name, at=NOON.replace(hour=hour))
        assert len(source.asked) == 3  # the description, all places, the country
        (result,) = fetch_from(source, home, "jobindsats", BENEFITS.name, at=NOON.replace(day=5))
        assert len(source.asked) == 6
    assert result.outcome == "unchanged"
    assert len(kept_files(home)) == 3


ODD_MARKS: dict[str, tuple[str, Callable[[Reply], Reply], str]] = {
    "another schema": ("/Api/v1/skema", lambda _: as_json({"dimensions": []}), "another form"),
    "a figure less": (
        "/Api/v1/skema",
        lambda _: as_json({"detaljer": [{"name": MARKS.area.axis}, {"name": MARKS.time.axis}], "nøgletal": ["x"]}),
        "has no “Andel elever",
    ),
    "a web page": ("/Api/v1/statistik", lambda _: Reply(b"<html>Vedligehold"), "web page"),
    "no rows": ("/Api/v1/statistik", lambda _: as_json({"fejl": "?"}), "something else than rows"),
    "nothing": ("/Api/v1/statistik", lambda _: as_json([]), "without a single figure"),
    "the same page again and again": ("/Api/v1/statistik", lambda _: as_json([row()]), "same page twice"),
}


def row(**more: str) -> dict[str, str]:
    """Return a row of marks."""
    return {
        MARKS.area.axis: "Albertslund",
        MARKS.time.axis: "2013/2014",
        "Gennemsnit - Dansk bundne prøver": "7,0",
        **more,
    }


@pytest.mark.parametrize("how", ODD_MARKS)
def test_odd_answers_of_uddannelsesstatistik_are_refused(home: Home, how: str) -> None:
    path, change, words = ODD_MARKS[how]
    answer = changed(uddannelsesstatistik(MARKS), path, change)
    assert words in refusal(home, "uddannelsesstatistik", MARKS.name, answer)


@pytest.mark.parametrize(
    "more",
    [
        {"Gennemsnit - Dansk bundne prøver": "syv"},
        {"Gennemsnit - Dansk bundne prøver": "1.23"},
        {"[Skoleår].[Skoleår]": "2013"},
        {"[Skoleår].[Skoleår]": "2013/2015"},
        {"[Institution].[Beliggenhedskommune]": "Fanø"},
    ],
)
def test_a_row_with_an_odd_number_period_or_place_is_refused(home: Home, more: dict[str, str]) -> None:
    def answer(request: Request) -> Reply:
        if request.path == "/Api/v1/skema":
            return uddannelsesstatistik(MARKS)(request)
        return as_json([row(**more)] if request.body["side"] == 1 else [])

    assert "Nothing was kept" in refusal(home, "uddannelsesstatistik", MARKS.name, answer)


@pytest.mark.parametrize("key", ["", "/Api/v1/skema"])
def test_without_a_key_that_is_accepted_the_key_is_named_and_not_shown(home: Home, key: str) -> None:
    words = refusal(home, "uddannelsesstatistik", MARKS.name, lambda _request: as_json({"title": SECRET}, status=401))
    assert "does not accept the key" in words
    assert SECRET not in words


@pytest.mark.parametrize("has_version_3", [True, False])
def test_benefits_are_fetched_by_version_3_and_by_version_2_where_3_is_not_there(
    home: Home, has_version_3: bool
) -> None:
    if not has_version_3:  # version 2 does not describe how a table is divided: the definition must say it
        folder = home.paths.definitions / "opendata"
        folder.mkdir(parents=True)
        said = BENEFITS.model_dump(mode="json", exclude_none=True)
        said["groups"]["age"] = {"axis": "_alder3", "codes": said["groups"]["age"]["codes"]}
        (folder / f"{BENEFITS.name}.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    with serving(jobindsats(BENEFITS, has_version_3=has_version_3)) as source:
        (result,) = fetch_from(source, home, "jobindsats", BENEFITS.name)
        keys = {request.path[:3]: request.headers["authorization"] for request in source.asked}
    assert (result.outcome, result.refusal) == ("fetched", "")
    figures = rows_of(home)
    assert figures["kontanthjaelp_under_30_persons", "2014-12", "Albertslund", "age=16-24"] == 411
    assert figures["kontanthjaelp_under_30_full_time", "2014-12", "Hele landet", "age=25-29"] == 1250.5
    assert ("kontanthjaelp_under_30_full_time", "2014-12", "Albertslund", "age=16-24") not in figures
    assert {area for _, _, area, _ in figures} >= {"Hele landet", "Albertslund", "Glostrup"}
    assert not any("alt" in group for _, _, _, group in figures)
    assert keys == {"/v3": f"Bearer {SECRET}"} | ({} if has_version_3 else {"/v2": SECRET})


def test_version_3_is_asked_for_months_only_and_for_the_country_by_itself(home: Home) -> None:
    with serving(jobindsats(BENEFITS)) as source:
        fetch_from(source, home, "jobindsats", BENEFITS.name)
        assert source.asked[1].parameters == {
            "mgroup.*": "*",
            "period.M": "2014M11,2014M12",
            "hierarchy._nykom": "*",
            "hierarchy._alder3": "*",
            "format": "json",
        }
        assert source.asked[2].parameters["hierarchy._nykom"] == "/"


def test_version_2_without_the_name_of_a_division_says_what_to_write(home: Home) -> None:
    words = refusal(home, "jobindsats", BENEFITS.name, jobindsats(BENEFITS, has_version_3=False))
    assert "Write `axis` instead of `called`" in words


def rows_changed(how: Callable[[dict[str, Any]], Any]) -> Callable[[Reply], Reply]:
    """Return a change of what an answer says."""
    return lambda reply: as_json(how(json.loads(reply.body.decode("utf-8-sig"))))


def with_cell(said: dict[str, Any], place: int, value: object) -> dict[str, Any]:
    """Return an answer with a value in one column of every row."""
    for each in said["rows"]:
        each[place] = value
    return said


def twice(said: dict[str, Any]) -> dict[str, Any]:
    """Return an answer in which a figure stands twice, with two values."""
    first = list(said["rows"][0])
    first[3] = 999
    said["rows"].append(first)
    return said


ODD_BENEFITS: dict[str, tuple[str, Callable[[Reply], Reply], str]] = {
    "another description": ("/v3/table", lambda _: as_json({"table_id": "Y36A02"}), "another form"),
    "no ages": (
        "/v3/table",
        rows_changed(lambda said: {**said, "dimensions": said["dimensions"][:1]}),
        "is not divided by alder",
    ),
    "no places": (
        "/v3/table",
        rows_changed(lambda said: {**said, "dimensions": said["dimensions"][1:]}),
        "has no _nykom",
    ),
    "no months": ("/v3/table", rows_changed(lambda said: {**said, "periods": said["periods"][1:]}), "no period"),
    "a web page": ("/v3/data", lambda _: Reply(b"<!DOCTYPE html>"), "web page"),
    "no rows": ("/v3/data", lambda _: as_json({"columns": ["a"]}), "something else than a table"),
    "a short row": ("/v3/data", rows_changed(lambda said: {**said, "rows": [["2014M11"]]}), "another length"),
    "a column with another name": (
        "/v3/data",
        rows_changed(lambda said: {**said, "columns": [c.replace("personer", "p") for c in said["columns"]]}),
        "answers without",
    ),
    "ages of another name": ("/v3/data", rows_changed(lambda said: with_cell(said, 2, "under 30")), "answers without"),
    "quarters for months": ("/v3/data", rows_changed(lambda said: with_cell(said, 0, "2014K1")), "answers without"),
    "words for numbers": ("/v3/data", rows_changed(lambda said: with_cell(said, 3, "mange")), "no numbers"),
    "two values of one figure": ("/v3/data", rows_changed(twice), "two figures of the same"),
    "nothing": ("/v3/data", rows_changed(lambda said: {**said, "rows": []}), "answers without"),
}


@pytest.mark.parametrize("how", ODD_BENEFITS)
def test_odd_answers_of_jobindsats_are_refused(home: Home, how: str) -> None:
    path, change, words = ODD_BENEFITS[how]
    assert words in refusal(home, "jobindsats", BENEFITS.name, changed(jobindsats(BENEFITS), path, change))


@pytest.mark.parametrize(
    "name", ["jobindsats-kontanthjaelp", "jobindsats-kontanthjaelp-2025", "jobindsats-uddannelseshjaelp"]
)
def test_each_shipped_table_of_jobindsats_is_read(home: Home, name: str) -> None:
    of = table(name)
    assert isinstance(of.indicator, Axis)
    with serving(jobindsats(of)) as source:
        (result,) = fetch_from(source, home, "jobindsats", name)
    assert result.refusal == ""
    assert {indicator for indicator, *_ in rows_of(home)} == set(of.indicators)


@pytest.mark.parametrize(("text", "value"), [("2.351", 2351), ("7,3", 7.3), ("100,0 %", 1), ("-1,5", -1.5), ("12", 12)])
def test_danish_numbers(text: str, value: float) -> None:
    assert danish_number(text) == value


@pytest.mark.parametrize("text", ["", "-", "..", "*", "<fejl>", "\N{NO-BREAK SPACE}"])
def test_signs_for_not_published_are_no_number(text: str) -> None:
    assert danish_number(text) is None


@pytest.mark.parametrize("text", ["2.35", "1,2,3", "12 personer", "1.2345", "NaN", "1e3", "1.000.00"])
def test_what_is_no_danish_number_is_never_guessed(text: str) -> None:
    with pytest.raises(NoNumber):
        danish_number(text)


def test_periods_of_another_form_are_none() -> None:
    assert find_period("2014M13", "month") is None
    assert find_period("2014K5", "quarter") is None
    assert find_period("2014/2014", "school_year") is None
    assert find_period("2014", "month") is None
