"""What a rule asked of the store is: of each row of a register, or of something that only everybody together shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from videre.definitions.files import Text
from videre.registers.quality.known import Known
from videre.registers.rules.rule import Fields, Severity


@dataclass(frozen=True)
class RowRule:
    """A rule asked of each row that counts on a day.

    code: its name, as lists and machines write it.
    severity: WRONG or DOUBTFUL.
    explanation: what is wrong and how to mend it. `{column}` is the column in the sender's file.
    fields: for each register that the rule asks about, the columns it looks at; the last one is the one to mend. The
        sender of the row owns what is found: where rows of two senders contradict each other, the rule is asked of the
        one whose sender can mend it.
    check: for the columns of one register and what was known, an expression over its rows (`Known.rows`) that is true
        where a row breaks the rule. Nothing (null) is no.
    """

    code: str
    severity: Severity
    explanation: Text
    fields: Mapping[str, Fields]
    check: Callable[[Fields, Known], pl.Expr]

    @property
    def registers(self) -> tuple[str, ...]:
        """The registers whose rows may be found."""
        return tuple(self.fields)


@dataclass(frozen=True)
class WholeRule:
    """A rule that needs everybody at once: of a place and time from which rows are missing, or of rows that look alike.

    code, severity, explanation: as for a RowRule.
    register: whose sender owns what is found. column: the column to mend.
    groups: the columns by which `count` is added up over the parts of all persons. With `position` among them, a row is
        found; else a place and time.
    shown: those of them that stand in the list, to say which place and time it is; nothing about a person.
    count: for a part of all persons what there is in each group: the columns of `groups`, numbers `n_...`, and
        `sequence`: the last delivery of the register about the group, null where there is none.
    check: for the day an expression over the sums that is true where a group breaks the rule.
    one_sender: the columns of `groups` by which the last delivery decides whose a group is: `("institution",)` where a
        place has one sender, `()` where the register has; None where each group has its own.
    """

    code: str
    severity: Severity
    explanation: Text
    register: str
    column: str
    groups: tuple[str, ...]
    shown: tuple[str, ...]
    count: Callable[[Known], pl.DataFrame]
    check: Callable[[date], pl.Expr]
    one_sender: tuple[str, ...] | None = None

    @property
    def registers(self) -> tuple[str, ...]:
        """The registers whose senders may own what is found."""
        return (self.register,)


QualityRule = RowRule | WholeRule
