"""Seconds for the monthly status of everybody over ten years and for each measurement point, and growth with size.

    .venv-dev/bin/python benchmarks/points.py --persons 10000 100000 1000000

A made-up municipality in which some 10,000 people live over ten years is made, delivered and imported as a real one;
larger ones are that municipality many times over, each copy with people of its own. `read` is the kept history from
disk, `build` the same resolved from the store; both are of the first size. The last column is the time a person against
that of the smallest size: 1.0 is growth in proportion.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from videre.domain.days import first_day
from videre.domain.standing import N_YOUTH_CLASSES
from videre.home.home import Home
from videre.measures.arrays import History
from videre.measures.cells import cells_by, everybody
from videre.measures.standings import Population, class_spells
from videre.measures.tally import tally_months
from videre.pipeline.compiling import compile_folds
from videre.pipeline.demonstrating import make_delivered_home
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.measuring import figures_of
from videre.store.histories import build_history, get_history
from videre.synth.request import DEFAULT_SEED, Request

MUNICIPALITY_PERSONS = 5_000  # on a day; some 10,000 live there in the ten years
TEN_YEARS = 120
FIRST_MONTH = 2006 * 12
MEASURES = ("completion", "benefits", "youth_15_17", "exam", "pathways")
RUNS = 3


def repeated(history: History, n_copies: int) -> History:
    """Return a history with everybody several times, each copy with facts of its own."""
    persons = np.tile(history.persons, n_copies)
    offset = np.repeat(np.arange(n_copies, dtype=np.int64) * len(history.facts), len(history.persons))
    persons["first"] += offset.astype(np.int32)
    persons["last"] += offset.astype(np.int32)
    names = np.arange(len(persons), dtype=np.int64)
    return History(persons, np.tile(history.facts, n_copies), names, history.known_at)


def monthly_status(gathered: Gathered) -> None:
    """Find the class of everybody under 41 on the last day of each month of ten years."""
    history = gathered.history
    rules = gathered.definitions.standing_rules("18_hours_a_week")
    begin, end = first_day(FIRST_MONTH), first_day(FIRST_MONTH + TEN_YEARS)
    spells = class_spells(history, rules, Population(gathered.home.settings.municipality, 0, 41, begin, end))
    cells = cells_by(history, everybody(history), ("sex", "origin"))
    tally_months(spells, N_YOUTH_CLASSES, FIRST_MONTH, TEN_YEARS, cells.of_member, len(cells.labels))


def fastest(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of some runs."""
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def home_of(folder: Path) -> Home:
    """Return a home of the made-up municipality."""
    request = Request(MUNICIPALITY_PERSONS, DEFAULT_SEED, from_year=2006, to_year=2016)
    return make_delivered_home(folder / "home", request, lambda _what, _done, _n: None)[0]


def measure_all(gathered: Gathered) -> dict[str, float]:
    """Return the seconds for each piece of work."""
    works: dict[str, Callable[[], object]] = {"monthly status": lambda: monthly_status(gathered)}
    for name in MEASURES:
        works[name] = lambda name=name: figures_of(gathered, name, None, ())
    return {name: fastest(work) for name, work in works.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asked = parser.parse_args()
    compile_folds()
    with tempfile.TemporaryDirectory() as folder:
        home = home_of(Path(folder))
        base = gather(home, date(2016, 2, 1))
        day = base.known_at
        n_base = len(base.history.persons)
        print(f"{'work':16}{'persons':>11}{'facts':>12}{'seconds':>10}{'growth':>8}")
        for name, seconds in (
            ("build", fastest(lambda: build_history(home, base.ledger, base.definitions, day))),
            ("read", fastest(lambda: get_history(home, base.ledger, base.definitions, day))),
        ):
            print(f"{name:16}{n_base:>11,}{len(base.history.facts):>12,}{seconds:>10.3f}")
        first: dict[str, float] = {}
        for n_persons in asked.persons:
            history = repeated(base.history, max(1, round(n_persons / n_base)))
            for name, seconds in measure_all(base._replace(history=history)).items():
                each = seconds / len(history.persons)
                growth = each / first.setdefault(name, each)
                row = f"{name:16}{len(history.persons):>11,}{len(history.facts):>12,}{seconds:>10.3f}{growth:>8.2f}"
                print(row, flush=True)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


if __name__ == "__main__":
    main()
