"""Who is on one of a dated union of benefits: the fold behind measurement point 2.

The union is dated because the benefits changed names: until 2013 the under-30s got kontanthjælp; from 2014 those
without an education got uddannelseshjælp; from July 2025 there is only kontanthjælp again.
"""

from enum import IntEnum
from typing import NamedTuple

from videre.domain.days import OPEN_ENDED
from videre.domain.facts import FactKind, Facts


class BenefitInUnion(NamedTuple):
    """A benefit that counts from `since` up to, not including, `until`."""

    benefit: int
    since: int
    until: int


class Reform(NamedTuple):
    """A change of name: whoever went from `from_benefit` to `to_benefit` when the second began from `since` up to, not
    including, `until` was reclassified, and neither left nor joined."""

    from_benefit: int
    to_benefit: int
    since: int
    until: int


class BenefitState(IntEnum):
    """Where somebody is with the benefits of a union in a month. Not a resident of the age: NONE."""

    NONE = 0
    NOT_ON = 1
    ON = 2  # on one of them for at least one day
    UNCONFIRMED = 3  # was on one whose end nobody has told and which nobody has confirmed


def days_on_benefit(
    facts: Facts,
    first: int,
    last: int,
    union: tuple[BenefitInUnion, ...],
    begin: int,
    end: int,
    if_confirmed: bool = False,  # noqa: FBT001, FBT002 - a fold takes no keyword-only arguments
) -> int:
    """Return on how many days from `begin` up to, not including, `end` a person was on a benefit of the union.

    A benefit is believed from its start to its review; `if_confirmed`, to its stop where that is later: then the days
    are those that there would be if all that nobody has confirmed were so. A day on two benefits counts once. A person
    counts in a month with one such day; the days over the length of the month are the full-time person.

    Source:
        Checked against tests/oracles/benefits.py, which makes a set of the days.
    """
    days, day = 0, begin
    while day < end:
        until, next_since = cover_at(day, facts, first, last, union, if_confirmed)
        days += min(until, end) - day
        day = until if until > day else next_since
    return days


def cover_at(
    day: int,
    facts: Facts,
    first: int,
    last: int,
    union: tuple[BenefitInUnion, ...],
    if_confirmed: bool,  # noqa: FBT001 - a fold takes no keyword-only arguments
) -> tuple[int, int]:
    """Return until when a benefit that counts on a day does so (the day itself where none does), and the first day
    after it on which one begins to count (OPEN_ENDED where none will)."""
    covered_until, next_since = day, OPEN_ENDED
    for index in range(first, last):
        if facts[index].kind == FactKind.BENEFIT:
            believed_until = facts[index].review
            if if_confirmed:
                believed_until = max(believed_until, facts[index].stop)
            for counted in union:
                since = max(facts[index].start, counted.since)
                until = min(believed_until, counted.until)
                if facts[index].code == counted.benefit and since < until:
                    if since > day:
                        next_since = min(next_since, since)
                    else:
                        covered_until = max(covered_until, until)
    return covered_until, next_since


def benefit_state(facts: Facts, first: int, last: int, union: tuple[BenefitInUnion, ...], begin: int, end: int) -> int:
    """Return the BenefitState of a resident of the age in a month from `begin` up to, not including, `end`."""
    if days_on_benefit(facts, first, last, union, begin, end) > 0:
        return BenefitState.ON.value
    if days_on_benefit(facts, first, last, union, begin, end, True) > 0:
        return BenefitState.UNCONFIRMED.value
    return BenefitState.NOT_ON.value


def is_reclassified(
    facts: Facts,
    first: int,
    last: int,
    union: tuple[BenefitInUnion, ...],
    reforms: tuple[Reform, ...],
    begin_before: int,
    begin: int,
    end: int,
) -> bool:
    """Return whether a person went by a reform into the union, or out of it, between two months.

    Args:
        union: what is counted. reforms: the changes of name.
        begin_before, begin, end: the first day of the month before, of the month, and of the month after.

    Returns:
        True when the benefit before was believed in the month before, that after it in the month, and only one of the
        two counted then.
    """
    for reform in reforms:
        was_counted = counts_in(reform.from_benefit, union, begin_before, begin)
        is_counted = counts_in(reform.to_benefit, union, begin, end)
        if was_counted != is_counted:
            had, has = False, False
            for index in range(first, last):
                if facts[index].kind == FactKind.BENEFIT:
                    start, until = facts[index].start, facts[index].review
                    if facts[index].code == reform.from_benefit and start < begin and until > begin_before:
                        had = True
                    if facts[index].code == reform.to_benefit and start < end and until > begin:
                        has = has or reform.since <= start < reform.until
            if had and has:
                return True
    return False


def counts_in(benefit: int, union: tuple[BenefitInUnion, ...], begin: int, end: int) -> bool:
    """Return whether a benefit counts on a day from `begin` up to, not including, `end`."""
    found = False
    for counted in union:
        found = found or (counted.benefit == benefit and counted.since < end and counted.until > begin)
    return found
