"""jobindsats.dk: the table's description first, then the figures. Version 3; version 2 beside it, which ends in 2026.

Sources: https://jobindsats.dk/api/kom-i-gang/brugervejledning-til-version-3/ ; what is in the answers, from programs
that use it. Version 3 wants `Bearer` before the key, and version 2 does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import polars as pl
from pydantic import BaseModel, ValidationError

from videre.definitions.opendata import Axis, OpenTable
from videre.registers.json_stat import VALUE
from videre.registers.opendata.answers import Answer, Surroundings, Unchanged
from videre.registers.opendata.choosing import (
    AskedAxis,
    ChangedNames,
    choose_periods,
    choose_places,
    choose_texts,
    listed,
    mend,
    plain,
)
from videre.registers.opendata.client import MOST_BYTES_IN_MEMORY, NotThere, Question
from videre.registers.opendata.contents import OddAnswer, json_of
from videre.registers.opendata.periods import find_period
from videre.registers.opendata.uddannelsesstatistik import number_of

AS_JSON: Final = ("format", "json")
EVERY, TOP = "*", "/"  # all values of a hierarchy; the one above all others: the whole country


class Value(BaseModel):
    """A value of a hierarchy."""

    value_id: str
    value_name: str


class Level(BaseModel):
    """A level of a hierarchy."""

    values: list[Value]


class Hierarchy(BaseModel):
    """A way in which a table is divided."""

    hierarchy_id: str
    hierarchy_name: str = ""
    levels: list[Level]

    @property
    def values(self) -> dict[str, str]:
        """Each value's number in the source with its name."""
        return {value.value_id: value.value_name for level in self.levels for value in level.values}


class Dimension(BaseModel):
    """Hierarchies of one kind."""

    dimension_id: str
    dimension_name: str = ""
    hierarchies: list[Hierarchy]


class PeriodValue(BaseModel):
    """A period of a table."""

    period_id: str


class Periods(BaseModel):
    """The periods of one kind: months, quarters."""

    periodtype_id: str
    values: list[PeriodValue]


class Description(BaseModel):
    """What version 3 says of a table; what else it says is not used."""

    periods: list[Periods]
    dimensions: list[Dimension]


def ask_jobindsats(table: OpenTable, around: Surroundings) -> Answer:
    """Return what jobindsats answers to a table: by version 3, and by version 2 where 3 is not there.

    Raises:
        ChangedNames: the table is not divided as the definition says. Unchanged, OddAnswer, and what `Client.ask`
        raises.
    """
    try:
        return ask_version_3(table, around)
    except NotThere:
        return ask_version_2(table, around)


def ask_version_3(table: OpenTable, around: Surroundings) -> Answer:
    """Return what version 3 answers: all places, and the country by itself, since `*` may leave it out."""
    name = table.table.lower()
    said = around.remembered.ask(around.client, Question(f"/v3/table/{name}", (AS_JSON,)))
    try:
        description = Description.model_validate(said)
    except ValidationError:
        raise OddAnswer(
            f"jobindsats.dk describes {table.table} in another form than expected. Look for a newer version of Videre."
        ) from None
    hierarchies = {each.hierarchy_id: each for dimension in description.dimensions for each in dimension.hierarchies}
    if table.area.axis not in hierarchies:
        raise ChangedNames(f"{table.table} has no {table.area.axis}. It has: {listed(hierarchies)}. {mend(table.name)}")
    places = choose_places(table.area, around.places, hierarchies[table.area.axis].values, f"{table.table}, area")
    known = [v.period_id for each in description.periods if each.periodtype_id == table.time.axis for v in each.values]
    periods = choose_periods(table.time, known, f"{table.table}, {table.time.axis}", table.name)
    groups = [choose_group(axis, table, description) for axis in table.groups.values()]
    axes = (
        measures_of(table),
        AskedAxis(name=table.area.axis, title="", codes=places),
        AskedAxis(name=table.time.axis, title="", codes={period: period for period in periods}),
        *groups,
    )
    divided = tuple((f"hierarchy.{group.name}", EVERY) for group in groups)
    when = (("mgroup.*", EVERY), (f"period.{table.time.axis}", ",".join(periods)))
    targets = [(*when, (f"hierarchy.{table.area.axis}", area), *divided, AS_JSON) for area in (EVERY, TOP)]
    query: dict[str, object] = {"version": 3, "questions": [dict(target) for target in targets]}
    if around.known(query, None):
        raise Unchanged("")
    paths = [
        ask_part(Question(f"/v3/data/{name}", target), around, number) for number, target in enumerate(targets, start=1)
    ]
    return Answer("jobindsats", f"{around.client.door.address}/v3/data/{name}", query, None, axes, tuple(paths))


