"""A released table as JSON-stat 2.0 (https://json-stat.org/full/), which PxWeb and Statbank's own users know.

The cube has the period, the table's dimensions, and a dimension of what is told of each figure. It is sparse: `value`
and `status` are by place in the cube, so a breakdown with few of its combinations filled stays small.
"""

import json
from math import prod
from typing import Any, Final

from videre.definitions.targets import position_of
from videre.disclosure.released import HIDDEN_TEXT
from videre.reports.exports.described import NUMBERS, Described, number_of
from videre.reports.wording import Language

CONTENT: Final = "content"  # the dimension of what is told of a figure
PERIOD: Final = "period"
HIDDEN_STATUS: Final = HIDDEN_TEXT
MAY_BE_MISSING: Final = frozenset({"interval_low", "interval_high", "target"})


def render_jsonstat(described: Described, language: Language) -> bytes:
    """Return the table as a JSON-stat dataset; a hidden number has no value, and the sign for it as its status."""
    return json.dumps(dataset_of(described, language), ensure_ascii=False).encode()


def dataset_of(described: Described, language: Language) -> dict[str, Any]:
    """Return the dataset as plain values."""
    table, wording = described.table, described.wording(language)
    periods = sorted({row.period for row in table.rows}, key=lambda period: (position_of(period), period))
    axes: dict[str, list[str]] = {PERIOD: periods}
    axes |= {name: list(dict.fromkeys(row.breakdown.get(name, "") for row in table.rows)) for name in table.dimensions}
    axes[CONTENT] = list(NUMBERS)
    size = [len(values) for values in axes.values()]
    strides = [prod(size[place + 1 :]) for place in range(len(size))]
    index = {name: {value: place for place, value in enumerate(values)} for name, values in axes.items()}
    values: dict[str, float] = {}
    status: dict[str, str] = {}
    for row in table.rows:
        at = index[PERIOD][row.period] * strides[0]
        for name, stride in zip(table.dimensions, strides[1:], strict=False):
            at += index[name][row.breakdown.get(name, "")] * stride
        for offset, name in enumerate(NUMBERS):
            number = number_of(row, name)
            if number is not None:
                values[str(at + offset)] = number
            elif row.is_hidden and name not in MAY_BE_MISSING:
                status[str(at + offset)] = HIDDEN_STATUS
    labels = {name: wording.dimension(name) for name in table.dimensions}
    labels |= {PERIOD: wording.say("export.period"), CONTENT: wording.say("export.content")}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": described.title(language),
        "source": described.municipality_name,
        "updated": table.as_known_at,
        "note": [f"{fact.name}: {fact.text}" for fact in described.facts(language)],
        "id": list(axes),
        "size": size,
        "role": {"time": [PERIOD], "metric": [CONTENT]},
        "dimension": {
            name: {
                "label": labels[name],
                "category": {"index": index[name], "label": labels_of(described, language, name, axes[name])},
            }
            for name in axes
        },
        "value": values,
        "status": status,
        "extension": {
            "name": table.name,
            "measure": table.measure,
            "store_version": table.store_version,
            "method_version": table.method_version,
        },
    }


def labels_of(described: Described, language: Language, name: str, values: list[str]) -> dict[str, str]:
    """Return what each value of an axis is called."""
    wording = described.wording(language)
    if name == PERIOD:
        return {value: wording.period(value) for value in values}
    if name == CONTENT:
        return {value: wording.say(f"export.{value}") for value in values}
    return {value: wording.value_name(name, value) for value in values}
