"""Two benefits of which one can only have one."""

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import overlapping
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

MOST_DAYS = 31
# Each is a living in itself. Unemployment insurance and sickness benefit may be topped up, and are not asked about.
ONE_AT_A_TIME = (
    *("kontanthjaelp", "uddannelseshjaelp", "integrationsydelse", "selvforsoergelses_og_hjemrejseydelse"),
    *("overgangsydelse", "ressourceforloebsydelse", "revalideringsydelse", "foertidspension"),
)


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a period goes on over a month after the person's next one, on another of them, has begun."""
    exclusive = known.rows("benefits").filter(pl.col("benefit").is_in(ONE_AT_A_TIME))
    return at(overlapping(exclusive, ["person"], ["benefit"], unlike_in=["benefit"], more_than_days=MOST_DAYS))


RULE = RowRule(
    code="two_benefits_at_once",
    severity=Severity.WRONG,
    explanation=say(
        "Personen er gået over på en anden ydelse, som man ikke kan have samtidig, mens rækken stadig gælder "
        "(over en måned). Send den igen med slutdatoen i “{column}”.",
        "The person has gone over to another benefit that one cannot have at the same time, while the row still "
        "holds (over a month). Send it again with its end in “{column}”.",
    ),
    fields={"benefits": ("benefit", "start", "stop")},
    check=check,
)
