"""Statbank's protocol: tableinfo first, JSON-stat and BULK, and answers that are not what was asked for."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.homes import new_home
from tests.registers.opendata.asking import NOON, client_at, fetch_from, kept_files
from tests.registers.opendata.server import Answer, Reply, Request, Source, as_json, serving
from tests.registers.opendata.speaking import PLACES, asked_of, bulk, jsonstat, statbank, table, tableinfo, value_of

from videre.definitions.catalogue import Definitions
from videre.home.home import Home
from videre.registers.opendata.answers import Answer as Answered
from videre.registers.opendata.answers import Surroundings
from videre.registers.opendata.figures import read_figures
from videre.registers.opendata.remembered import Remembered
from videre.registers.opendata.statbank import ask_statbank

NEET = table("statbank-neet")
TABLES = [each.name for each in Definitions().list_open_tables("statbank")]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def surroundings(source: Source, folder: Path, most_cells: int = 1_000_000) -> Surroundings:
    """Return what a connector works with when nothing is kept."""
    return Surroundings(
        client_at(source), Remembered(folder / "remembered", NOON), PLACES, folder, lambda *_: False, most_cells
    )


def figures(answer: Answered, of: str = "statbank-neet") -> pl.DataFrame:
    """Return the figures of an answer."""
    return read_figures(answer.form, answer.parts, table(of), answer.axes, 2015, "Kilde")


def refusal(home: Home, answer: Answer) -> str:
    """Return why nothing was kept of a table, and see that nothing was."""
    with serving(answer) as source:
        (result,) = fetch_from(source, home, "statbank", NEET.name)
    assert result.outcome == "refused"
    assert kept_files(home) == {}
    return result.refusal


def changed(how: Callable[[dict[str, Any], Mapping[str, list[str]]], Any]) -> Answer:
    """Return a Statbank whose JSON-stat answer is changed."""

    def answer(request: Request) -> Reply:
        if request.path == "/v1/tableinfo":
            return as_json(tableinfo(NEET))
        asked = asked_of(request)
        return as_json(how(jsonstat(NEET, asked), asked))

    return answer


@pytest.mark.parametrize("name", TABLES)
def test_each_shipped_table_is_read_to_the_same_figures_from_json_stat_and_from_bulk(tmp_path: Path, name: str) -> None:
    of = table(name)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with serving(statbank(of)) as source:
        small = ask_statbank(of, surroundings(source, tmp_path / "a"))
        large = ask_statbank(of, surroundings(source, tmp_path / "b", most_cells=10))
    assert (small.form, large.form) == ("jsonstat", "bulk")
    one, other = figures(small, name), figures(large, name)
    assert one.equals(other)
    assert sorted(map(float, one["value"])) == sorted(published(small))  # what is not published is no row


def published(answer: Answered) -> list[float]:
    """Return the values that the server has for what was asked, by its own rule."""
    asked: list[dict[str, str]] = [{}]
    for axis in answer.axes:
        asked = [{**codes, axis.name: code} for codes in asked for code in axis.codes]
    values = [value_of(dict(sorted(codes.items()))) for codes in asked]
    return [value for value in values if value is not None]


def test_a_figure_has_indicator_period_place_group_and_credit(tmp_path: Path) -> None:
    with serving(statbank(NEET)) as source:
        rows = figures(ask_statbank(NEET, surroundings(source, tmp_path)))
    found = rows.filter(indicator="neet_16_24", cohort="2014", area="Albertslund", group="sex=K,age=17")
    codes = {"STATUSNEET": "10", "BOPOMR": "165", "KØN": "K", "ALDER": "17", "Tid": "2014"}
    assert [float(value) for value in found["value"]] == [value_of(dict(sorted(codes.items())))]
    assert set(rows["area"].unique()) == {"Hele landet", *PLACES.municipalities.values()}
    assert "" in rows["group"].unique()  # all together divides nothing


def test_tableinfo_is_asked_first_and_then_only_once_a_day(tmp_path: Path, home: Home) -> None:
    with serving(statbank(NEET)) as source:
        for _ in range(3):
            fetch_from(source, home, "statbank", NEET.name)
        assert source.paths() == ["/v1/tableinfo", "/v1/data"]  # what is unchanged is not asked for again
        fetch_from(source, home, "statbank", NEET.name, at=NOON.replace(day=3))
        assert source.paths()[2:] == ["/v1/tableinfo"]
        fetch_from(source, home, "statbank", NEET.name, at=NOON.replace(day=3), again=True)
        assert source.paths()[3:] == ["/v1/data"]
        source.answer = statbank(NEET, updated="2015-09-04T08:00:00")
        fetch_from(source, home, "statbank", NEET.name, at=NOON.replace(day=5))
        assert source.paths()[4:] == ["/v1/tableinfo", "/v1/data"]


def test_only_the_codes_of_the_definition_are_asked_for_so_that_levels_are_never_mixed(tmp_path: Path) -> None:
    with serving(statbank(NEET)) as source:
        ask_statbank(NEET, surroundings(source, tmp_path))
        asked = asked_of(source.asked[-1])
    assert "084" not in asked["BOPOMR"]  # a region, in the same column as the municipalities
    assert "X9" not in asked["ALDER"]
    assert asked["Tid"] == ["2013", "2014"]


def test_the_dimensions_may_come_in_any_order(tmp_path: Path) -> None:
    def turned(_said: dict[str, Any], asked: Mapping[str, list[str]]) -> dict[str, Any]:
        return jsonstat(NEET, {name: asked[name] for name in reversed(asked)})

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with serving(statbank(NEET)) as source:
        straight = figures(ask_statbank(NEET, surroundings(source, tmp_path / "a")))
        source.answer = changed(turned)
        assert figures(ask_statbank(NEET, surroundings(source, tmp_path / "b"))).equals(straight)


def test_a_code_that_means_something_else_stops_the_fetching(home: Home) -> None:
    said = tableinfo(NEET)
    said["variables"][1]["values"][0]["text"] = "Aktive i alt"
    assert "“Aktive i alt”; the definition says" in refusal(home, lambda _request: as_json(said))


def test_a_code_that_is_gone_a_variable_more_and_a_place_with_another_number_stop_it_too(home: Home) -> None:
    gone = tableinfo(NEET)
    del gone["variables"][3]["values"][1]
    assert "has no code '16'" in refusal(home, lambda _request: as_json(gone))
    more = tableinfo(NEET)
    more["variables"].append({"id": "HERKOMST", "text": "herkomst", "values": []})
    assert "HERKOMST" in refusal(Home(home.paths, home.settings), lambda _request: as_json(more))
    assert "Nothing was kept" in refusal(home, lambda _request: as_json(more))


def test_a_neighbour_with_another_number_stops_it(home: Home) -> None:
    said = tableinfo(NEET)
    for value in said["variables"][0]["values"]:
        if value["text"] == "Glostrup":
            value["id"] = "999"
    words = refusal(home, lambda _request: as_json(said))
    assert "gives Glostrup the number 999" in words
    assert "definitions/places/compared.yaml" in words


@pytest.mark.parametrize(
    "said", [[], {"id": "NEET2"}, {"id": "NEET2", "updated": "2015", "variables": [{"id": 1}]}, "text", None]
)
def test_a_description_of_another_form_is_refused(home: Home, said: object) -> None:
    assert "another form" in refusal(home, lambda _request: as_json(said))


def test_a_description_of_another_table_is_refused(home: Home) -> None:
    assert "describes NEET9" in refusal(home, lambda _request: as_json(tableinfo(NEET, id="NEET9")))


def drop(said: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an answer without a dimension, whose values fit what is left."""
    dimension = said["dataset"]["dimension"]
    place = dimension["id"].index(name)
    del dimension["id"][place]
    size = dimension["size"].pop(place)
    said["dataset"]["value"] = said["dataset"]["value"][: len(said["dataset"]["value"]) // size]
    return said


def with_value(said: dict[str, Any], value: object) -> dict[str, Any]:
    """Return an answer in which one value is another."""
    said["dataset"]["value"][0] = value
    return said


def with_values(said: dict[str, Any], values: list[Any]) -> dict[str, Any]:
    """Return an answer with other values."""
    said["dataset"]["value"] = values
    return said


def recoded(said: dict[str, Any]) -> dict[str, Any]:
    """Return an answer with a code that nobody asked for."""
    index = said["dataset"]["dimension"]["ALDER"]["category"]["index"]
    index["99"] = index.pop("17")
    return said


ODD: dict[str, Callable[[dict[str, Any], Mapping[str, list[str]]], Any]] = {
    "a dimension is missing": lambda said, _: drop(said, "ALDER"),
    "too few values": lambda said, _: with_values(said, said["dataset"]["value"][:-1]),
    "too many values": lambda said, _: with_values(said, [*said["dataset"]["value"], 1]),
    "no values": lambda said, _: with_values(said, []),
    "nothing is published": lambda said, _: with_values(said, [None] * len(said["dataset"]["value"])),
    "a value is text": lambda said, _: with_value(said, "12"),
    "a value is true": lambda said, _: with_value(said, True),
    "a value is a list": lambda said, _: with_value(said, [1]),
    "a code that was not asked for": lambda said, _: recoded(said),
    "no dataset": lambda _said, _: {"dataset": None},
    "an empty object": lambda _said, _: {},
    "a list": lambda said, _: [said],
    "a dimension that is not described": lambda said, _: said["dataset"]["dimension"].pop("KØN") and said,
}


@pytest.mark.parametrize("how", ODD)
def test_an_odd_answer_is_refused_and_nothing_is_kept(home: Home, how: str) -> None:
    words = refusal(home, changed(ODD[how]))
    assert "NEET2 answers" in words


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "nothing"),
        (b"<!doctype html><h1>Drift</h1>", "web page"),
        (b'{"dataset": {"value": [NaN]}}', "something else than the table"),
        (b'{"dataset": {"value": [1e999]}}', "something else than the table"),
        ('{"dataset": "Ærø"}'.encode("latin-1"), "another encoding"),
        (b'{"dataset": {"dimension"', "something else than the table"),
    ],
)
def test_an_answer_that_is_no_json_stat_is_refused(home: Home, raw: bytes, words: str) -> None:
    def answer(request: Request) -> Reply:
        return as_json(tableinfo(NEET)) if request.path == "/v1/tableinfo" else Reply(raw)

    assert words in refusal(home, answer)


