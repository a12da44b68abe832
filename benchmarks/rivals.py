"""Monthly class with joiners and leavers over ten years, beside what an analyst would write instead, in one run.

    .venv-dev/bin/python benchmarks/rivals.py --persons 10000 100000 1000000

The same made-up facts in Parquet. Ours reads the kept history and applies every rule (reviews, summers, notices, hours
of work added up). The others make one row a person and month, take the best class that a fact gives on the month's last
day, and look back one row to see who joined and who left: less than ours does, by the usual means. Each runs in a
process of its own with both cores. TraMineR is not among them: R's package archive was out of reach.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
from ledger import MUNICIPALITY, made_up_history, measure_kept

from videre.domain.days import last_day, month_number
from videre.domain.facts import FactKind
from videre.store.histories import keep_history

FIRST, END = month_number(2006, 1), month_number(2016, 1)
CLASS_OF_KIND = {FactKind.ENROLMENT: 2, FactKind.EMPLOYMENT: 3, FactKind.BENEFIT: 7}
UNKNOWN = 8
DAYS_A_YEAR = 365.25

SQL = f"""
WITH months AS (SELECT * FROM read_parquet('{{months}}')),
facts AS (SELECT person, birth_day, start, stop, class FROM read_parquet('{{facts}}')),
here AS (
    SELECT f.person, m.month FROM facts f JOIN months m
    ON f.class = 0 AND f.start <= m.last_day AND f.stop > m.last_day
    AND m.last_day - f.birth_day >= 15 * {DAYS_A_YEAR} AND m.last_day - f.birth_day < 18 * {DAYS_A_YEAR}
),
said AS (
    SELECT f.person, m.month, min(f.class) AS class FROM facts f JOIN months m
    ON f.class > 0 AND f.start <= m.last_day AND f.stop > m.last_day GROUP BY ALL
),
monthly AS (SELECT person, month, coalesce(class, {UNKNOWN}) AS class FROM here LEFT JOIN said USING (person, month)),
moved AS (
    SELECT month, class, lag(class) OVER w AS before, lag(month) OVER w AS month_before FROM monthly
    WINDOW w AS (PARTITION BY person ORDER BY month)
)
SELECT month, class, count(*) AS n,
    count(*) FILTER (month_before IS DISTINCT FROM month - 1 OR before <> class) AS joined
FROM moved GROUP BY ALL ORDER BY ALL
"""


def with_duckdb(facts: Path, months: Path) -> int:
    """Count with SQL."""
    return len(duckdb.sql(SQL.format(facts=facts, months=months)).fetchall())


def with_polars(facts: Path, months: Path) -> int:
    """Count with polars, lazily."""
    of_month = pl.scan_parquet(months)
    spans = pl.scan_parquet(facts).join_where(
        of_month, pl.col("start") <= pl.col("last_day"), pl.col("stop") > pl.col("last_day")
    )
    age = (pl.col("last_day") - pl.col("birth_day")) / DAYS_A_YEAR
    here = spans.filter(pl.col("class") == 0, age >= 15, age < 18).select("person", "month")
    said = spans.filter(pl.col("class") > 0).group_by("person", "month").agg(pl.col("class").min())
    monthly = here.join(said, on=["person", "month"], how="left").with_columns(pl.col("class").fill_null(UNKNOWN))
    ordered = monthly.sort("person", "month").with_columns(
        before=pl.col("class").shift().over("person"), month_before=pl.col("month").shift().over("person")
    )
    is_new = pl.col("month_before").ne_missing(pl.col("month") - 1) | pl.col("before").ne(pl.col("class"))
    counted = ordered.group_by("month", "class").agg(pl.len(), is_new.sum().alias("joined"))
    return len(counted.collect())


def with_pandas(facts: Path, months: Path) -> int:
    """Count with pandas, a month at a time, since all months at once need more memory than there is."""
    import pandas as pd  # noqa: PLC0415 - only where it is measured

    frame, of_month = pd.read_parquet(facts), pd.read_parquet(months)
    pieces = []
    for month, last in zip(of_month["month"], of_month["last_day"], strict=True):
        now = frame[(frame["start"] <= last) & (frame["stop"] > last)]
        age = (last - now["birth_day"]) / DAYS_A_YEAR
        here = now[(now["class"] == 0) & (age >= 15) & (age < 18)][["person"]]
        said = now[now["class"] > 0].groupby("person", as_index=False)["class"].min()
        pieces.append(here.merge(said, on="person", how="left").fillna({"class": UNKNOWN}).assign(month=month))
    monthly = pd.concat(pieces).sort_values(["person", "month"])
    by_person = monthly.groupby("person")
    before, month_before = by_person["class"].shift(), by_person["month"].shift()
    joined = (month_before != monthly["month"] - 1) | (before != monthly["class"])
    return len(monthly.assign(joined=joined).groupby(["month", "class"])["joined"].agg(["size", "sum"]))


RIVALS: dict[str, Callable[[Path, Path], int]] = {"duckdb": with_duckdb, "polars": with_polars, "pandas": with_pandas}


def write_inputs(n_persons: int, folder: Path) -> None:
    """Write the same facts for us and for the others."""
    history = made_up_history(n_persons, seed=n_persons)
    keep_history(history, folder / "kept")
    owner = np.repeat(np.arange(n_persons), history.persons["last"] - history.persons["first"])
    kind = history.facts["kind"]
    code = np.select([kind == k for k in CLASS_OF_KIND], list(CLASS_OF_KIND.values()), 0)
    lives_elsewhere = (kind == FactKind.RESIDENCE) & (history.facts["place"] != MUNICIPALITY)
    table = pl.DataFrame(
        {
            "person": owner,
            "birth_day": history.persons["birth_day"][owner],
            "start": history.facts["start"],
            "stop": history.facts["stop"],
            "class": code.astype(np.int8),
        }
    )
    table.filter(~pl.Series(lives_elsewhere)).write_parquet(folder / "facts.parquet")
    months = range(FIRST, END)
    pl.DataFrame({"month": months, "last_day": [last_day(m) for m in months]}).write_parquet(folder / "months.parquet")


def measure_one(name: str, folder: Path) -> str:
    """Return seconds and peak of memory of one way of counting."""
    if name == "videre":
        seconds = float(measure_kept(folder / "kept", 1).split()[2])
    else:
        began = time.perf_counter()
        RIVALS[name](folder / "facts.parquet", folder / "months.parquet")
        seconds = time.perf_counter() - began
    return f"{seconds} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rivals", nargs="+", default=list(RIVALS), choices=list(RIVALS))
    parser.add_argument("--one", help="measure one way only (how each runs in a process of its own)")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.one is not None:
        print(measure_one(asked.one, asked.folder))
        return
    print(f"{'persons':>9}  {'with':8}{'seconds':>9}{'MiB':>8}{'times ours':>12}")
    for n_persons in asked.persons:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_inputs(n_persons, folder)
            ours = 0.0
            for rival in ("videre", *asked.rivals):
                command = [sys.executable, __file__, "--one", rival, "--folder", str(folder)]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                if done.returncode:
                    print(f"{n_persons:>9,}  {rival:8}  did not finish: {done.stderr.strip().splitlines()[-1:]}")
                    continue
                seconds, peak = (float(number) for number in done.stdout.split())
                ours = ours or seconds
                print(f"{n_persons:>9,}  {rival:8}{seconds:>9.2f}{peak:>8,.0f}{seconds / ours:>12.1f}", flush=True)


if __name__ == "__main__":
    main()
