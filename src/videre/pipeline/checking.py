"""Checking what the registers say: which rows break which rule, who can mend them, and how each feed stands."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.home.home import Home
from videre.pipeline.gathering import NothingDelivered
from videre.registers.files import ROW
from videre.registers.quality.asking import ask
from videre.registers.quality.catalogue import QUALITY_RULES, get_rule
from videre.registers.quality.feeds import Feed, Told, count_persons, list_feeds
from videre.registers.quality.known import POSITION, Known
from videre.registers.quality.locating import key_of_rows, locate
from videre.registers.quality.reading import list_parts, read_part
from videre.registers.quality.rule import QualityRule
from videre.registers.rules.rule import Severity
from videre.store.deliveries import Ledger

Progress = Callable[[int, int], None]  # done, of how many
GRAVITY = {Severity.WRONG.value: 0, Severity.DOUBTFUL.value: 1}

# sender: who can mend it. delivery: its sequence in the ledger. file, row: where the row stands as the sender delivered
# it; row is null for a place and time, and where the file cannot be read again. place: which place and time, or the
# row's natural key without the person where the row was not found; else empty. column: as the file calls it.
PROBLEM = {
    "sender": pl.String(),
    "severity": pl.String(),
    "register": pl.String(),
    "rule": pl.String(),
    "delivery": pl.Int64(),
    "file": pl.String(),
    "row": pl.Int64(),
    "place": pl.String(),
    "column": pl.String(),
    "da": pl.String(),
    "en": pl.String(),
}


class Checked(NamedTuple):
    """What was found in a home, as known at a day.

    problems: columns PROBLEM, one row for each rule that a row, or a place and time, breaks; sorted, so that the order
        of deliveries changes nothing but the column `delivery`. No value of a row that tells who somebody is stands in
        it.
    feeds: how each feed stands.
    senders: everybody who has delivered, by name.
    n_rows: how many rows of the store counted on the day.
    """

    known_at: date
    problems: pl.DataFrame
    feeds: list[Feed]
    senders: tuple[str, ...]
    n_rows: int


def check_home(home: Home, day: date, progress: Progress | None = None) -> Checked:
    """Return everything that the rules find in a home as known at a day, and how its feeds stand.

    Args:
        home: an opened home; it is only read.
        day: what had been reported by then counts, and it is the day that counts as today.
        progress: told of each part of the work.

    Raises:
        NothingDelivered: the home is empty.
    """
    tell = progress or (lambda _done, _total: None)
    ledger, definitions = opened(home)
    parts = list_parts(home, ledger)
    senders = {delivery.sequence: delivery.sender for delivery in ledger.deliveries()}
    persons: Counter[tuple[str, str]] = Counter()
    n_rows = 0

    def known_parts() -> Iterator[Known]:
        nonlocal n_rows
        for part in parts:
            tell(part.number, len(parts) + 1)
            known = read_part(home, ledger, definitions, day, part)
            yield known
            persons.update(count_persons(known, senders))
            n_rows += known.count_rows()

    found = ask(QUALITY_RULES, known_parts())
    tell(len(parts), len(parts) + 1)
    problems = explained(home, ledger, definitions, found)
    tell(len(parts) + 1, len(parts) + 1)
    feeds = list_feeds(told_by(ledger, persons, day), definitions.feeds(), day)
    return Checked(day, problems, feeds, tuple(sorted(set(senders.values()), key=str.casefold)), n_rows)


def feed_health(home: Home, day: date) -> list[Feed]:
    """Return how each feed of a home stands on a day, without asking any rule: for a page that is shown often.

    Raises:
        NothingDelivered: the home is empty.
    """
    ledger, definitions = opened(home)
    senders = {delivery.sequence: delivery.sender for delivery in ledger.deliveries()}
    persons: Counter[tuple[str, str]] = Counter()
    for part in list_parts(home, ledger):
        persons.update(count_persons(read_part(home, ledger, definitions, day, part), senders))
    return list_feeds(told_by(ledger, persons, day), definitions.feeds(), day)


def opened(home: Home) -> tuple[Ledger, Definitions]:
    """Return the ledger and the definitions of a home; raises NothingDelivered."""
    ledger = Ledger(home.paths.ledger).pinned()  # a delivery that comes while it is read does not count
    if ledger.store_version() == 0:
        raise NothingDelivered(
            "No register has been delivered to this home yet, so there is nothing to check. Begin with "
            "`videre import programmes FILE`."
        )
    return ledger, Definitions(home.paths.definitions)


def told_by(ledger: Ledger, persons: Counter[tuple[str, str]], day: date) -> Told:
    """Return what the ledger says of the feeds up to a day."""
    deliveries = [each for each in ledger.deliveries() if each.reported_from is None or each.reported_from <= day]
    return Told(deliveries, ledger.newest_by_feed(day), persons)


def explained(home: Home, ledger: Ledger, definitions: Definitions, found: pl.DataFrame) -> pl.DataFrame:
    """Return what was found as people read it: columns PROBLEM."""
    deliveries = {delivery.sequence: delivery for delivery in ledger.deliveries()}
    explained = [pl.DataFrame(schema=PROBLEM)]
    for (register,), of_register in found.group_by("register", maintain_order=True):
        name = str(register)
        positions = of_register[POSITION].drop_nulls().unique()
        located, labels = locate(home, ledger, definitions, name, positions)
        keys = key_of_rows(home, ledger, name, positions.filter(~positions.is_in(located[POSITION].implode())))
        rows = of_register.join(located, on=POSITION, how="left").join(keys, on=POSITION, how="left")
        said = [
            {
                "sequence": sequence,
                "rule": rule,
                "column": column,
                "sender": deliveries[sequence].sender,
                "file": deliveries[sequence].file_name,
                **sentences(get_rule(rule), labels.get(sequence, {}).get(column, column)),
            }
            for sequence, rule, column in rows.select("sequence", "rule", "column").unique().iter_rows()
        ]
        words = pl.DataFrame(said, schema_overrides={"sequence": pl.Int64()})
        whole = rows.join(words, on=["sequence", "rule", "column"], how="left")
        explained.append(
            whole.select(
                "sender",
                "severity",
                "register",
                "rule",
                pl.col("sequence").alias("delivery"),
                "file",
                ROW,
                pl.when(pl.col(POSITION).is_null()).then("place").otherwise(pl.col("key").fill_null("")).alias("place"),
                pl.col("label").alias("column"),
                "da",
                "en",
            )
        )
    return in_order(pl.concat(explained))


def sentences(rule: QualityRule, label: str) -> dict[str, str]:
    """Return what a rule says of a column as the sender's file calls it, in both languages."""
    return {
        "severity": rule.severity.value,
        "label": label,
        "da": rule.explanation.da.format(column=label),
        "en": rule.explanation.en.format(column=label),
    }


def in_order(problems: pl.DataFrame) -> pl.DataFrame:
    """Return problems by sender, the grave ones first, and then as the sender's files have them."""
    by_gravity = pl.col("severity").replace_strict(GRAVITY, return_dtype=pl.Int8)
    return problems.sort("sender", by_gravity, "register", "rule", "file", ROW, "place", "delivery", nulls_last=True)


def summary_of(problems: pl.DataFrame) -> pl.DataFrame:
    """Return how many problems each sender has by register and rule, the grave and frequent ones first.

    Columns: `sender`, `severity`, `register`, `rule`, `n`, `da`, `en`.
    """
    counted = problems.group_by("sender", "severity", "register", "rule").agg(
        pl.len().alias("n"), pl.col("da", "en").sort().first()
    )
    by_gravity = pl.col("severity").replace_strict(GRAVITY, return_dtype=pl.Int8)
    return counted.sort("sender", by_gravity, -pl.col("n").cast(pl.Int64), "register", "rule")
