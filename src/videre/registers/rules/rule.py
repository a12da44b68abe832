"""What a data-quality rule is: a code, how grave it is, which columns it asks about, how to mend it, and the check."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from videre.definitions.files import Text
from videre.registers.canonical import SAID
from videre.registers.schema import Column, Register

Fields = tuple[str, ...]
WHOLE_ROW = ""


class Severity(StrEnum):
    """What becomes of a row that breaks a rule.

    SET_ASIDE: it is not taken. The others are taken, and shown to whoever can mend them: WRONG cannot be true, or
    leaves somebody out of a figure, or in it; DOUBTFUL may be right, and whoever knows should look.
    """

    SET_ASIDE = "set_aside"
    WRONG = "wrong"
    DOUBTFUL = "doubtful"


class Scope(StrEnum):
    """What a check looks at.

    ROW: each row for itself. SAME_KEY: rows of one file that say something of one key on one day; only such rows are
    looked at, so that a clean file costs nothing.
    """

    ROW = "row"
    SAME_KEY = "same_key"


@dataclass(frozen=True)
class Surroundings:
    """What a check may know beside the rows.

    today: the day of the import.
    known: for each register that others refer to and that the home has, the numbers that it knows.
    are_erased: says of a column of CPR numbers which are of persons who were erased; None when nobody was.
    """

    today: date
    known: Mapping[str, pl.Series]
    are_erased: Callable[[pl.Series], pl.Series] | None = None


Check = Callable[[Register, Fields, Surroundings], pl.Expr]


@dataclass(frozen=True)
class Rule:
    """One rule.

    code: its name, as lists and machines write it.
    explanation: what is wrong and how to mend it. `{column}` is the column in the file, `{register}` the register,
        `{refers_to}` the register that a column refers to, `{key}` the columns of the natural key.
    fields: the columns of each question that the rule asks of a register; the last one is the one to mend. Empty: the
        rule says nothing about that register.
    check: for one question an expression that is true where a row breaks the rule; rows have the columns of
        `videre.registers.canonical.bring_to_schema`.
    """

    code: str
    severity: Severity
    explanation: Text
    fields: Callable[[Register], tuple[Fields, ...]]
    check: Check
    scope: Scope = Scope.ROW


def each(wanted: Callable[[Column], bool]) -> Callable[[Register], tuple[Fields, ...]]:
    """Return the `fields` of a rule that asks about one column at a time: every column that is wanted."""
    return lambda register: tuple((column.name,) for column in (*register.columns, *SAID) if wanted(column))


def whole_row(_register: Register) -> tuple[Fields, ...]:
    """Return the `fields` of a rule that asks about the row as a whole."""
    return ((WHOLE_ROW,),)
