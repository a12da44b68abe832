"""How far a leaver has come on the way to a youth education, from the words alone."""

from datetime import date

from tests.oracles.dated import Dated
from tests.oracles.ledger import how_it_ended

from videre.domain.education import Outcome
from videre.domain.facts import FactKind
from videre.domain.movements import LedgerCode
from videre.domain.way import Way, WayRules


def way_on(day: date, facts: list[Dated], left_on: date, rules: WayRules) -> Way:
    """Return the Way on a day."""
    since = [fact for fact in facts if fact.kind == FactKind.ENROLMENT and left_on <= fact.start <= day]
    if any(rules.completes[fact.code] and fact.value == Outcome.COMPLETED and fact.stop <= day for fact in since):
        return Way.COMPLETED
    leading = [fact for fact in since if rules.leads_on[fact.code]]
    if any(fact.is_believed_on(day) for fact in leading):
        return Way.UNDER_WAY
    return Way.LAPSED if any(fact.review <= day < fact.stop for fact in leading) else Way.NOT_IN


def codes_of(
    then: Way, now: Way, before: date, day: date, facts: list[Dated], left_on: date, rules: WayRules
) -> set[LedgerCode]:
    """Return the codes that may stand for a change between two days."""
    if now == Way.COMPLETED:
        return {LedgerCode.COMPLETED}
    if now == Way.UNDER_WAY:
        return {LedgerCode.STARTED}
    if now == Way.LAPSED:
        return {LedgerCode.LAPSED}
    if then == Way.LAPSED:
        return {LedgerCode.ENDED}
    courses = [
        fact
        for fact in facts
        if fact.kind == FactKind.ENROLMENT and left_on <= fact.start and rules.leads_on[fact.code]
    ]
    return {how_it_ended(fact, day, facts) for fact in courses if fact.is_believed_on(before)}
