"""A person who has been erased from this home."""

import polars as pl

from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, each
from videre.registers.schema import Register, ValueType, say


def check(_register: Register, fields: Fields, around: Surroundings) -> pl.Expr:
    """Return where the number of an erased person stands."""
    (name,) = fields
    if around.are_erased is None:
        return pl.lit(value=False)
    return pl.col(name).map_batches(around.are_erased, return_dtype=pl.Boolean)


RULE = Rule(
    code="erased_person",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Personen i “{column}” er slettet her. Rækken tages ikke, og den gemmes ikke i den afleverede fil. Bed "
        "afsenderen om at holde op med at sende den. Har personen fået nyt nummer, så slet også det: `videre erase`.",
        "The person in “{column}” has been erased here. The row is not taken, and not kept in the delivered file. Ask "
        "the sender to stop sending it. If the person has a new number, erase that too with `videre erase`.",
    ),
    fields=each(lambda column: column.type is ValueType.CPR),
    check=check,
)
