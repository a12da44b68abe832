"""Why somebody joined or left a count from one month to the next: the codes of the ledger, and the fold behind them.

A measure puts everybody on the last day of each month in one class, 0 when not followed. What changed between two
months is a *move* from one class to another, and has one code. Counted together, moves make up the change of every
class, so they add up to the change of each numerator and denominator: the ledger closes.
"""

from enum import IntEnum

from videre.domain.education import Event, Outcome
from videre.domain.facts import FactKind, Facts
from videre.domain.sight import notice_that_closed
from videre.domain.standing import StandingReason, was_interrupted


class LedgerCode(IntEnum):
    """Why somebody moved from one class to another between the last days of two months."""

    NONE = 0
    REACHED_AGE = 1  # had the birthday from which he or she is followed: turned 15
    PASSED_AGE = 2  # had the birthday up to which he or she is followed: turned 18, or 30
    MOVED_IN = 3
    MOVED_OUT = 4  # or died: the register of residence does not say which
    LEFT_SCHOOL = 5  # joined the cohort that is followed from school
    STARTED = 6  # a course
    GIVEN_PLACE = 7  # in the summer between two courses
    COMPLETED = 8
    BROKE_OFF = 9
    ENDED = 10  # a course or activity was over, and nobody said how
    LAPSED = 11  # a status was not confirmed by its review day
    STARTED_WORK = 12
    STOPPED_WORK = 13  # or works too few hours
    STARTED_ACTIVITY = 14
    EXEMPTED = 15
    EXEMPTION_ENDED = 16
    STARTED_BENEFIT = 17
    STOPPED_BENEFIT = 18
    RECLASSIFIED = 19  # a reform gave the benefit another name
    PLACE_NOT_TAKEN = 20  # the summer was over, and no course had begun
    EXAM_COMPLETED = 21  # took, or took again, what was missing
    FIRST_RESULTS = 22  # the school delivered its first results
    CORRECTED = 23  # what was said of an earlier month was changed by a later report


N_LEDGER_CODES = 24

CODES_OF_BEGINNING = (  # by the StandingReason of the class that was entered; the others are of the worst class only
    0,
    LedgerCode.STARTED.value,
    LedgerCode.GIVEN_PLACE.value,
    LedgerCode.STARTED_WORK.value,
    LedgerCode.STARTED_ACTIVITY.value,
    LedgerCode.EXEMPTED.value,
    LedgerCode.BROKE_OFF.value,
    LedgerCode.STARTED_BENEFIT.value,
)


def code_of_change(
    before: int, reason_before: int, fact_before: int, after: int, reason_after: int, day: int, facts: Facts, last: int
) -> int:
    """Return why somebody who was followed in both months changed class.

    Into a better class (the smaller YouthClass): by what began. Into a worse: by how that ended which gave the class
    before.

    Args:
        before, reason_before, fact_before: class, reason and deciding fact (-1: none) on the earlier day.
        after, reason_after: class and reason on the later day.
        day: the later day.
        facts: all facts; this person's end before `last`, sorted by start.
    """
    if after < before:
        return CODES_OF_BEGINNING[reason_after]
    if reason_before == StandingReason.ENROLLED or reason_before == StandingReason.ACTIVITY_BY_PLAN:
        return how_it_ended(fact_before, day, facts, last)
    if reason_before == StandingReason.WORKS_ENOUGH:
        return LedgerCode.STOPPED_WORK.value
    if reason_before == StandingReason.SUMMER_BEFORE_NEXT_COURSE:
        return LedgerCode.PLACE_NOT_TAKEN.value
    if reason_before == StandingReason.EXEMPTION:
        return LedgerCode.EXEMPTION_ENDED.value
    if reason_before == StandingReason.ON_BENEFIT:
        return LedgerCode.STOPPED_BENEFIT.value
    return LedgerCode.LAPSED.value  # a notice of interruption that nobody confirmed


def how_it_ended(index: int, day: int, facts: Facts, last: int) -> int:
    """Return how a course or activity ended that is no longer believed on a day."""
    notice = notice_that_closed(index, day, facts, last) if facts[index].kind == FactKind.ENROLMENT else -1
    if notice >= 0:
        is_completed = facts[notice].code == Event.COMPLETED
        return LedgerCode.COMPLETED.value if is_completed else LedgerCode.BROKE_OFF.value
    if facts[index].review < facts[index].stop:
        return LedgerCode.LAPSED.value
    if was_interrupted(facts[index]):
        return LedgerCode.BROKE_OFF.value
    if facts[index].kind == FactKind.ENROLMENT and facts[index].value == Outcome.COMPLETED:
        return LedgerCode.COMPLETED.value
    return LedgerCode.ENDED.value
