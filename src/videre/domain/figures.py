"""A figure: a value with all that is needed to trust it, explain it and compute it again."""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class IntervalKind(StrEnum):
    """What an interval is about. A count of everybody has none."""

    NONE = "none"
    SAMPLING = "sampling"
    PREDICTION = "prediction"


class Unit(StrEnum):
    """What a value counts."""

    PERSONS = "persons"
    FULL_TIME_PERSONS = "full_time_persons"
    SHARE = "share"


class Provenance(NamedTuple):
    """What a figure was computed from, and by which named test. Dates are ISO text."""

    as_known_at: str
    oldest_source: str
    store_version: str
    method_version: str
    test: str = ""


class Figure(NamedTuple):
    """One figure of one measure, for one period and one breakdown (`{}` for the total).

    `denominator` includes the unknown. `bounds_*` are the value if all unknown were out, or in; `interval_*` is the
    uncertainty that `interval_kind` names, None where there is none. Shares are fractions of 1. `smallest_change` is
    the smallest change of the value that is more than noise for the denominator (`domain.noise`), None where none is
    told. `about` is what only some measures have to say of a figure, as plain values: a projection, what it leans on.
    """

    measure: str
    period: str
    breakdown: Mapping[str, str]
    value: float
    numerator: float
    denominator: float
    unknown: float
    bounds_low: float
    bounds_high: float
    interval_low: float | None
    interval_high: float | None
    interval_kind: IntervalKind
    unit: Unit
    target: float | None
    provenance: Provenance
    smallest_change: float | None = None
    about: Mapping[str, object] = MappingProxyType({})

    @property
    def figure_id(self) -> str:
        """Return the identity of the figure: the same question to the same data by the same test and method."""
        name = [
            self.measure,
            self.period,
            dict(sorted(self.breakdown.items())),
            self.provenance.as_known_at,
            self.provenance.store_version,
            self.provenance.method_version,
            *([self.provenance.test, str(self.unit)] if self.provenance.test else []),
        ]
        return hashlib.sha256(json.dumps(name, ensure_ascii=False).encode()).hexdigest()[:16]

    def as_dict(self) -> dict[str, object]:
        """Return the figure with the keys of the documented JSON, in their order."""
        fields = self._asdict()
        provenance, smallest_change = fields.pop("provenance")._asdict(), fields.pop("smallest_change")
        about = dict(fields.pop("about"))
        test = provenance.pop("test")
        return {
            **fields,
            "breakdown": dict(self.breakdown),
            "interval_kind": str(self.interval_kind),
            "unit": str(self.unit),
            **provenance,
            "figure_id": self.figure_id,
            "test": test,
            "smallest_change": smallest_change,
            "about": about,
        }


def share(numerator: float, denominator: float, unknown: float) -> tuple[float, float, float]:
    """Return (value, low, high): the share that is surely in, and the shares if all unknown were out, or in.

    The unknown stand in the denominator, so the value is the low bound: unknown is never assumed to be fine.

    >>> share(6, 10, 1)
    (0.6, 0.6, 0.7)
    """
    if denominator <= 0:
        raise ZeroDivisionError("A share needs at least one person in the denominator.")
    value = numerator / denominator
    return value, value, (numerator + unknown) / denominator
