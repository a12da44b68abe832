"""JSON-stat as a table: a column of codes for each dimension, and the value. Versions 1 and 2.

Source: https://json-stat.org/full/ ; Statbank writes version 1, in which the dimensions stand below `dataset`.
"""

import json
import math
from typing import Any, BinaryIO, NamedTuple, NoReturn

from videre.registers.unreadable import NotATable, TooLarge

VALUE = "value"
MOST_CELLS = 1_000_000  # Statbank gives no more in this form
MOST_BYTES = 32 * 1024 * 1024


class Cube(NamedTuple):
    """The published values of a JSON-stat table.

    columns: the codes of each dimension, and the value as text; one of each for every value that was published.
    places: the place of each among all values, published or not, from 1.
    """

    columns: dict[str, list[str]]
    places: list[int]


def read_cube(file: BinaryIO, most_bytes: int = MOST_BYTES) -> Cube:
    """Return the published values of a JSON-stat file; what is not published is no row, and never 0.

    Raises:
        NotATable: it is no JSON-stat, or has not as many values as its dimensions say. TooLarge: see MOST_CELLS, or
            it is larger than it may be.
    """
    try:
        dataset = dataset_of(file, most_bytes)
        dimension = dataset["dimension"]
        names: list[str] = dataset["id"] if "id" in dataset else dimension["id"]
        sizes: list[int] = dataset["size"] if "size" in dataset else dimension["size"]
        codes = [codes_of(dimension[name]["category"]) for name in names]
        values = values_of(dataset[VALUE], sizes)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise NotATable("The file is no JSON-stat table. Ask for it again, or name another mapping.") from None
    if [len(each) for each in codes] != sizes:
        raise NotATable("The file's dimensions have another size than it says. Ask for it again.")
    columns: dict[str, list[str]] = {}
    n_below = math.prod(sizes)
    for name, each in zip(names, codes, strict=True):
        n_below //= len(each)
        columns[name] = [each[place // n_below % len(each)] for place in values]
    return Cube({**columns, VALUE: list(values.values())}, [place + 1 for place in values])


def dataset_of(file: BinaryIO, most_bytes: int) -> dict[str, Any]:
    """Return the dataset that a file holds; raises ValueError for what is no JSON."""
    content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise TooLarge(
            f"The file is larger than {most_bytes // 2**20} MB, which is much for JSON-stat. Ask for fewer codes, or "
            "for CSV."
        )
    said = json.loads(content.decode("utf-8-sig"), parse_constant=refuse_constant)
    dataset = said.get("dataset", said)
    if not isinstance(dataset, dict):
        raise TypeError("a dataset is an object")
    return dataset


def codes_of(category: dict[str, Any]) -> list[str]:
    """Return the codes of a dimension in the order of its values. With one code there need be no index."""
    index = category.get("index")
    if index is None:
        return list(category["label"])
    return [str(code) for code in index] if isinstance(index, list) else sorted(index, key=index.__getitem__)


def values_of(values: list[Any] | dict[str, Any], sizes: list[int]) -> dict[int, str]:
    """Return the published values by their place, from 0; raises ValueError when there are too many or too few."""
    n_cells = math.prod(sizes)
    if n_cells > MOST_CELLS:
        raise TooLarge(
            f"The table has {n_cells:,} values; at most {MOST_CELLS:,} are read. Ask for fewer codes, or CSV."
        )
    if isinstance(values, list) and len(values) != n_cells:
        raise ValueError("another number of values than the dimensions say")
    said = {int(place): value for place, value in (values.items() if isinstance(values, dict) else enumerate(values))}
    if any(isinstance(value, bool | str | list | dict) for value in said.values()) or set(said) - set(range(n_cells)):
        raise ValueError("a value that is no number, or is in no place")
    return {place: repr(said[place]) for place in sorted(said) if said[place] is not None}


def refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and infinities, which are no JSON."""
    raise ValueError(name)
