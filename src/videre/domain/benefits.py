"""Who is on one of a dated union of benefits: the fold behind measurement point 2.

The union is dated because the benefits changed names: until 2013 the under-30s got kontanthjælp; from 2014 those
without an education got uddannelseshjælp; from July 2025 there is only kontanthjælp again.
"""

from typing import NamedTuple

from videre.domain.days import OPEN_ENDED
from videre.domain.facts import FactKind, Facts


class BenefitInUnion(NamedTuple):
    """A benefit that counts from `since` up to, not including, `until`."""

    benefit: int
    since: int
    until: int


def days_on_benefit(
    facts: Facts, first: int, last: int, union: tuple[BenefitInUnion, ...], begin: int, end: int
) -> int:
    """Return on how many days from `begin` up to, not including, `end` a person was on a benefit of the union.

    A benefit is believed from its start to its review. A day on two benefits counts once. A person counts in a month
    with one such day; the days over the length of the month are the full-time person.

    Source:
        Checked against tests/oracles/benefits.py, which makes a set of the days.
    """
    days, day = 0, begin
    while day < end:
        until, next_since = cover_at(day, facts, first, last, union)
        days += min(until, end) - day
        day = until if until > day else next_since
    return days


def cover_at(day: int, facts: Facts, first: int, last: int, union: tuple[BenefitInUnion, ...]) -> tuple[int, int]:
    """Return until when a benefit that counts on a day does so (the day itself where none does), and the first day
    after it on which one begins to count (OPEN_ENDED where none will)."""
    covered_until, next_since = day, OPEN_ENDED
    for index in range(first, last):
        if facts[index].kind == FactKind.BENEFIT:
            for counted in union:
                since = max(facts[index].start, counted.since)
                until = min(facts[index].review, counted.until)
                if facts[index].code == counted.benefit and since < until:
                    if since > day:
                        next_since = min(next_since, since)
                    else:
                        covered_until = max(covered_until, until)
    return covered_until, next_since
