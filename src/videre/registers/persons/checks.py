"""What is asked of persons beside the rules for all registers."""

import polars as pl

from videre.registers.cpr_numbers import birth_date_of
from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings
from videre.registers.schema import Register, say


def contradicts_cpr(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where the date of birth is another than the CPR number gives."""
    cpr, birth_date = fields
    return pl.col(birth_date) != birth_date_of(pl.col(cpr))


RULES = (
    Rule(
        code="birth_date_contradicts_cpr",
        severity=Severity.SET_ASIDE,
        explanation=say(
            "Fødselsdagen i “{column}” er en anden end den, personnummeret giver. Ret den af de to, der er forkert.",
            "The date of birth in “{column}” is another than the CPR number gives. Mend whichever of the two is wrong.",
        ),
        fields=lambda _register: (("cpr", "birth_date"),),
        check=contradicts_cpr,
    ),
)
