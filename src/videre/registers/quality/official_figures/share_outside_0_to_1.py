"""A share that is more than all, or less than none."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where a figure is below 0, or above 1 among shares: most figures of its indicator are at most 1."""
    others_are_shares = pl.col("value").median().over("indicator") <= 1
    return (pl.col("value") < 0) | (others_are_shares & (pl.col("value") > 1))


RULE = RowRule(
    code="share_outside_0_to_1",
    severity=Severity.WRONG,
    explanation=say(
        "“{column}” er under 0, eller over 1 for en indikator, hvis andre tal er andele fra 0 til 1. Se, om det "
        "er skrevet i procent.",
        "“{column}” is below 0, or above 1 for an indicator whose other figures are shares from 0 to 1. See "
        "whether it was written in per cent.",
    ),
    fields={"official_figures": ("indicator", "value")},
    check=check,
)