def choose_group(axis: Axis, table: OpenTable, description: Description) -> AskedAxis:
    """Return the hierarchy that an axis names, or whose title has its word, with the values that are wanted."""
    word = plain(axis.called or "")
    for dimension in description.dimensions:
        for each in dimension.hierarchies:
            title = plain(f"{dimension.dimension_name} {each.hierarchy_name} {each.hierarchy_id.replace('_', ' ')}")
            if each.hierarchy_id == axis.axis or (axis.axis is None and word in title):
                codes = choose_texts(axis, each.values, f"{table.table}, {each.hierarchy_id}", table.name)
                return AskedAxis(name=each.hierarchy_id, title=each.hierarchy_name, codes=codes)
    raise ChangedNames(f"{table.table} is not divided by {axis.axis or axis.called}. {mend(table.name)}")


def measures_of(table: OpenTable) -> AskedAxis:
    """Return the axis of figures, which the answer names by columns."""
    if not isinstance(table.indicator, Axis):
        raise ChangedNames(f"{table.name}: jobindsats names its figures: `indicator` needs an axis.")
    return AskedAxis(
        name="measure", title="", codes={code: table.indicator.text(code) for code in table.indicator.codes}
    )


def ask_version_2(table: OpenTable, around: Surroundings) -> Answer:
    """Return what version 2 answers; its periods are in the table's description, its values are the texts."""
    name = table.table.lower()
    client = replace(around.client, bearer=False)
    said = around.remembered.ask(client, Question(f"/v2/tables/{name}/json"))
    first = said[0] if isinstance(said, list) and said else None
    known = first.get("Period") if isinstance(first, dict) else None
    if not isinstance(known, list) or not all(isinstance(period, str) for period in known):
        raise OddAnswer(f"jobindsats.dk describes {table.table} in another form than expected, and has no version 3.")
    periods = choose_periods(table.time, known, f"{table.table}, Period", table.name)
    groups = []
    for axis in table.groups.values():
        if axis.axis is None:
            raise ChangedNames(
                f"Version 2 of jobindsats does not say by what {table.table} is divided. Write `axis` instead of "
                f"`called` in definitions/opendata/{table.name}.yaml."
            )
        groups.append(AskedAxis(name=axis.axis, title="", codes={code: axis.text(code) for code in axis.codes}))
    query: dict[str, object] = {
        "area": EVERY,
        "period": list(periods),
        **{group.name: list(group.codes.values()) for group in groups},
    }
    if around.known(query, None):
        raise Unchanged("")
    path = ask_part(Question(f"/v2/data/{name}/json", body=query), around._replace(client=client), 1)
    places = {around.places.country: around.places.country, **{n: n for n in around.places.municipalities.values()}}
    axes = (
        measures_of(table),
        AskedAxis(name=table.area.axis, title="", codes=places),
        AskedAxis(name=table.time.axis, title="", codes={period: period for period in periods}),
        *groups,
    )
    return Answer("jobindsats", f"{around.client.door.address}/v2/data/{name}/json", query, None, axes, (path,))


