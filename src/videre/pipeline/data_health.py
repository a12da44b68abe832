"""The health of the data as pages show it: computed when the data are checked, and kept, so that a page asks no rule.

What is kept names file, row, column and rule. No value of a row stands in it, nor anything that tells whose row it is.
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple

import polars as pl

from videre.home.home import Home
from videre.pipeline.checking import Checked, Progress, check_home, summary_of
from videre.pipeline.problem_lists import file_names
from videre.pipeline.reporting import write_whole
from videre.registers.quality.feeds import Feed, FeedState
from videre.store.deliveries import Delivery, Ledger
from videre.store.kept_files import SET_ASIDE

MOST_ROWS: Final = 500  # rows kept for each sender and kind: nobody mends more from a page; the whole is in the lists
ASIDE: Final = {"row": pl.Int64(), "column": pl.String(), "rule": pl.String(), "da": pl.String(), "en": pl.String()}


class ToMend(NamedTuple):
    """A row that its sender can mend, as it stands in the delivered file; row is None where it is not known."""

    register: str
    file: str
    row: int | None
    column: str
    rule: str
    da: str
    en: str


class RuleCount(NamedTuple):
    """A rule that rows of a register break: how many, and how to mend them."""

    register: str
    rule: str
    n: int
    da: str
    en: str


class SenderHealth(NamedTuple):
    """What one sender can mend.

    slug: the sender's name as an address. n_set_aside: rows that could not be used.
    n_doubtful: rows that were taken and break a rule of quality. set_aside, doubtful: the first MOST_ROWS of each.
    set_aside_rules, doubtful_rules: the rules that all of them break, the most broken first.
    """

    name: str
    slug: str
    n_set_aside: int
    n_doubtful: int
    set_aside: tuple[ToMend, ...]
    doubtful: tuple[ToMend, ...]
    set_aside_rules: tuple[RuleCount, ...]
    doubtful_rules: tuple[RuleCount, ...]


class DataHealth(NamedTuple):
    """How the data of a home stand, as known at a day and at a version of its store."""

    known_at: date
    store_version: int
    n_rows: int
    feeds: tuple[Feed, ...]
    senders: tuple[SenderHealth, ...]

    def as_json(self) -> str:
        """Return it as JSON text, the form in which a home keeps it."""
        fields = {
            **self._asdict(),
            "known_at": self.known_at.isoformat(),
            "feeds": [feed.as_dict() for feed in self.feeds],
            "senders": [
                {**each._asdict(), **{side: [row._asdict() for row in getattr(each, side)] for side in SIDES}}
                for each in self.senders
            ],
        }
        return json.dumps(fields, ensure_ascii=False)


SIDES: Final = {
    "set_aside": ToMend,
    "doubtful": ToMend,
    "set_aside_rules": RuleCount,
    "doubtful_rules": RuleCount,
}


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


def read_data_health(text: str) -> DataHealth:
    """Return the health that a home keeps."""
    fields: dict[str, Any] = json.loads(text)
    days = ("last_reported", "last_imported", "late_since")
    feeds = [
        Feed(
            **{
                **feed,
                **{name: date.fromisoformat(feed[name]) if feed[name] else None for name in days},
                "state": FeedState(feed["state"]),
            }
        )
        for feed in fields["feeds"]
    ]
    senders = [
        SenderHealth(**{**each, **{side: tuple(kind(**row) for row in each[side]) for side, kind in SIDES.items()}})
        for each in fields["senders"]
    ]
    known_at = date.fromisoformat(fields["known_at"])
    return DataHealth(known_at, fields["store_version"], fields["n_rows"], tuple(feeds), tuple(senders))
