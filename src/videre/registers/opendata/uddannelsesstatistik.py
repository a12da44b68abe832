"""uddannelsesstatistik.dk: the schema first, then the figures page by page.

Cells of fewer than 3 pupils are left out of the answer: a row that is missing is *not published*, never 0.

Sources: the OpenAPI of https://api.uddannelsesstatistik.dk ; what is in the pages, from programs that use it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import polars as pl
from pydantic import BaseModel, Field, ValidationError

from videre.definitions.opendata import Axis, OpenTable
from videre.registers.json_stat import VALUE
from videre.registers.opendata.answers import Answer, Surroundings, Unchanged
from videre.registers.opendata.choosing import AskedAxis, ChangedNames, listed, mend, plain
from videre.registers.opendata.client import MOST_BYTES_IN_MEMORY, Question
from videre.registers.opendata.contents import OddAnswer, json_of
from videre.registers.opendata.numbers_in_text import NoNumber, danish_number
from videre.registers.opendata.periods import find_period

STATISTIK: Final = "/Api/v1/statistik"
SKEMA: Final = "/Api/v1/skema"
MOST_PAGES: Final = 200
COUNTRY: Final = "country"  # the code of the whole country, which is asked for by leaving the municipality out
SUFFIX: Final = " kommune"


class Detail(BaseModel):
    """A division that a cube has."""

    name: str


class Cube(BaseModel):
    """What the source says of one of its cubes."""

    detaljer: list[Detail]
    measures: list[str] = Field(alias="nøgletal")


def ask_uddannelsesstatistik(table: OpenTable, around: Surroundings) -> Answer:
    """Return what the source answers to a table: the municipalities, then the country.

    Raises:
        ChangedNames: the cube has not the divisions or the figures of the definition.
        Unchanged, OddAnswer, and what `Client.ask` raises.
    """
    parts = dict(zip(("område", "emne", "underemne"), table.table.split("/"), strict=False))
    check_cube(table, parts, around)
    axes = asked_axes(table, around)
    details = [table.time.axis, *(str(axis.axis) for axis in table.groups.values())]
    asked: dict[str, object] = {
        **parts,
        "nøgletal": list(measure_axis(table).codes),
        "indlejret": False,
        "tomme_rækker": False,
        "formattering": "json",
    }
    municipalities = list(around.places.municipalities.values())
    questions = [
        {**asked, "detaljering": [table.area.axis, *details], "filtre": {table.area.axis: municipalities}},
        {**asked, "detaljering": details, "filtre": {}},
    ]
    query: dict[str, object] = {"questions": questions}
    if around.known(query, None):
        raise Unchanged("")
    paths = [path for number, question in enumerate(questions) for path in ask_pages(question, number, around)]
    return Answer("uddannelsesstatistik", f"{around.client.door.address}{STATISTIK}", query, None, axes, tuple(paths))


def measure_axis(table: OpenTable) -> Axis:
    """Return the axis of figures; raises ChangedNames for a definition that has none."""
    if not isinstance(table.indicator, Axis):
        raise ChangedNames(f"{table.name}: the figures of a cube are named: `indicator` needs an axis `nøgletal`.")
    return table.indicator


def check_cube(table: OpenTable, parts: Mapping[str, str], around: Surroundings) -> None:
    """Raise ChangedNames for a cube that has not the divisions or the figures of the definition."""
    said = around.remembered.ask(around.client, Question(SKEMA, body=dict(parts)))
    try:
        cube = Cube.model_validate(said)
    except ValidationError:
        raise OddAnswer(
            f"uddannelsesstatistik.dk describes {table.table} in another form than expected. Look for a newer version "
            "of Videre."
        ) from None
    wanted = {table.area.axis, table.time.axis, *(str(axis.axis) for axis in table.groups.values())}
    missing = sorted(wanted - {detail.name for detail in cube.detaljer})
    missing += [name for name in measure_axis(table).codes if name not in cube.measures]
    if missing:
        raise ChangedNames(f"{table.table} has no {listed(missing)}. {mend(table.name)}")


def asked_axes(table: OpenTable, around: Surroundings) -> tuple[AskedAxis, ...]:
    """Return the axes as they are asked for; periods and, here, codes are what the answer has."""
    places = {COUNTRY: around.places.country, **{name: name for name in around.places.municipalities.values()}}
    measures = measure_axis(table)
    groups = [
        AskedAxis(name=str(axis.axis), title=str(axis.axis), codes={code: axis.text(code) for code in axis.codes})
        for axis in table.groups.values()
    ]
    return (
        AskedAxis(name=str(measures.axis), title=str(measures.axis), codes=dict.fromkeys(measures.codes, "")),
        AskedAxis(name=table.area.axis, title=table.area.axis, codes=places),
        AskedAxis(name=table.time.axis, title=table.time.axis, codes={}),
        *groups,
    )


def ask_pages(question: Mapping[str, object], number: int, around: Surroundings) -> list[Path]:
    """Return where the pages of an answer lie, until one is empty.

    The documentation counts pages from 1, and some who use it from 0: when page 1 is empty, page 0 is looked at.
    """
    paths: list[Path] = []
    before = b""
    for page in range(1, MOST_PAGES + 1):
        content = ask_page(question, page, around)
        if page == 1 and not rows_of(content, STATISTIK):
            content = ask_page(question, 0, around)
        if not rows_of(content, STATISTIK):
            return paths
        if content == before:
            raise OddAnswer("uddannelsesstatistik.dk answers with the same page twice. Nothing was kept; try again.")
        path = around.scratch / f"question-{number + 1}-page-{page}.json"
        path.write_bytes(content)
        paths.append(path)
        before = content
    raise OddAnswer(f"uddannelsesstatistik.dk answers with more than {MOST_PAGES} pages. Ask for less.")


def ask_page(question: Mapping[str, object], page: int, around: Surroundings) -> bytes:
    """Return one page of an answer."""
    path = around.scratch / "page.json"
    with path.open("wb") as file:
        around.client.ask(Question(STATISTIK, body={**question, "side": page}), file, MOST_BYTES_IN_MEMORY)
    content = path.read_bytes()
    path.unlink()
    return content


def rows_of(content: bytes, where: str) -> list[dict[str, object]]:
    """Return the rows of a page: a list, or a list that the source calls `elementer`; raises OddAnswer."""
    said = json_of(content, where)
    rows = said.get("elementer", said.get("rækker")) if isinstance(said, dict) else said
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise OddAnswer(f"{where} answers with something else than rows. Look for a newer version of Videre.")
    return rows


def read_pages(paths: Sequence[Path], table: OpenTable, axes: Sequence[AskedAxis], where: str) -> pl.DataFrame:
    """Return the cells that are published: a column of codes for each axis, and the value.

    Raises:
        OddAnswer: a row has no period or no number where one should stand, or a place that was not asked for.
    """
    measures, area, time, *groups = axes
    by_name = {plain(name): code for code, name in area.codes.items()}
    cells: list[dict[str, object]] = []
    for path in paths:
        for row in rows_of(path.read_bytes(), where):
            said = {short(name): value for name, value in row.items()}
            period = str(said.get(time.name, "")).strip()
            place = (
                plain(str(said[area.name])).removesuffix(SUFFIX) if area.name in said else plain(area.codes[COUNTRY])
            )
            if find_period(period, table.time.form) is None or place not in by_name:
                raise OddAnswer(f"{where} answers with periods or places that were not asked for. Nothing was kept.")
            codes = {area.name: by_name[place], time.name: period}
            codes |= {group.name: str(said.get(group.name, "")) for group in groups}
            if not all(codes[group.name] in group.codes for group in groups):
                continue  # other codes of a division than are wanted
            cells += [
                {**codes, measures.name: name, VALUE: number_of(said[name], where)}
                for name in measures.codes
                if name in said
            ]
    if not cells:
        raise OddAnswer(
            f"{where} answers without a single figure. Nothing was kept; look whether the key may see them."
        )
    schema = {**{axis.name: pl.String() for axis in axes}, VALUE: pl.Float64()}
    return pl.DataFrame(cells, schema=schema).drop_nulls(VALUE)


def short(name: str) -> str:
    """Return the name of a division as it was asked for: the answer may repeat its last part."""
    parts = name.split("].[")
    return name if len(parts) < 3 else "].[".join(parts[:2]) + "]"


def number_of(value: object, where: str) -> float | None:
    """Return a figure, None where none is published; raises OddAnswer."""
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    try:
        return danish_number(str(value))
    except NoNumber:
        raise OddAnswer(f"{where} answers with values that are no numbers. Nothing was kept.") from None