def test_a_byte_order_mark_before_json_stat_is_no_matter(home: Home) -> None:
    def answer(request: Request) -> Reply:
        if request.path == "/v1/tableinfo":
            return Reply(b"\xef\xbb\xbf" + json.dumps(tableinfo(NEET)).encode())
        return Reply(b"\xef\xbb\xbf" + json.dumps(jsonstat(NEET, asked_of(request))).encode())

    with serving(answer) as source:
        (result,) = fetch_from(source, home, "statbank", NEET.name)
    assert (result.outcome, result.refusal) == ("fetched", "")


BULKS: dict[str, Callable[[bytes], bytes]] = {
    "breaks off in a line": lambda content: content[:-3],
    "has no line of names": lambda content: content.split(b"\n", 1)[1],
    "has another column": lambda content: content.replace(b"ALDER", b"HERKOMST", 1),
    "has a code more": lambda content: content.replace(b";17;", b";99;"),
    "lacks a period": lambda content: b"".join(
        line for line in content.splitlines(keepends=True) if b";2014;" not in line
    ),
    "has words for numbers": lambda content: content.replace(b";2014;", b";2014;x", 1),
    "is empty": lambda _content: b"",
    "is a web page": lambda _content: b"<html>Statistikbanken er nede</html>\n",
    "is written in latin-1": lambda content: content.decode("utf-8-sig").encode("latin-1"),
}


