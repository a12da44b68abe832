"""What each source says: made from a definition, as the source's own documentation and users write it down."""

import itertools
import math
from collections.abc import Mapping
from typing import Any

from tests.registers.opendata.server import Answer, Reply, Request, as_json

from videre.definitions.catalogue import Definitions
from videre.definitions.opendata import Axis, OpenTable

PUBLISHED = "2015-06-11T08:00:00"
PERIODS = {
    "year": ["2013", "2014"],
    "month": ["2014M11", "2014M12"],
    "quarter": ["2014K3", "2014K4"],
    "first_of_quarter": ["2014K4", "2015K1"],
    "school_year": ["2013/2014", "2014/2015"],
}
PLACES = Definitions().places("compared")


def table(name: str) -> OpenTable:
    """Return a shipped definition."""
    return Definitions().open_table(name)


def tableinfo(of: OpenTable, **changed: object) -> dict[str, Any]:
    """Return what Statbank says of a table: more places and codes than are wanted among them."""
    area = [{"id": "000", "text": of.area.country[0]}, {"id": "084", "text": "Region Hovedstaden"}]
    area += [{"id": str(number), "text": name} for number, name in PLACES.municipalities.items()]
    variables = [{"id": of.area.axis, "text": "område", "elimination": True, "time": False, "values": area}]
    for axis in of.axes:
        values = [{"id": code, "text": axis.text(code)} for code in axis.codes]
        values.append({"id": "X9", "text": "Noget andet"})
        variables.append({"id": axis.axis, "text": str(axis.axis).lower(), "time": False, "values": values})
    times = [{"id": period, "text": period} for period in PERIODS[of.time.form]]
    variables.append({"id": of.time.axis, "text": "tid", "time": True, "values": times})
    said = {"id": of.table, "text": of.title.da, "unit": "antal", "updated": PUBLISHED, "active": True}
    return {**said, "variables": variables, **changed}


def value_of(codes: Mapping[str, str]) -> float | None:
    """Return a figure that follows from its codes; some are not published."""
    number = sum(ord(letter) for code in codes.values() for letter in code) % 997
    return None if number % 50 == 7 else number


