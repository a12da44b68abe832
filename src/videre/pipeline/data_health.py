"""The health of the data as pages show it: computed when the data are checked, and kept, so that a page asks no rule.

What is kept names file, row, column and rule. No value of a row stands in it, nor anything that tells whose row it is.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

import polars as pl

from videre.home.home import Home
from videre.pipeline.checking import Checked, Progress, check_home, summary_of
from videre.pipeline.problem_lists import file_names
from videre.pipeline.reporting import write_whole
from videre.registers.quality.health import DataHealth, RuleCount, SenderHealth, ToMend
from videre.store.deliveries import Delivery, Ledger
from videre.store.kept_files import SET_ASIDE

MOST_ROWS: Final = 500  # rows kept for each sender and kind: nobody mends more from a page; the whole is in the lists
ASIDE: Final = {"row": pl.Int64(), "column": pl.String(), "rule": pl.String(), "da": pl.String(), "en": pl.String()}


def keep_data_health(home: Home, day: date, progress: Progress | None = None) -> Checked:
    """Check a home as known at a day, keep its health for pages, and return what was found; raises NothingDelivered."""
    checked = check_home(home, day, progress)
    write_whole(home.paths.data_health, health_of(home, checked).as_json().encode())
    return checked


def health_of(home: Home, checked: Checked) -> DataHealth:
    """Return the health of a home that has been checked."""
    ledger = Ledger(home.paths.ledger).pinned()
    aside: dict[str, list[ToMend]] = {}
    n_aside: dict[str, int] = {}
    for delivery in reversed(list(ledger.deliveries())):
        aside.setdefault(delivery.sender, []).extend(rows_set_aside(home, delivery))
        n_aside[delivery.sender] = n_aside.get(delivery.sender, 0) + delivery.set_aside
    senders = []
    for name, slug in zip(checked.senders, file_names(checked.senders), strict=True):
        own = checked.problems.filter(pl.col("sender") == name)
        doubtful = [
            ToMend(row["register"], row["file"], row["row"], row["column"], row["rule"], row["da"], row["en"])
            for row in own.head(MOST_ROWS).iter_rows(named=True)
        ]
        senders.append(
            SenderHealth(
                name=name,
                slug=slug,
                n_set_aside=n_aside.get(name, 0),
                n_doubtful=len(own),
                set_aside=tuple(aside.get(name, ())[:MOST_ROWS]),
                doubtful=tuple(doubtful),
                set_aside_rules=count_rules(aside.get(name, ())),
                doubtful_rules=tuple(
                    RuleCount(row["register"], row["rule"], row["n"], row["da"], row["en"])
                    for row in summary_of(own).sort("n", descending=True, maintain_order=True).iter_rows(named=True)
                ),
            )
        )
    return DataHealth(checked.known_at, ledger.store_version(), checked.n_rows, tuple(checked.feeds), tuple(senders))


def count_rules(rows: Iterable[ToMend]) -> tuple[RuleCount, ...]:
    """Return the rules that rows break, the most broken first."""
    counted: Counter[tuple[str, str]] = Counter()
    said: dict[tuple[str, str], ToMend] = {}
    for row in rows:
        counted[row.register, row.rule] += 1
        said.setdefault((row.register, row.rule), row)
    return tuple(RuleCount(*key, n, said[key].da, said[key].en) for key, n in counted.most_common())


def rows_set_aside(home: Home, delivery: Delivery) -> list[ToMend]:
    """Return what was set aside of a delivery; nothing where its list has been removed with its file."""
    path = home.paths.deliveries / str(delivery.sequence) / SET_ASIDE
    if not delivery.set_aside or not path.exists():
        return []
    rows = pl.read_csv(path, schema_overrides=ASIDE)
    return [
        ToMend(
            delivery.register, delivery.file_name, row["row"], row["column"] or "", row["rule"], row["da"], row["en"]
        )
        for row in rows.iter_rows(named=True)
    ]
