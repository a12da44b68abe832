"""What is asked of changed CPR numbers beside the rules for all registers."""

import polars as pl

from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings
from videre.registers.schema import Register, say


def is_no_change(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where the new number is the old one."""
    old, new = fields
    return pl.col(old) == pl.col(new)


RULES = (
    Rule(
        code="no_change",
        severity=Severity.SET_ASIDE,
        explanation=say(
            "Det nye personnummer i “{column}” er det gamle. Ret det, eller lad rækken være.",
            "The new CPR number in “{column}” is the old one. Mend it, or leave the row out.",
        ),
        fields=lambda _register: (("old_cpr", "new_cpr"),),
        check=is_no_change,
    ),
)
