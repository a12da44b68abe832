"""A CPR number that was changed into another, and back."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the new number is said to have been changed into the old one."""
    changes = known.rows("cpr_changes")
    pair = pl.struct(old="old_person", new="new_person")
    back = changes.select(pl.struct(old="new_person", new="old_person").alias("pair"))["pair"]
    return pair.is_in(back.implode())


RULE = RowRule(
    code="number_changed_back",
    severity=Severity.WRONG,
    explanation=say(
        "Nummeret i “{column}” er også meldt som skiftet den anden vej, så ingen ved, hvilket der gælder. Tag det "
        "skift tilbage, der er forkert.",
        "The number in “{column}” was also reported as changed the other way, so nobody knows which one holds. "
        "Take back the change that is wrong.",
    ),
    fields={"cpr_changes": ("old_cpr", "new_cpr")},
    check=check,
)
