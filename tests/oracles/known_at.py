"""As known at a day, said slowly: for each key the last thing said by then, unless it was taken back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

Row = Mapping[str, Any]


def known_at(rows: Iterable[Row], key: Sequence[str], day: date) -> list[Row]:
    """Return the rows that count on a day. Rows have `reported`, `sequence` and `withdrawn`."""
    last: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if row["reported"] > day:
            continue
        its_key = tuple(row[name] for name in key)
        before = last.get(its_key)
        if before is None or (row["reported"], row["sequence"]) > (before["reported"], before["sequence"]):
            last[its_key] = row
    return [row for row in last.values() if not row["withdrawn"]]
