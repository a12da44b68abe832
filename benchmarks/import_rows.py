"""Rows a second of `videre import`, from CSV with all checks into the store, and how the time grows with the rows.

    .venv-dev/bin/python benchmarks/import_rows.py --rows 100000 1000000 --profile

Made-up rows with replacement CPR numbers, 20 rows a person, one in 500 dirty; each file is imported into a new home
that knows the institutions and programmes. The last column is the time for each row against that of the smallest file:
1.0 is growth in proportion.
"""

import argparse
import cProfile
import pstats
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from videre.home.home import make_home
from videre.home.settings import Settings
from videre.pipeline.importing import import_delivery

REGISTERS = ("enrolments", "employment", "benefits")
INSTITUTIONS = np.arange(101000, 101200)
PROGRAMMES = np.arange(1000, 1100)
ROWS_A_PERSON = 20
DIRTY_EVERY = 500


def as_days(numbers: np.ndarray) -> pl.Series:
    """Return day numbers as dates."""
    return pl.Series(numbers.astype(np.int32)).cast(pl.Date)


def made_up_cprs(stream: np.random.Generator, n: int) -> pl.Series:
    """Return replacement numbers of people born 1990 to 1999, each different."""
    serial = stream.permutation(28 * 12 * 10 * 1000)[:n]
    day, month = serial % 28 + 61, serial // 28 % 12 + 1
    year, number = serial // 336 % 10 + 90, serial // 3360
    parts = [np.char.zfill(part.astype(str), width) for part, width in ((day, 2), (month, 2), (year, 2), (number, 4))]
    return pl.Series(np.char.add(np.char.add(parts[0], parts[1]), np.char.add(parts[2], parts[3])))


def made_up_rows(register: str, n: int, seed: int) -> pl.DataFrame:
    """Return n rows of a register with canonical columns."""
    stream = np.random.default_rng(seed)
    people = made_up_cprs(stream, max(n // ROWS_A_PERSON, 1))
    start = stream.integers(14000, 16500, n)
    is_open = stream.random(n) < 0.3
    stop = pl.Series(np.where(is_open, -1, start + stream.integers(30, 900, n)))
    who = {"cpr": people.gather(stream.integers(0, len(people), n))}
    period = {
        "start": as_days(start),
        "stop": pl.select(pl.when(stop > 0).then(as_days(stop.to_numpy()))).to_series(),
        "reported": as_days(start + stream.integers(0, 40, n)),
    }
    if register == "benefits":
        benefit = stream.choice(["kontanthjaelp", "uddannelseshjaelp", "sygedagpenge"], n)
        return pl.DataFrame({**who, **period, "benefit": benefit})
    if register == "enrolments":
        course = {"institution": stream.choice(INSTITUTIONS, n), "programme": stream.choice(PROGRAMMES, n)}
        return pl.DataFrame({**who, **period, **course, "outcome": np.where(is_open, "ongoing", "completed")})
    month = as_days(start).dt.month_start()
    work = {
        "month": month.dt.strftime("%Y-%m"),
        "hours": (stream.random(n) * 160).round(2),
        "kind": stream.choice(["ordinary", "subsidised"], n),
        "employer": stream.integers(10000000, 10009000, n),
    }
    return pl.DataFrame({**who, **work, "reported": month.dt.offset_by("50d")})


def write_dirty(rows: pl.DataFrame, path: Path) -> None:
    """Write rows as CSV, one in DIRTY_EVERY with a CPR number whose month is 13."""
    is_dirty = pl.int_range(pl.len()) % DIRTY_EVERY == DIRTY_EVERY - 1
    spoilt = pl.when(is_dirty).then(pl.col("cpr").str.replace(r"^(..)..", "${1}13")).otherwise(pl.col("cpr"))
    rows.with_columns(cpr=spoilt).write_csv(path, separator=";")


def seconds_to_import(register: str, n: int, folder: Path, *, profile: bool) -> float:
    """Return how long it takes to import n rows of a register into a new home."""
    home = make_home(folder / "home", Settings(municipality=165, municipality_name="X", today=date(2016, 2, 1)))
    institutions, programmes = folder / "institutions.csv", folder / "programmes.csv"
    pl.DataFrame({"institution": INSTITUTIONS}).with_columns(name=pl.lit("S")).write_csv(institutions)
    pl.DataFrame({"programme": PROGRAMMES}).with_columns(name=pl.lit("P"), kind=pl.lit("stx")).write_csv(programmes)
    import_delivery(home, "institutions", institutions, reported=date(2016, 1, 1))
    import_delivery(home, "programmes", programmes, reported=date(2016, 1, 1))
    file = folder / f"{register}.csv"
    write_dirty(made_up_rows(register, n, seed=n), file)
    profiler = cProfile.Profile()
    began = time.perf_counter()
    if profile:
        profiler.enable()
    result = import_delivery(home, register, file)
    profiler.disable()
    seconds = time.perf_counter() - began
    print(f"{register:12}{n:>10} rows  {result.accepted} taken, {result.set_aside} set aside", file=sys.stderr)
    if profile:
        pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(12)
    return seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--registers", nargs="+", default=REGISTERS, choices=REGISTERS)
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as warm:  # the first import of a process loads libraries
        seconds_to_import("benefits", 1000, Path(warm), profile=False)
    print(f"{'register':12}{'rows':>10}{'seconds':>9}{'rows/s':>10}{'growth':>8}")
    for register in asked.registers:
        each = []
        for n in asked.rows:
            with tempfile.TemporaryDirectory() as folder:
                seconds = seconds_to_import(register, n, Path(folder), profile=asked.profile)
            each.append(seconds / n)
            print(f"{register:12}{n:>10}{seconds:>9.2f}{n / seconds:>10,.0f}{each[-1] / each[0]:>8.2f}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


if __name__ == "__main__":
    main()
