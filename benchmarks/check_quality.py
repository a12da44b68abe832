"""Rows a second of `videre check`, all rules, and how time and memory grow with the rows.

    .venv-dev/bin/python benchmarks/check_quality.py --home DEMO_HOME --times 1 8 32

A home (`videre demo --no-serve` makes one) is copied, and everybody in it is there so many times under other
pseudonyms, so that a municipality becomes a country with the same mistakes. (Everybody with marks is then suspected to
be the others, who are alike, as they should.) Each size runs in a process of its own. `cpu`: seconds of all cores
together. `MiB`: the most memory that it took. Reading from the store is included; finding rows in the senders' files
is not, since these people stand in no file (`find` is that time for the home itself).
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.home.home import Home, get_home, today
from videre.pipeline.checking import explained
from videre.registers.quality.asking import ask
from videre.registers.quality.catalogue import QUALITY_RULES
from videre.registers.quality.reading import list_parts, read_part
from videre.store.deliveries import Delivery, Ledger
from videre.store.shapes import SHAPES
from videre.store.tables import append_rows, scan_rows

PERSONS = ("person", "old_person", "new_person", "event_id")
LARGEST = 2**63 - 1
STEP = 0x1234_5678_9ABC_DEF1  # another place among all pseudonyms for each copy


def multiply(home: Home, times: int) -> None:
    """Write everybody of a home into its store so many times in all."""
    ledger = Ledger(home.paths.ledger)
    for register in sorted(ledger.table_versions()):
        if not set(PERSONS) & set(SHAPES[register].columns):
            continue
        rows = scan_rows(home.paths, ledger, register).collect()
        own = [name for name in PERSONS if name in rows.columns]
        for copy in range(1, times):
            moved = pl.Series([copy * STEP % LARGEST], dtype=pl.Int64).item()
            sequence = ledger.store_version() + 1
            others = rows.with_columns(
                *(pl.col(name).xor(moved).alias(name) for name in own), sequence=pl.lit(sequence, dtype=pl.Int64)
            )
            days = dict(others.group_by("reported").len().iter_rows())
            made = Delivery(
                *(sequence, register, "made up", "none.csv", "", "", min(days), max(days)),
                *(len(rows), len(rows), 0, 0, 0, date(2016, 2, 1)),
            )
            ledger.commit(made, {register: append_rows(home.paths, ledger, register, others)}, days)


def measure(home: Home) -> str:
    """Return one line of the table: rows, parts, seconds to ask, rows a second, most memory."""
    ledger, definitions, day = Ledger(home.paths.ledger), Definitions(home.paths.definitions), today(home)
    begun, computed = time.perf_counter(), time.process_time()
    parts, n_rows = list_parts(home, ledger), 0

    def known_parts():
        nonlocal n_rows
        for part in parts:
            known = read_part(home, ledger, definitions, day, part)
            yield known
            n_rows += known.count_rows()

    found = ask(QUALITY_RULES, known_parts())
    seconds, cpu = time.perf_counter() - begun, time.process_time() - computed
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counted = f"{n_rows:>12,} {len(parts):>6} {len(found):>9,} {seconds:>8.1f} {cpu:>8.1f} {n_rows / cpu:>12,.0f}"
    counted += f" {most:>8,.0f}"
    if len(parts) > 1:
        return counted
    begun = time.perf_counter()
    explained(home, ledger, definitions, found)
    return f"{counted} {time.perf_counter() - begun:>7.1f}"


def main() -> None:
    """Print one line a size."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--home", type=Path, required=True)
    asked.add_argument("--times", type=int, nargs="+", default=[1, 8])
    asked.add_argument("--one", action="store_true", help="measure this home, in this process")
    wanted = asked.parse_args()
    if wanted.one:
        sys.stdout.write(measure(get_home(wanted.home)) + "\n")
        return
    names = (
        f"{'rows':>12} {'parts':>6} {'problems':>9} {'seconds':>8} {'cpu':>8} {'rows/cpu s':>12} {'MiB':>8} {'find':>7}"
    )
    sys.stdout.write(names + "\n")
    for times in wanted.times:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "home"
            shutil.copytree(wanted.home, copy)
            multiply(get_home(copy), times)
            sys.stdout.flush()
            subprocess.run([sys.executable, __file__, "--home", copy, "--one"], check=True)


if __name__ == "__main__":
    main()
