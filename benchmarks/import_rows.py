"""Rows a second of `videre import`, from CSV with all checks into the store, beside what a user would pick instead.

    .venv-dev/bin/python benchmarks/import_rows.py --rows 10000 100000 1000000 --profile

Made-up rows with replacement CPR numbers, 20 rows a person, one in 500 dirty; each file is imported into a new home
that knows the institutions and programmes. `cpu` is processor time, which other work on the machine does not change;
`growth` the time for each row against that of the smallest file: 1.0 is in proportion. `MiB` is the most memory above
what was there before.

Instead: the same file read into types and written as Parquet by DuckDB, by pandas (where it is installed) and by the
csv module with dates and numbers (no file written). None of them checks a row, hides a number, keeps the file, or
knows whether the same row came before.
"""

import argparse
import cProfile
import csv
import gc
import importlib.util
import pstats
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
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


class Cost:
    """What something took: seconds on the clock and of processor time, and MiB of memory above what was there."""

    def __init__(self) -> None:
        self.seconds = self.cpu = self.mebibytes = 0.0


@contextmanager
def measured() -> Iterator[Cost]:
    """Measure what is done inside."""
    cost = Cost()
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # Linux: forget the highest resident set
    before = kibibytes("VmRSS")
    cpu, clock = time.process_time(), time.perf_counter()
    yield cost
    cost.seconds, cost.cpu = time.perf_counter() - clock, time.process_time() - cpu
    cost.mebibytes = (kibibytes("VmHWM") - before) / 1024


def kibibytes(what: str) -> int:
    """Return VmRSS or VmHWM of this process."""
    found = re.search(rf"{what}:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1])


def by_videre(register: str, file: Path, folder: Path, *, profile: bool) -> Cost:
    """Return what it costs to import a file into a new home."""
    home = make_home(folder / "home", Settings(municipality=165, municipality_name="X", today=date(2016, 2, 1)))
    institutions, programmes = folder / "institutions.csv", folder / "programmes.csv"
    pl.DataFrame({"institution": INSTITUTIONS}).with_columns(name=pl.lit("S")).write_csv(institutions)
    pl.DataFrame({"programme": PROGRAMMES}).with_columns(name=pl.lit("P"), kind=pl.lit("stx")).write_csv(programmes)
    import_delivery(home, "institutions", institutions, reported=date(2016, 1, 1))
    import_delivery(home, "programmes", programmes, reported=date(2016, 1, 1))
    profiler = cProfile.Profile()
    with measured() as cost:
        if profile:
            profiler.enable()
        result = import_delivery(home, register, file)
        profiler.disable()
    print(f"{register}: {result.accepted} taken, {result.set_aside} set aside", file=sys.stderr)
    if profile:
        pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(12)
    return cost


DATES = ("start", "stop", "reported", "month")
NUMBERS = ("institution", "programme", "hours")


def by_duckdb(file: Path, folder: Path) -> None:
    """Read a file into types and write it as Parquet, by DuckDB."""
    with duckdb.connect() as connection:
        names = file.read_text("utf-8").partition("\n")[0].split(";")
        kinds = {name: "DATE" if name in DATES and name != "month" else "VARCHAR" for name in names}
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
        connection.execute(
            f"COPY (SELECT * FROM read_csv('{file}', delim=';', header=true, columns={{{columns}}}))"
            f" TO '{folder / 'duckdb.parquet'}' (FORMAT parquet)"
        )


def by_pandas(file: Path, folder: Path) -> None:
    """Read a file into types and write it as Parquet, by pandas."""
    pandas = importlib.import_module("pandas")
    rows = pandas.read_csv(file, sep=";", dtype=str)
    for name in rows.columns:
        if name in DATES:
            rows[name] = pandas.to_datetime(rows[name], format="%Y-%m" if name == "month" else "%Y-%m-%d")
        elif name in NUMBERS:
            rows[name] = pandas.to_numeric(rows[name])
    rows.to_parquet(folder / "pandas.parquet")


def by_csv_module(file: Path, _folder: Path) -> None:
    """Read a file into types, by Python's csv module."""
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened, delimiter=";"):
            for name, text in row.items():
                if name in DATES and name != "month":
                    row[name] = date.fromisoformat(text) if text else None  # type: ignore[assignment]
                elif name in NUMBERS:
                    row[name] = float(text)  # type: ignore[assignment]


INSTEAD: dict[str, Callable[[Path, Path], None]] = {
    "DuckDB": by_duckdb,
    "csv module": by_csv_module,
    **({"pandas": by_pandas} if importlib.util.find_spec("pandas") else {}),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--registers", nargs="+", default=REGISTERS, choices=REGISTERS)
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    asked = parser.parse_args()
    print(f"{'register':12}{'rows':>9}  {'by':12}{'seconds':>8}{'cpu':>7}{'rows/s':>11}{'growth':>8}{'MiB':>6}")
    warm_up()
    for register in asked.registers:
        first: dict[str, float] = {}
        for n in asked.rows:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                file = folder / f"{register}.csv"
                write_dirty(made_up_rows(register, n, seed=n), file)
                costs = {"videre": by_videre(register, file, folder, profile=asked.profile)}
                for other, read in INSTEAD.items():
                    with measured() as costs[other]:
                        read(file, folder)
            for who, cost in costs.items():
                each = cost.cpu / n
                growth = each / first.setdefault(who, each)
                print(
                    f"{register:12}{n:>9}  {who:12}{cost.seconds:>8.2f}{cost.cpu:>7.2f}{n / cost.seconds:>11,.0f}"
                    f"{growth:>8.2f}{cost.mebibytes:>6,.0f}"
                )


def warm_up() -> None:
    """Import and read a small file once: the first time in a process loads libraries."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "benefits.csv"
        write_dirty(made_up_rows("benefits", 1000, seed=1), file)
        by_videre("benefits", file, folder, profile=False)
        for read in INSTEAD.values():
            read(file, folder)


if __name__ == "__main__":
    main()
