"""Measurement point 5: where cohorts are with each kind of education, their intake and what they completed."""

from collections.abc import Mapping
from typing import Final

from videre.definitions.targets import position_of
from videre.disclosure.released import Released
from videre.reports.content import Block, Grid, Heading
from videre.reports.grids import COLUMNS_OF_COHORTS, or_sentence, pivot_grid, values_of
from videre.reports.headlines import STARTED, Followed
from videre.reports.pictures import kinds_begun, kinds_picture
from videre.reports.wording import Wording

CHOSEN: Final = "chosen"
COMPLETED: Final = "completed"
# Where a cohort is with a kind of education, from the best to the worst; together they are all who had started it.
STEPS: Final = ("completed", "still_there", "paused", "changed", "broke_off")


def pathways_blocks(followed: Followed, total: Released, wording: Wording) -> list[Block]:
    """Return where the newest cohort is 15 months on, the newest intakes, and what the oldest cohorts completed."""
    row = followed.headline
    if row is None or "months" not in row.breakdown:
        return []
    at = {"months": row.breakdown["months"]}
    kinds = named_kinds(total, at, row.period, wording)
    caption = wording.say(
        "pathways.where", period=row.period, months=at["months"], n=wording.count(row.denominator or 0)
    )
    of_cohort = {**at, "period": row.period}
    steps = {wording.value_name("step", step): {**of_cohort, "step": step} for step in (CHOSEN, STARTED, *STEPS)}
    months = sorted({int(each.breakdown["months"]) for each in total.rows})
    blocks: list[Block] = [
        kinds_picture(total, at, row.period, wording),
        or_sentence(
            pivot_grid(total, kinds, steps, caption, wording.dimension("kind"), wording, of="caption"), wording
        ),
        Heading(wording.say("heading.intake")),
        or_sentence(cohorts_grid(total, months[0], STARTED, "pathways.intake", wording), wording),
    ]
    if len(months) > 1:
        blocks += [
            Heading(wording.say("heading.completed")),
            or_sentence(cohorts_grid(total, months[-1], COMPLETED, "pathways.completed", wording), wording),
        ]
    return blocks


def named_kinds(table: Released, at: Mapping[str, str], period: str, wording: Wording) -> dict[str, Mapping[str, str]]:
    """Return each kind that somebody in a cohort had started, by its name."""
    return {wording.value_name("kind", kind): {"kind": kind} for kind in kinds_begun(table, at, period)}


def cohorts_grid(total: Released, months: int, step: str, key: str, wording: Wording) -> Grid:
    """Return a step of each kind for the newest cohorts that have been followed for so long."""
    at = {"months": str(months), "step": step}
    there = {row.period for row in total.rows if row.breakdown["months"] == str(months)}
    cohorts = sorted(there, key=position_of, reverse=True)[:COLUMNS_OF_COHORTS]
    kinds = named_kinds(total, {"months": str(months)}, cohorts[0], wording)
    columns = {wording.say("period.cohort", period=period): {**at, "period": period} for period in cohorts}
    return pivot_grid(total, kinds, columns, wording.say(key, n=months), wording.dimension("kind"), wording)


def pathways_parts(followed: Followed, table: Released, dimension: str, wording: Wording) -> Grid:
    """Return who had started each kind, by groups of people, in the cohort of the headline."""
    row = followed.headline
    assert row is not None, "a breakdown is shown beside its totals only"
    assert followed.total is not None
    at = {"months": row.breakdown["months"]}
    columns = {
        wording.value_name(dimension, value): {**at, "period": row.period, "step": STARTED, dimension: value}
        for value in values_of(table, dimension)
    }
    caption = wording.say(
        "pathways.parts", period=row.period, n=at["months"], dimension=wording.dimension(dimension).lower()
    )
    kinds = named_kinds(followed.total, at, row.period, wording)
    return pivot_grid(table, kinds, columns, caption, wording.dimension("kind"), wording)