@pytest.mark.parametrize("how", BULKS)
def test_a_bulk_answer_that_is_odd_is_refused(tmp_path: Path, how: str) -> None:
    def answer(request: Request) -> Reply:
        if request.path == "/v1/tableinfo":
            return as_json(tableinfo(NEET))
        return Reply(BULKS[how](bulk(asked_of(request))))

    with serving(answer) as source:
        answered = ask_statbank(NEET, surroundings(source, tmp_path, most_cells=1))
        with pytest.raises(Exception, match=r"NEET2 (answers|gives)") as refused:
            figures(answered)
    assert type(refused.value).__name__ == "OddAnswer"


def test_bulk_may_have_texts_for_codes_and_titles_for_names(tmp_path: Path) -> None:
    names = {axis.axis: {code: axis.text(code) for code in axis.codes} for axis in NEET.axes}
    names["BOPOMR"] = {str(n): name for n, name in PLACES.municipalities.items()} | {"000": "Hele landet"}

    def answer(request: Request) -> Reply:
        if request.path == "/v1/tableinfo":
            return as_json(tableinfo(NEET))
        head, *lines = bulk(asked_of(request)).decode("utf-8-sig").splitlines()
        columns = [next(n for n in (*names, "Tid") if n.upper() == each) for each in head.split(";")[:-1]]
        said = [
            ";".join(
                [
                    *(names.get(n, {}).get(c, c) for n, c in zip(columns, line.split(";"), strict=False)),
                    line.rsplit(";", 1)[1],
                ]
            )
            for line in lines
        ]
        return Reply(("\n".join(["område;statusneet;køn;alder;tid;indhold", *said]) + "\n").encode())

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with serving(statbank(NEET)) as source:
        codes = figures(ask_statbank(NEET, surroundings(source, tmp_path / "a")))
        source.answer = answer
        texts = figures(ask_statbank(NEET, surroundings(source, tmp_path / "b", most_cells=1)))
    assert texts.equals(codes)
