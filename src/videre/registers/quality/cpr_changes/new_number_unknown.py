"""A new CPR number that the register of persons does not know."""

from datetime import date

import polars as pl

from videre.registers.quality.known import OLD_SINCE, POSITION, Known
from videre.registers.quality.rule import WholeRule
from videre.registers.rules.rule import Severity
from videre.registers.schema import say


def count(known: Known) -> pl.DataFrame:
    """Return for each change how many have the new number, and how many persons there are."""
    people = known.rows("persons").filter(pl.col(OLD_SINCE).is_null())["person"]
    changes = known.rows("cpr_changes")
    is_known = pl.col("new_person").is_in(people.implode())
    has_changed_again = pl.col("new_person").is_in(changes["old_person"].implode())
    return changes.select(
        POSITION,
        "sequence",
        n_known=(is_known | has_changed_again).cast(pl.Int64),
        n_people=pl.lit(len(people), dtype=pl.Int64),
    )


def check(_day: date) -> pl.Expr:
    """Return where nobody has the new number."""
    return (pl.col("n_known") == 0) & (pl.col("n_people") > 0)


RULE = WholeRule(
    code="new_number_unknown",
    severity=Severity.WRONG,
    explanation=say(
        "Det nye personnummer i “{column}” er ikke i registret over personer, så der bruges, hvad der stod om det "
        "gamle nummer, eller intet. Ret nummeret, eller send personen med det nye nummer.",
        "The new CPR number in “{column}” is not in the register of persons, so what stood under the old number is "
        "used, or nothing. Mend the number, or send the person with the new number.",
    ),
    register="cpr_changes",
    column="new_cpr",
    groups=(POSITION,),
    shown=(),
    count=count,
    check=check,
)
