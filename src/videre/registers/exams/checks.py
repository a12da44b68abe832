"""What is asked of exams beside the rules for all registers."""

import polars as pl

from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings
from videre.registers.schema import Register, say


def mark_and_status_disagree(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where a test that was taken has no mark, or one that was not taken has one."""
    status, mark = fields
    return (pl.col(status) == "taken") == pl.col(mark).is_null()


RULES = (
    Rule(
        code="mark_and_status_disagree",
        severity=Severity.SET_ASIDE,
        explanation=say(
            "En prøve, der er taget, skal have en karakter i “{column}”; en, der ikke er taget, må ingen have. Ret "
            "det, der er forkert.",
            "A test that was taken must have a mark in “{column}”; one that was not must have none. Mend whichever is "
            "wrong.",
        ),
        fields=lambda _register: (("status", "mark"),),
        check=mark_and_status_disagree,
    ),
)
