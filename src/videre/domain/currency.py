"""How long a status is current: from when it is true, when somebody last said so, and when it lapses to unknown."""

from typing import NamedTuple

from videre.domain.facts import Fact, FactKind


class Currency(NamedTuple):
    """The four days of a status.

    start: the first day on which it is true.
    ascertained: the day on which somebody last said so: of an activity the day on which it was ascertained, else that
        of the newest report.
    review: the day by which somebody must have said so again.
    lapse: the first day on which it is unknown; never later than the end of a course or activity.
    """

    start: int
    ascertained: int
    review: int
    lapse: int


def currency_of(fact: Fact) -> Currency:
    """Return the four days of a status."""
    return Currency(fact.start, fact.reported, fact.review, lapse_of(fact))


def lapse_of(fact: Fact) -> int:
    """Return the first day on which a status is no longer believed.

    That is its review day, and for a course or activity its end where that comes first, whatever review day a register
    claims. Work that is told month by month is believed past its last month, while the next is not due yet.
    """
    if fact.kind == FactKind.ENROLMENT or fact.kind == FactKind.ACTIVITY:
        return min(fact.review, fact.stop)
    return fact.review
