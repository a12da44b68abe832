"""Statistics Denmark's Statbank: tableinfo first, then JSON-stat, or BULK where it is more than a million cells.

Source: https://www.dst.dk/da/Statistik/brug-statistikken/muligheder-i-statistikbanken/api
"""

import math
from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ValidationError

from videre.definitions.opendata import Axis, OpenTable, Places
from videre.registers.opendata.answers import Answer, Form, Surroundings, Unchanged
from videre.registers.opendata.choosing import (
    AskedAxis,
    ChangedNames,
    choose_codes,
    choose_periods,
    choose_places,
    is_same_text,
    listed,
    mend,
)
from videre.registers.opendata.client import MOST_BYTES_IN_FILE, MOST_BYTES_IN_MEMORY, Client, Question
from videre.registers.opendata.contents import OddAnswer
from videre.registers.opendata.remembered import Remembered

DATA: Final = "/v1/data"
ENDINGS: Final[Mapping[Form, str]] = {"jsonstat": "json", "bulk": "csv"}
MOST_BYTES: Final[Mapping[Form, int]] = {"jsonstat": MOST_BYTES_IN_MEMORY, "bulk": MOST_BYTES_IN_FILE}


class TableValue(BaseModel):
    """A code of a variable, and what it is called."""

    id: str
    text: str


class Variable(BaseModel):
    """A variable of a table."""

    id: str
    text: str
    values: list[TableValue]

    @property
    def codes(self) -> dict[str, str]:
        """Each code with its text."""
        return {value.id: value.text for value in self.values}


class TableInfo(BaseModel):
    """What Statbank says of a table; what else it says is not used.

    updated: the instant of the last publication, without a time zone: Danish time.
    """

    id: str
    updated: str
    variables: list[Variable]


def ask_statbank(table: OpenTable, around: Surroundings) -> Answer:
    """Return what Statbank answers to a table of the definitions.

    Assumes that every variable of the table stands in the definition: the sum over one that is left out is Statbank's
    affair, and levels of one variable (regions and municipalities) must never be added up.

    Raises:
        ChangedNames: variables, codes or their texts are not those of the definition.
        Unchanged: the answer is kept already.
        OddAnswer, and what `Client.ask` raises.
    """
    info = get_tableinfo(table.table, around.client, around.remembered)
    axes = choose_axes(table, around.places, info)
    form: Form = "jsonstat" if math.prod(len(axis.codes) for axis in axes) <= around.most_cells else "bulk"
    query = {
        "table": info.id,
        "format": form.upper(),
        "lang": "da",
        "valuePresentation": "Code",
        "variables": [{"code": axis.name, "values": list(axis.codes)} for axis in axes],
    }
    if around.known(query, info.updated):
        raise Unchanged(info.updated)
    path = around.scratch / f"{info.id}.{ENDINGS[form]}"
    with path.open("wb") as file:
        around.client.ask(Question(DATA, body=query), file, MOST_BYTES[form])
    return Answer(form, f"{around.client.door.address}{DATA}", query, info.updated, axes, (path,))


def get_tableinfo(table: str, client: Client, remembered: Remembered) -> TableInfo:
    """Return what Statbank says of a table; raises OddAnswer when it is not the form that its documentation tells."""
    said = remembered.ask(client, Question("/v1/tableinfo", body={"table": table, "lang": "da", "format": "JSON"}))
    try:
        info = TableInfo.model_validate(said)
    except ValidationError:
        raise OddAnswer(
            f"Statbank describes {table} in another form than its documentation tells. Look for a newer version of "
            "Videre."
        ) from None
    if not is_same_text(info.id, table):
        raise OddAnswer(f"Statbank was asked for {table} and describes {info.id}. Try again later.")
    return info


def choose_axes(table: OpenTable, places: Places, info: TableInfo) -> tuple[AskedAxis, ...]:
    """Return the variables of a table with the codes that are asked for; raises ChangedNames."""
    wanted: dict[str, Axis] = {axis.axis: axis for axis in table.axes if axis.axis is not None}
    said = {*wanted, table.area.axis, table.time.axis}
    there = {variable.id for variable in info.variables}
    if said != there:
        raise ChangedNames(
            f"{table.table} has the variables {listed(sorted(there))}; the definition says {listed(sorted(said))}. "
            f"{mend(table.name)}"
        )
    return tuple(choose_axis(variable, table, places, wanted) for variable in info.variables)


def choose_axis(variable: Variable, table: OpenTable, places: Places, wanted: Mapping[str, Axis]) -> AskedAxis:
    """Return one variable with the codes that are asked for."""
    where = f"{table.table}, {variable.id}"
    if variable.id == table.area.axis:
        codes = choose_places(table.area, places, variable.codes, where)
    elif variable.id == table.time.axis:
        codes = {code: code for code in choose_periods(table.time, list(variable.codes), where, table.name)}
    else:
        codes = choose_codes(wanted[variable.id], variable.codes, where, table.name)
    return AskedAxis(name=variable.id, title=variable.text, codes=codes)
