"""Asking rules of what was known: which rows, and which places, break which rule."""

from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from videre.registers.catalogue import REGISTERS
from videre.registers.quality.known import POSITION, Known, is_in_parts
from videre.registers.quality.rule import QualityRule, RowRule, WholeRule

# position: of the row in its table of the store; null for a place. sequence: the delivery whose sender owns what was
# found. place: which place and time, as `institution 101001, month 2015-03`; empty for a row. column: the one to mend.
FOUND = {
    "register": pl.String(),
    "rule": pl.String(),
    "column": pl.String(),
    POSITION: pl.Int64(),
    "sequence": pl.Int64(),
    "place": pl.String(),
}


def ask(rules: Sequence[QualityRule], parts: Iterable[Known]) -> pl.DataFrame:
    """Return what breaks rules, columns FOUND; each register is gone through once in each part.

    Args:
        rules: the rules.
        parts: what was known, as all persons in parts that have nobody in common; each is let go before the next.
    """
    of_rows = [rule for rule in rules if isinstance(rule, RowRule)]
    of_all = [rule for rule in rules if isinstance(rule, WholeRule)]
    found = [pl.DataFrame(schema=FOUND)]
    counted: dict[str, list[pl.DataFrame]] = {rule.code: [] for rule in of_all}
    day = date.min
    for number, known in enumerate(parts):
        day = known.day
        asked = [register for register in REGISTERS if number == 0 or is_in_parts(register)]
        found += [ask_register(register, of_rows, known) for register in asked]
        for rule in of_all:
            counted[rule.code].append(rule.count(known))
    found += [ask_of_all(rule, pl.concat(counted[rule.code]), day) for rule in of_all if counted[rule.code]]
    return pl.concat(found)


def ask_register(register: str, rules: Sequence[RowRule], known: Known) -> pl.DataFrame:
    """Return the rows of one register that break rules: all rules in one pass over the rows."""
    questions = [(rule, rule.fields[register]) for rule in rules if register in rule.fields]
    rows = known.rows(register) if questions else pl.DataFrame()
    if rows.is_empty():
        return pl.DataFrame(schema=FOUND)
    answers = rows.select(
        POSITION,
        "sequence",
        *(rule.check(tuple(fields), known).alias(str(n)) for n, (rule, fields) in enumerate(questions)),
    )
    found = [
        answers.filter(pl.col(str(n))).select(
            register=pl.lit(register),
            rule=pl.lit(rule.code),
            column=pl.lit(fields[-1]),
            position=POSITION,
            sequence="sequence",
            place=pl.lit(""),
        )
        for n, (rule, fields) in enumerate(questions)
        if answers[str(n)].any()
    ]
    return pl.concat([pl.DataFrame(schema=FOUND), *found])


def ask_of_all(rule: WholeRule, counts: pl.DataFrame, day: date) -> pl.DataFrame:
    """Return the groups that break a rule, from the counts of all parts.

    A group of which the register has never said anything has no sender, and is not found.
    """
    numbers = [name for name in counts.columns if name.startswith("n_")]
    sums = counts.group_by(rule.groups).agg(pl.col(numbers).sum(), pl.col("sequence").max())
    if rule.one_sender is not None:
        last = pl.col("sequence").max()
        sums = sums.with_columns(last.over(rule.one_sender) if rule.one_sender else last)
    broken = sums.filter(rule.check(day)).filter(pl.col("sequence").is_not_null())
    position = pl.col(POSITION) if POSITION in rule.groups else pl.lit(None, dtype=pl.Int64).alias(POSITION)
    return broken.select(
        register=pl.lit(rule.register),
        rule=pl.lit(rule.code),
        column=pl.lit(rule.column),
        position=position,
        sequence="sequence",
        place=words_of(rule.shown, broken),
    )


def words_of(columns: Sequence[str], groups: pl.DataFrame) -> pl.Expr:
    """Return the names and values of some columns as text; a day that is a month's first is the month."""
    pieces = []
    for name in columns:
        is_month = name == "month" and groups.schema[name] == pl.Date
        text = pl.col(name).dt.strftime("%Y-%m") if is_month else pl.col(name).cast(pl.String)
        pieces.append(pl.format("{} {}", pl.lit(name), text))
    return pl.concat_str(pieces, separator=", ") if pieces else pl.lit("")