def jsonstat(of: OpenTable, asked: Mapping[str, list[str]], order: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Return a JSON-stat answer as Statbank writes it: version 1, with a dimension for what the numbers count."""
    names = list(order or asked)
    sizes = [len(asked[name]) for name in names]
    dimension: dict[str, Any] = {
        name: {
            "label": name,
            "category": {
                "index": {code: place for place, code in enumerate(asked[name])},
                "label": {code: code for code in asked[name]},
            },
        }
        for name in names
    }
    dimension["ContentsCode"] = {
        "label": "Indhold",
        "category": {"index": {of.table: 0}, "label": {of.table: of.title.da}, "unit": {of.table: {"base": "antal"}}},
    }
    dimension |= {"id": [*names, "ContentsCode"], "size": [*sizes, 1], "role": {"metric": ["ContentsCode"]}}
    values = [
        value_of(dict(sorted(zip(names, codes, strict=True))))
        for codes in itertools.product(*(asked[name] for name in names))
    ]
    assert len(values) == math.prod(sizes)
    return {"dataset": {"dimension": dimension, "label": of.title.da, "updated": PUBLISHED, "value": values}}


def bulk(asked: Mapping[str, list[str]]) -> bytes:
    """Return a BULK answer: CSV with semicolons; the names in capitals, two dots for what is not published."""
    lines = [";".join([*(name.upper() for name in asked), "INDHOLD"])]
    for codes in itertools.product(*asked.values()):
        value = value_of(dict(sorted(zip(asked, codes, strict=True))))
        lines.append(";".join([*codes, ".." if value is None else str(value)]))
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def asked_of(request: Request) -> dict[str, list[str]]:
    """Return the codes that Statbank was asked for."""
    return {each["code"]: each["values"] for each in request.body["variables"]}


def statbank(of: OpenTable, **changed: object) -> Answer:
    """Return a Statbank with one table."""

    def answer(request: Request) -> Reply:
        if request.path == "/v1/tableinfo" and request.body["table"] == of.table:
            return as_json(tableinfo(of, **changed))
        if request.path == "/v1/data" and request.body["table"] == of.table:
            asked = asked_of(request)
            return Reply(bulk(asked)) if request.body["format"] == "BULK" else as_json(jsonstat(of, asked))
        return as_json(
            {"errorTypeCode": "NOT-FOUND", "message": f"Table {request.body['table']} not found"}, status=404
        )

    return answer


def danish(value: float) -> str:
    """Return a number as Danes write it."""
    return f"{value:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def uddannelsesstatistik(of: OpenTable, *, first_page: int = 1, rows_of_page: int = 1000) -> Answer:
    """Return a source that counts pages from 1 or 0. Vallensbæk has too few pupils, so its rows are not there."""
    assert isinstance(of.indicator, Axis)
    measures = list(of.indicator.codes)
    details = [of.area.axis, of.time.axis, "[Klassetrin].[Klassetrin]"]

    def rows(body: Mapping[str, Any]) -> list[dict[str, str]]:
        has_area = of.area.axis in body["detaljering"]
        places = [name for name in body["filtre"][of.area.axis] if name != "Vallensbæk"] if has_area else [None]
        level = of.area.axis.split(".")[-1]
        return [
            {
                **({f"{of.area.axis}.{level}": f"{place} Kommune"} if place else {}),
                of.time.axis: period,
                measures[0]: "97,3 %",
                measures[1]: danish(6 + len(place or "") / 10),
                measures[2]: "2.351" if place is None else "..",
            }
            for place in places
            for period in PERIODS[of.time.form]
        ]

    def answer(request: Request) -> Reply:
        if request.headers.get("authorization", "")[:7] != "Bearer ":
            return as_json({"title": "Unauthorized"}, status=401)
        if request.path == "/Api/v1/skema":
            return as_json({"detaljer": [{"name": name, "count": 9} for name in details], "nøgletal": measures})
        start = (request.body["side"] - first_page) * rows_of_page
        return as_json(rows(request.body)[start : start + rows_of_page] if start >= 0 else [])

    return answer


def jobindsats(of: OpenTable, *, has_version_3: bool = True) -> Answer:
    """Return a source of both versions."""
    assert isinstance(of.indicator, Axis)
    measures = list(of.indicator.codes)
    ages = {f"/{n}/": code for n, code in enumerate(next(iter(of.groups.values())).codes, start=1)} | {
        "/": "Alder i alt"
    }
    areas = {f"/{n}/": name for n, name in enumerate(PLACES.municipalities.values(), start=1)} | {"/": "Hele landet"}
    months = PERIODS["month"]

    def rows(places: list[str]) -> list[list[Any]]:
        return [
            [month, place, age, 400 + len(place), "1.250,5" if age == "25-29 år" else None, "-"]
            for month in months
            for place in places
            for age in ages.values()
        ]

    def version_3(request: Request) -> Reply:
        if request.headers.get("authorization") is None or not request.headers["authorization"].startswith("Bearer "):
            return as_json({"message": "no key"}, status=401)
        if request.path.startswith("/v3/table/"):
            hierarchies = [level("_nykom", "Kommune", areas), level("_alder3", "Alder", ages)]
            dimensions = [
                {"dimension_id": each["hierarchy_id"], "dimension_name": "", "hierarchies": [each]}
                for each in hierarchies
            ]
            periods = [
                {"periodtype_id": "M", "values": [{"period_id": month} for month in months]},
                {"periodtype_id": "QMAT", "values": [{"period_id": "2014QMAT04"}]},
            ]
            return as_json({"table_id": of.table, "periods": periods, "dimensions": dimensions})
        columns = ["Periode ydelse", "Område", "Alder", *measures, "Andet"]
        places = (
            ["Hele landet"] if request.parameters["hierarchy._nykom"] == "/" else [*list(areas.values())[:-1], "Fanø"]
        )
        body = as_json({"columns": columns, "rows": rows(places)})
        return Reply(b"\xef\xbb\xbf" + body.body, headers=body.headers)

    def version_2(request: Request) -> Reply:
        if request.headers.get("authorization", "").startswith("Bearer "):
            return as_json({"message": "no key"}, status=401)
        if request.path.startswith("/v2/tables/"):
            return as_json([{"TableID": of.table, "Period": [*months, "2014QMAT04"]}])
        labels = ["Periode", "Area", "Alder", *measures, "Andet"]
        variables = [{"Label": label} for label in labels]
        return as_json([{"Variables": variables, "Data": rows(list(areas.values()))}])

    def answer(request: Request) -> Reply:
        if request.path.startswith("/v3/"):
            return version_3(request) if has_version_3 else as_json({"message": "unknown"}, status=404)
        return version_2(request)

    return answer


def level(number: str, name: str, values: Mapping[str, str]) -> dict[str, Any]:
    """Return a hierarchy of one level."""
    said = [{"value_id": key, "value_name": text} for key, text in values.items()]
    return {"hierarchy_id": number, "hierarchy_name": name, "levels": [{"level_id": 1, "values": said}]}
