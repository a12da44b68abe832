"""A figure published before there was anything to count."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where the year of publication lies before the year that the figure is about."""
    return pl.col("published") < pl.col("cohort").str.extract(r"^(\d{4})").cast(pl.Int32)


RULE = RowRule(
    code="published_too_early",
    severity=Severity.WRONG,
    explanation=say(
        "Udgivelsesåret i “{column}” ligger før det år, tallet handler om. Ret det af de to, der er forkert.",
        "The year of publication in “{column}” lies before the year that the figure is about. Mend whichever of "
        "the two is wrong.",
    ),
    fields={"official_figures": ("cohort", "published")},
    check=check,
)
