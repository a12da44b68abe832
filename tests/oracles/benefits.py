"""Days on a dated union of benefits, as a set of days."""

from collections.abc import Iterable
from datetime import date

from tests.oracles.dated import Dated, date_of, days_between

from videre.domain.benefits import BenefitInUnion
from videre.domain.facts import FactKind


def days_on_benefit(
    facts: Iterable[Dated], union: Iterable[BenefitInUnion], begin: date, end: date, *, if_confirmed: bool = False
) -> set[date]:
    """Return the days from `begin` up to, not including, `end` on which a benefit is believed that counts that day.

    If all that nobody has confirmed were so, a benefit that was to go on is believed to its stop.
    """
    facts, union = list(facts), list(union)
    return {
        day
        for day in days_between(begin, end)
        for fact in facts
        if fact.kind == FactKind.BENEFIT and (fact.is_believed_on(day) or (if_confirmed and fact.is_true_on(day)))
        for counted in union
        if counted.benefit == fact.code and date_of(counted.since) <= day < date_of(counted.until)
    }
