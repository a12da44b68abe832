"""The released table: the only form in which numbers reach pages, charts, reports, exports and the public.

Only this room can make one. The constructor asks for a token that is not exported, and an architecture test reads the
source of every other room for it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

HIDDEN_TEXT: Final = "·"  # what is shown in place of a hidden number, the same whatever hid it

_ONLY_DISCLOSURE_MAKES_THESE: Final = object()


class NotReleased(TypeError):
    """Somebody outside the disclosure room tried to make a released table."""


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """One row of a released table: a figure with its numbers, or all of them hidden (None)."""

    period: str
    breakdown: Mapping[str, str]
    is_hidden: bool
    value: float | None
    numerator: float | None
    denominator: float | None
    unknown: float | None
    bounds_low: float | None
    bounds_high: float | None
    interval_low: float | None
    interval_high: float | None
    interval_kind: str
    unit: str
    target: float | None
    figure_id: str


@dataclass(frozen=True, slots=True)
class Released:
    """A table that may leave the house.

    name: the table's name in the catalogue, e.g. `youth_15_17_by_sex`.
    measure: the measure its figures belong to.
    dimensions: what it is broken down by, in order.
    rows: its figures, in order of period and breakdown.
    as_known_at, oldest_source, store_version, method_version: what the figures were computed from.
    rule: what was done to protect persons, in plain words {"da": ..., "en": ...}.
    n_hidden: how many rows are hidden.
    test: the named test of its figures; empty in a table released before tests were named.
    certificates: for each period the entry of the release ledger that proves it safe.
    coarser: periods that are not shown divided, since the division was not proved safe.
    revised: periods that were published anew, with the day.
    """

    name: str
    measure: str
    dimensions: tuple[str, ...]
    rows: tuple[ReleasedFigure, ...]
    as_known_at: str
    oldest_source: str
    store_version: str
    method_version: str
    rule: Mapping[str, str]
    n_hidden: int
    token: object
    test: str = ""
    certificates: Mapping[str, str] = field(default_factory=dict)
    coarser: tuple[str, ...] = ()
    revised: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a table made outside this room."""
        if self.token is not _ONLY_DISCLOSURE_MAKES_THESE:
            raise NotReleased("Only videre.disclosure makes a released table: ask videre.pipeline.releasing for one.")

    def find_row(self, period: str, breakdown: Mapping[str, str]) -> ReleasedFigure | None:
        """Return the row of a period and breakdown, or None."""
        return next((row for row in self.rows if row.period == period and dict(row.breakdown) == dict(breakdown)), None)

    def part(self, keeps: Callable[[ReleasedFigure], bool]) -> "Released":
        """Return the table with some of its rows only: part of what may leave the house may leave it too."""
        rows = tuple(row for row in self.rows if keeps(row))
        return replace(self, rows=rows, n_hidden=sum(row.is_hidden for row in rows))

    def as_json(self) -> str:
        """Return the table as JSON text, the form in which a home keeps it."""
        fields = {name: getattr(self, name) for name in self.__slots__ if name not in {"rows", "token"}}
        rows = [{name: getattr(row, name) for name in ReleasedFigure.__slots__} for row in self.rows]
        return json.dumps({**fields, "rows": rows}, ensure_ascii=False, indent=1, default=dict)


def make_released(*, rows: Sequence[ReleasedFigure], **fields: Any) -> Released:
    """Return a released table; for this room only (an architecture test sees to it)."""
    n_hidden = sum(row.is_hidden for row in rows)
    return Released(rows=tuple(rows), n_hidden=n_hidden, token=_ONLY_DISCLOSURE_MAKES_THESE, **fields)


def read_released(text: str) -> Released:
    """Return a table that this room released before, from the JSON in which it was kept."""
    fields = json.loads(text)
    rows = [ReleasedFigure(**row) for row in fields.pop("rows")]
    fields.pop("n_hidden")
    fields["dimensions"] = tuple(fields["dimensions"])
    fields["coarser"] = tuple(fields.get("coarser", ()))
    return make_released(rows=rows, **fields)
