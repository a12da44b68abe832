"""What is coming or has just come: the 18th birthday, a move to the municipality, a benefit without a plan."""

from collections.abc import Sequence

from videre.domain.benefits import BenefitInUnion, cover_at
from videre.domain.days import birthday
from videre.domain.education import ActivityKind
from videre.domain.facts import Fact, FactKind, believed_on

MAJORITY_YEARS = 18


def turns_18_on(birth_day: int, day: int, within_days: int) -> int | None:
    """Return the day of an 18th birthday that lies ahead by at most so many days; None otherwise."""
    coming = birthday(birth_day, MAJORITY_YEARS)
    return coming if day < coming <= day + within_days else None


def moved_in_on(facts: Sequence[Fact], municipality: int, day: int, days_looked_back: int) -> int | None:
    """Return the day on which somebody moved to the municipality, when that is at most so many days ago.

    Whoever lived here until the very day has not moved; whoever was away and came back has. The first stay that is
    known of somebody is a move only when another municipality's is known before it, or when it began after birth: that
    is asked by the caller, who knows the birth day.
    """
    stays = [each for each in facts if each.kind == FactKind.RESIDENCE and each.place == municipality]
    now = [each for each in stays if each.start <= day < each.stop]
    if not now:
        return None
    came = min(each.start for each in now)
    while any(each.start < came <= each.stop for each in stays):
        came = min(each.start for each in stays if each.start < came <= each.stop)
    return came if day - days_looked_back < came <= day else None


def on_benefit_since(facts: Sequence[Fact], union: tuple[BenefitInUnion, ...], day: int) -> int | None:
    """Return since when somebody has been on a benefit of the union without a day between, or None when on none."""
    until, _ = cover_at(day, facts, 0, len(facts), union, False)
    if until <= day:
        return None
    since = day
    while True:
        earlier = [
            each.start
            for each in facts
            if each.kind == FactKind.BENEFIT
            and each.start < since <= max(each.stop, each.review)
            and counted(each, union)
        ]
        if not earlier:
            return since
        since = min(earlier)


def counted(fact: Fact, union: tuple[BenefitInUnion, ...]) -> bool:
    """Return whether a benefit counts in a union on some day of it."""
    return any(
        each.benefit == fact.code and fact.start < each.until and each.since < max(fact.stop, fact.review)
        for each in union
    )


def has_activity(facts: Sequence[Fact], day: int) -> bool:
    """Return whether somebody is in an activity by plan, or in a course, on a day. An exemption is neither."""
    return any(
        believed_on(fact, day)
        and (
            fact.kind == FactKind.ENROLMENT or (fact.kind == FactKind.ACTIVITY and fact.code != ActivityKind.EXEMPTION)
        )
        for fact in facts
    )
