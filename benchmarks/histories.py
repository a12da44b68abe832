"""Seconds and memory to rebuild the histories from the store, resolved and sorted, and growth with size.

    .venv-dev/bin/python benchmarks/histories.py --facts 1000000 5000000 20000000

A made-up municipality is made, delivered and imported as a real one; a larger store is that store many times over, each
copy with people of its own, in Parquet files of the same tables. Each size is built in a process of its own, so that
the memory is that of one. The last column is the time a fact against that of the smallest size.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.home.home import Home, get_home
from videre.pipeline.demonstrating import make_delivered_home
from videre.store.deliveries import Delivery, Ledger
from videre.store.histories import REGISTERS, build_history
from videre.store.tables import append_rows, scan_rows
from videre.synth.request import DEFAULT_SEED, Request

MUNICIPALITY_PERSONS = 5_000  # on a day; some 10,000 live there in the ten years, with 227,000 facts
KNOWN_AT = date(2016, 2, 1)
COPIES_AT_ONCE = 20
STEP = 2**35  # between the pseudonyms of one copy and the next: under a hash's own steps, over any other use


class Built(NamedTuple):
    """One building: how many, how long, and the most memory of its process in MiB."""

    n_persons: int
    n_facts: int
    seconds: float
    most_mib: float


def home_of(folder: Path) -> Home:
    """Return a home of the made-up municipality."""
    request = Request(MUNICIPALITY_PERSONS, DEFAULT_SEED, from_year=2006, to_year=2016)
    return make_delivered_home(folder / "home", request, lambda _what, _done, _n: None)[0]


def multiply(home: Home, n_copies: int) -> None:
    """Make everybody in a home's store be there so many times, as deliveries of the registers about people."""
    ledger = Ledger(home.paths.ledger)
    base = {register: scan_rows(home.paths, ledger, register).collect() for register in REGISTERS}
    for register, rows in base.items():
        if "person" not in rows.columns:
            continue
        for first in range(1, n_copies, COPIES_AT_ONCE):
            copies = [
                rows.with_columns(person=pl.col("person") ^ (copy * STEP))
                for copy in range(first, min(first + COPIES_AT_ONCE, n_copies))
            ]
            deliver(home, ledger, register, pl.concat(copies))


def deliver(home: Home, ledger: Ledger, register: str, rows: pl.DataFrame) -> None:
    """Append rows to a register's table and name them in the ledger."""
    sequence = ledger.store_version() + 1
    version = append_rows(home.paths, ledger, register, rows)
    days = dict(rows.group_by("reported").len().iter_rows())
    n_rows, text = len(rows), str(sequence)
    delivery = Delivery(
        sequence, register, "copies", text, text, text, min(days), max(days), n_rows, n_rows, 0, 0, 0, KNOWN_AT
    )
    ledger.commit(delivery, {register: version}, days)


def build(root: Path) -> Built:
    """Build the history of a home once."""
    home = get_home(root)
    began = time.perf_counter()
    history = build_history(home, Ledger(home.paths.ledger).pinned(), Definitions(home.paths.definitions), KNOWN_AT)
    seconds = time.perf_counter() - began
    most_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Built(len(history.persons), len(history.facts), seconds, most_mib)


def build_apart(root: Path) -> Built:
    """Build the history of a home once, in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--build", root], check=True, capture_output=True, text=True)
    return Built(*json.loads(done.stdout))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, nargs="+", default=[1_000_000, 5_000_000, 20_000_000])
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.build is not None:
        print(json.dumps(build(asked.build)))
        return
    print(f"{'persons':>11}{'facts':>12}{'seconds':>10}{'facts/s':>12}{'MiB':>8}{'growth':>8}")
    smallest: Built | None = None
    for wanted in asked.facts:
        with tempfile.TemporaryDirectory() as folder:
            home = home_of(Path(folder))
            multiply(home, max(1, round(wanted / build_apart(home.paths.root).n_facts)))
            built = build_apart(home.paths.root)
        smallest = smallest or built
        growth = built.seconds / built.n_facts * smallest.n_facts / smallest.seconds
        speed = built.n_facts / built.seconds
        print(
            f"{built.n_persons:>11,}{built.n_facts:>12,}{built.seconds:>10.1f}{speed:>12,.0f}"
            f"{built.most_mib:>8,.0f}{growth:>8.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
