"""Seconds for a country's counting and projection from the store, and the most memory.

    .venv-dev/bin/python benchmarks/country.py --persons 1240000

A made-up municipality is delivered and imported as a real one; its rows of the registers that states are made of are
then written many times over, each copy with persons of its own, and all live in one municipality, which so is a
country. So the counts are of as many persons as a country has young people, but not of as many kinds of lives. Timed
from the store, nothing kept: `history` resolves the registers as known at the day, `count` lists and counts all moves
(and reads the reference), `project` is the newest cohort at six horizons and twelve counts with all intervals, the
correction and the widening by hindsight.
"""

import argparse
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import yaml
from deltalake import DeltaTable, write_deltalake

from videre.definitions.catalogue import Definitions
from videre.home.home import Home, make_home
from videre.home.settings import Settings
from videre.pipeline.compiling import compile_folds
from videre.pipeline.demonstrating import ALBERTSLUND
from videre.pipeline.gathering import Gathered
from videre.pipeline.importing import import_delivery
from videre.pipeline.projecting import HORIZONS, newest_cohort, project_cohort, set_up
from videre.pipeline.synthesising import MANIFEST, synthesise
from videre.store.deliveries import Erasure, Ledger, RewrittenTable
from videre.store.histories import build_history
from videre.store.shapes import SHAPES
from videre.store.tables import scan_rows
from videre.synth.request import DEFAULT_SEED, SIZES, Request

DAY = date(2016, 2, 1)
OF_PERSONS = ("persons", "residence", "enrolments")
OTHERS = ("institutions", "programmes")
LARGEST = 2**63 - 1


def municipality(folder: Path) -> Home:
    """Return a home of a made-up municipality with the registers that states are made of."""
    settings = Settings(municipality=ALBERTSLUND, municipality_name="Albertslund", today=DAY, is_demo=True)
    home = make_home(folder / "home", settings)
    synthesise(Request(SIZES["municipality"], DEFAULT_SEED, 2006, 2016), home.paths.suppliers, lambda *_: None)
    for entry in yaml.safe_load((home.paths.suppliers / MANIFEST).read_text("utf-8")):
        if entry["register"] in (*OF_PERSONS, *OTHERS):
            file, reported = home.paths.suppliers / entry["file"], date.fromisoformat(entry["reported"])
            import_delivery(home, entry["register"], file, mapping=entry["mapping"], reported=reported)
    return home


def write_many_times(home: Home, n_persons: int) -> None:
    """Write the tables of persons anew, with everybody so many times that there are as many persons as asked."""
    ledger = Ledger(home.paths.ledger)
    n_here = scan_rows(home.paths, ledger, "persons").select(pl.col("person").n_unique()).collect().item()
    sequence, tables = ledger.store_version() + 1, {}
    for register in OF_PERSONS:
        rows, schema = scan_rows(home.paths, ledger, register).collect(), SHAPES[register].schema
        if register == "residence":
            rows = rows.with_columns(municipality=pl.lit(ALBERTSLUND, rows["municipality"].dtype))
        folder = home.paths.store / f"{register}-{sequence}"
        for copy in range(max(1, round(n_persons / n_here))):
            shift = np.random.default_rng(copy).integers(1, LARGEST)  # xor keeps persons apart, and spreads them
            copied = rows.with_columns(person=pl.Series(rows["person"].to_numpy() ^ shift))
            write_deltalake(folder, copied.select(schema.names()).cast(schema), mode="append")
        tables[register] = RewrittenTable(folder.name, DeltaTable(folder).version())
    ledger.commit_erasure(Erasure(sequence, DAY, 0), tables)


def moment() -> tuple[float, float]:
    """Return the time on the clock, and that of the processors, which other work on the machine does not lengthen."""
    return time.perf_counter(), time.process_time()


def timed(name: str, began: tuple[float, float]) -> tuple[float, float]:
    """Print the seconds since a moment; return the next moment."""
    now = moment()
    print(f"{name:10}{now[0] - began[0]:8.1f} s{now[1] - began[1]:8.1f} s of processors", flush=True)
    return now


def main() -> None:
    """Make the country, count and project it, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=1_240_000)
    asked = parser.parse_args()
    compile_folds()
    with tempfile.TemporaryDirectory() as folder:
        home = municipality(Path(folder))
        write_many_times(home, asked.persons)
        ledger, definitions = Ledger(home.paths.ledger), Definitions()
        rows = {name: scan_rows(home.paths, ledger, name).select(pl.len()).collect().item() for name in OF_PERSONS}
        print("rows in the store: " + ", ".join(f"{name} {n:,}" for name, n in rows.items()), flush=True)
        began = now = moment()
        history = build_history(home, ledger, definitions, DAY, (*OF_PERSONS, *OTHERS))
        now = timed("history", now)
        setting = set_up(Gathered(home, definitions, ledger, history, DAY))
        now = timed("count", now)
        cohort = newest_cohort(setting)
        found = project_cohort(setting, cohort, HORIZONS, setting.counts_on(cohort))
        timed("project", now)
        timed("together", began)
        n_moves = len(setting.counted.rows.leaver)
        print(f"{len(history.persons):,} persons, {len(history.facts):,} facts, {n_moves:,} moves")
        print(f"{found[0].n_persons:,} in the cohort of {cohort}, {len(found)} shares")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


if __name__ == "__main__":
    main()
