"""Months of work joined: neighbouring months of one kind of work and of the same hours are one fact."""

import numpy as np

from videre.domain.facts import FactKind
from videre.domain.work import EmploymentKind
from videre.measures.arrays import Ints
from videre.measures.compiled import kernel

N_KINDS = len(EmploymentKind)
CHANGED = ("stop", "reported", "review")  # of the first month of a run: it takes the last month's end


def join_months(columns: dict[str, Ints]) -> dict[str, Ints]:
    """Return the columns of facts with runs of work as one fact each; all others as they are.

    A run ends where a month is missing, or its hours differ. It was reported, and is believed, as long as the last of
    its months. By a window and a second grouping in DuckDB the same was about a fifth of the time of a history.

    Args:
        columns: facts sorted by person, then start, kind and code, with one fact a person, month and kind of work. The
            columns are changed in place.

    Source:
        Checked against tests/oracles/months_of_work.py.
    """
    stays = np.ones(len(columns["person"]), np.bool_)
    _join(*(columns[name] for name in ("person", "kind", "code", "start", "value", *CHANGED)), stays)
    if not stays.all():
        for name in columns:  # one at a time: a country's are 40 bytes a fact
            columns[name] = columns[name][stays]
    return columns


@kernel
def _join(
    person: Ints,
    kind: Ints,
    code: Ints,
    start: Ints,
    value: Ints,
    stop: Ints,
    reported: Ints,
    review: Ints,
    stays: np.ndarray,
) -> None:
    """Let the first month of each run tell all of it, and the others not stay."""
    last = np.full(N_KINDS, -1, np.int64)  # where the run of each kind of work that the person is in begins
    for place in range(len(person)):
        if place and person[place] != person[place - 1]:
            last[:] = -1
        if kind[place] != FactKind.EMPLOYMENT:
            continue
        run = last[code[place]]
        if run >= 0 and stop[run] == start[place] and value[run] == value[place]:
            stop[run] = stop[place]
            reported[run] = max(reported[run], reported[place])
            review[run] = max(review[run], review[place])
            stays[place] = False
        else:
            last[code[place]] = place
