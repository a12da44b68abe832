"""A benefit paid by this municipality while the person lives in another."""

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import days_within, end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

MOST_DAYS = 31
PAID_BY_RESIDENCE = (
    *("kontanthjaelp", "uddannelseshjaelp", "integrationsydelse", "selvforsoergelses_og_hjemrejseydelse"),
    *("overgangsydelse", "ressourceforloebsydelse"),
)


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where over a month of the period lies in stays in other municipalities.

    Help is paid by the municipality of residence; the month is what a move may take to be reported.
    """
    elsewhere = known.rows("residence").filter(pl.col("municipality") != known.municipality)
    benefits = known.rows("benefits").with_columns(stop=pl.min_horizontal(end_of(), pl.lit(known.day)))
    days = days_within(benefits.filter(pl.col("benefit").is_in(PAID_BY_RESIDENCE)), elsewhere)
    return at(days.filter(pl.col("n_days") > MOST_DAYS))


RULE = RowRule(
    code="benefit_while_elsewhere",
    severity=Severity.WRONG,
    explanation=say(
        "Personen bor i en anden kommune i over en måned af perioden. Er ydelsen stoppet ved flytningen, så send "
        "rækken igen med slutdatoen i “{column}”; er bopælen forkert, så skal CPR rettes.",
        "The person lives in another municipality for over a month of the period. If the benefit stopped at the "
        "move, send the row again with its end in “{column}”; if the residence is wrong, CPR must be mended.",
    ),
    fields={"benefits": ("start", "stop")},
    check=check,
)
