"""Asking the rules of a register's rows: which rows can be taken, and why the others cannot."""

from typing import NamedTuple

import polars as pl

from videre.registers.canonical import REPORTED, STRANGE
from videre.registers.files import ROW
from videre.registers.rules.catalogue import rules_of
from videre.registers.rules.rule import WHOLE_ROW, Rule, Scope, Severity, Surroundings
from videre.registers.rules.unknown_record import RULE as UNKNOWN_RECORD
from videre.registers.schema import Column, Register
from videre.registers.written import Sources

PROBLEM = {"row": pl.Int64(), "field": pl.String(), "rule": pl.String()}
EXPLAINED = {"row": pl.Int64(), **dict.fromkeys(("column", "field", "rule", "da", "en"), pl.String())}


class Checked(NamedTuple):
    """Rows that can be taken, and what is wrong with the others.

    taken: rows that no rule sets aside.
    problems: `row` (its number in the file), `field` (the canonical column to mend, empty for the row as a whole) and
        `rule`; in order of row. A row that breaks several rules stands several times. No value of a row is here.
    refused_keys: the rows set aside, with the columns of the natural key.
    """

    taken: pl.DataFrame
    problems: pl.DataFrame
    refused_keys: pl.DataFrame


def check_rows(register: Register, rows: pl.DataFrame, around: Surroundings) -> Checked:
    """Return which rows of a file can be taken.

    Args:
        register: the register.
        rows: from `videre.registers.canonical.bring_to_schema`.
        around: what the rules may know beside the rows.
    """
    each = check_each_row(register, rows, around)
    together = check_together(register, each.taken, around)
    refused = pl.concat([each.refused_keys, keys_of(register, each.taken, together)])
    return Checked(without(each.taken, together), in_order([each.problems, together]), refused)


def check_each_row(register: Register, rows: pl.DataFrame, around: Surroundings) -> Checked:
    """Return which rows can be taken as far as each row says by itself; of a large file, some rows at a time."""
    asked = [rule for rule in rules_of(register.name) if is_asked(rule, Scope.ROW)]
    broken = of_known_kind(ask(register, rows, around, asked), rows)
    return Checked(without(rows, broken), in_order([broken]), keys_of(register, rows, broken))


def check_together(register: Register, rows: pl.DataFrame, around: Surroundings) -> pl.DataFrame:
    """Return what is wrong with rows that say something of one key on one day; asked of a whole file at once.

    Rows may hold a hash instead of a value: such rules only ask whether values are equal.
    """
    asked = [rule for rule in rules_of(register.name) if is_asked(rule, Scope.SAME_KEY)]
    same_key = pl.struct(*(column.name for column in register.key), REPORTED.name).is_duplicated()
    return ask(register, rows.filter(same_key), around, asked)


def is_asked(rule: Rule, scope: Scope) -> bool:
    """Return whether a rule is one of those that set rows aside and look at so much."""
    return rule.severity is Severity.SET_ASIDE and rule.scope is scope


def of_known_kind(problems: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return problems in which a row of an unknown kind has that problem alone: its columns mean something else."""
    if not rows[STRANGE].any():
        return problems
    strange = problems["row"].is_in(rows.filter(STRANGE)["row"].implode())
    return problems.filter(~strange | (problems["rule"] == UNKNOWN_RECORD.code))


def in_order(problems: list[pl.DataFrame]) -> pl.DataFrame:
    """Return problems as one list in order of row."""
    return pl.concat(problems).sort("row", "field", "rule")


def keys_of(register: Register, rows: pl.DataFrame, problems: pl.DataFrame) -> pl.DataFrame:
    """Return the natural keys of the rows that have a problem."""
    key = [column.name for column in register.key]
    return rows.select(ROW, *key).join(problems.select("row").unique(), on="row", how="semi").drop(ROW)


def ask(register: Register, rows: pl.DataFrame, around: Surroundings, rules: list[Rule]) -> pl.DataFrame:
    """Return which row breaks which rule in which column: all rules in one pass over the rows."""
    questions = [(rule, fields) for rule in rules for fields in rule.fields(register)]
    answers = rows.select(
        pl.col(ROW),
        *(rule.check(register, fields, around).alias(str(n)) for n, (rule, fields) in enumerate(questions)),
    )
    found = [
        answers.filter(pl.col(str(n))).select(
            "row", field=pl.lit(fields[-1], dtype=pl.String), rule=pl.lit(rule.code, dtype=pl.String)
        )
        for n, (rule, fields) in enumerate(questions)
        if answers[str(n)].any()
    ]
    return pl.concat([pl.DataFrame(schema=PROBLEM), *found])


def without(rows: pl.DataFrame, problems: pl.DataFrame) -> pl.DataFrame:
    """Return rows without those that have a problem."""
    if problems.is_empty():
        return rows
    return rows.join(problems.select("row").unique(), on="row", how="anti", maintain_order="left")


def explain(register: Register, problems: pl.DataFrame, sources: Sources) -> pl.DataFrame:
    """Return problems as people read them.

    Columns: `row`, `column` as the file calls it, `field`, `rule`, and a sentence each in Danish (`da`) and English
    (`en`) that says how to mend it.
    """
    by_code = {rule.code: rule for rule in rules_of(register.name)}
    kinds = problems.select("field", "rule").unique(maintain_order=True)
    sentences = [
        {"field": field, "rule": code, **sentence(register, by_code[code], field, sources)}
        for field, code in kinds.iter_rows()
    ]
    said = pl.DataFrame(sentences, schema=dict.fromkeys(("field", "rule", "column", "da", "en"), pl.String()))
    explained = problems.join(said, on=["field", "rule"], how="left", maintain_order="left")
    return explained.select(list(EXPLAINED))


def sentence(register: Register, rule: Rule, field: str, sources: Sources) -> dict[str, str]:
    """Return what a problem says in one column: the column's name in the file, and the sentence in both languages."""
    label = sources[field].label if field in sources else field
    column = next((column for column in register.columns if column.name == field), None)
    words = {
        "column": label,
        "register": register.name,
        "refers_to": (column.refers_to if column is not None else None) or "",
        "key": ", ".join(named(key, sources) for key in register.key),
    }
    return {
        "column": label if field != WHOLE_ROW else "",
        "da": rule.explanation.da.format(**words),
        "en": rule.explanation.en.format(**words),
    }


def named(column: Column, sources: Sources) -> str:
    """Return what a column is called in the file."""
    return sources[column.name].label if column.name in sources else column.name