def ask_part(question: Question, around: Surroundings, number: int) -> Path:
    """Return where the answer to one question lies."""
    path = around.scratch / f"question-{number}.json"
    with path.open("wb") as file:
        around.client.ask(question, file, MOST_BYTES_IN_MEMORY)
    return path


class Table(BaseModel):
    """An answer: the names of its columns, and its rows."""

    columns: list[str]
    rows: list[list[str | float | int | None]]


def table_of(content: bytes, where: str) -> Table:
    """Return an answer of either version as columns and rows; raises OddAnswer."""
    said = json_of(content, where)
    first = said[0] if isinstance(said, list) and said else said
    try:
        if isinstance(first, dict) and "Variables" in first:
            first = {"columns": [each["Label"] for each in first["Variables"]], "rows": first["Data"]}
        table = Table.model_validate(first)
    except (ValidationError, KeyError, TypeError):
        raise OddAnswer(
            f"{where} answers with something else than a table. Look for a newer version of Videre."
        ) from None
    if any(len(row) != len(table.columns) for row in table.rows):
        raise OddAnswer(f"{where} answers with rows of another length than it says. Nothing was kept.")
    return table


def read_tables(paths: Sequence[Path], table: OpenTable, axes: Sequence[AskedAxis], where: str) -> pl.DataFrame:
    """Return the cells that are published: a column of codes for each axis, and the value.

    Columns are told by what stands in them, since what they are called is the source's affair.

    Raises:
        OddAnswer: a column is missing, or two figures are given of the same.
    """
    measures = axes[0]
    cells: dict[tuple[str, ...], float] = {}
    for path in paths:
        answer = table_of(path.read_bytes(), where)
        places = find_columns(answer, table, axes, where)
        for row in answer.rows:
            codes = [code_of(str(row[places[axis.name]]), axis) for axis in axes[1:]]
            if any(code is None for code in codes):
                continue  # places, ages and periods that are not compared
            for name, text in measures.codes.items():
                value = number_of(row[places[text]], where)
                key = (name, *(code for code in codes if code is not None))
                if value is None:
                    continue
                if cells.setdefault(key, value) != value:
                    raise OddAnswer(f"{where} answers with two figures of the same. Nothing was kept; try again.")
    if not cells:
        raise OddAnswer(
            f"{where} answers without a single figure that was asked for. Nothing was kept; try again later."
        )
    names = [axis.name for axis in axes]
    schema = {**dict.fromkeys(names, pl.String()), VALUE: pl.Float64()}
    return pl.DataFrame([(*key, value) for key, value in cells.items()], schema=schema, orient="row")


def find_columns(answer: Table, table: OpenTable, axes: Sequence[AskedAxis], where: str) -> Mapping[str, int]:
    """Return the place of the column of each axis by its name, and of each figure by its text; raises OddAnswer."""
    measures, _, time, *_ = axes
    by_label = {plain(label): place for place, label in enumerate(answer.columns)}
    places = {text: by_label[plain(text)] for text in measures.codes.values() if plain(text) in by_label}
    left = [place for place in range(len(answer.columns)) if place not in places.values()]
    for axis in axes[1:]:
        for place in left:
            found = {str(row[place]) for row in answer.rows}
            is_time = axis is time and all(find_period(each.strip(), table.time.form) for each in found)
            if found and (is_time or (axis is not time and any(code_of(each, axis) for each in found))):
                places[axis.name] = place
                left.remove(place)
                break
    missing = [name for name in (*measures.codes.values(), *(axis.name for axis in axes[1:])) if name not in places]
    if missing:
        raise OddAnswer(
            f"{where} answers without {listed(missing)}; it has {listed(answer.columns)}. Nothing was kept."
        )
    return places


def code_of(text: str, axis: AskedAxis) -> str | None:
    """Return the code of a text of an axis, None when it was not asked for."""
    wanted = plain(text)
    return next((code for code, name in axis.codes.items() if plain(name) == wanted), None)
