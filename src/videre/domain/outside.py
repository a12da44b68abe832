"""Who is outside education and work, by each of the official definitions: the fold of the measure `outside`."""

from enum import IntEnum
from typing import NamedTuple

from videre.domain.currency import lapse_of
from videre.domain.education import ActivityKind, Outcome
from videre.domain.facts import FactKind, Facts
from videre.domain.work import EmploymentTest, is_in_work


class Attachment(IntEnum):
    """What keeps somebody from being outside, by one official definition. The first that holds counts."""

    NONE = 0
    COMPLETED = 1  # has a youth education, and the definition leaves those out
    IN_EDUCATION = 2
    IN_WORK = 3
    IN_ACTIVITY = 4  # by plan, or exempted, where the definition looks at that
    LAPSED = 5  # was in education, and nobody has confirmed it in time: unknown
    OUTSIDE = 6


N_ATTACHMENTS = 7


class OutsideRules(NamedTuple):
    """One official definition: data, from `definitions/outside/`.

    is_education: for each EducationKind whether being enrolled is to be in education.
    completes: for each EducationKind whether completing it is to have a youth education.
    leaves_out_completed: whether those who have one are never outside.
    counts_activities: whether an activity by plan, or an exemption, keeps somebody from being outside.
    employment_test: what counts as being in work; ordinary and subsidised hours together.
    """

    is_education: tuple[int, ...]
    completes: tuple[int, ...]
    leaves_out_completed: bool
    counts_activities: bool
    employment_test: EmploymentTest


def attachment_on(day: int, facts: Facts, first: int, last: int, rules: OutsideRules) -> int:
    """Return the Attachment of a person on a day.

    Args:
        day: the day asked about.
        facts: all facts; this person's lie from `first` up to, not including, `last`, sorted by start.
        rules: the definition.

    Source:
        Checked against tests/oracles/outside.py.
    """
    completed, enrolled, lapsed, active, hours = False, False, False, False, 0
    for index in range(first, last):
        if facts[index].start > day:
            break
        believed = day < lapse_of(facts[index])
        if facts[index].kind == FactKind.ENROLMENT:
            code = facts[index].code
            is_done = facts[index].value == Outcome.COMPLETED and facts[index].stop <= day
            completed = completed or (is_done and rules.completes[code] > 0)
            if rules.is_education[code] > 0:
                enrolled = enrolled or believed
                lapsed = lapsed or (not believed and day < facts[index].stop)
        elif facts[index].kind == FactKind.EMPLOYMENT and believed:
            hours += facts[index].value
        elif facts[index].kind == FactKind.ACTIVITY and facts[index].code != ActivityKind.NONE:
            active = active or believed
    if completed and rules.leaves_out_completed:
        return Attachment.COMPLETED.value
    if enrolled:
        return Attachment.IN_EDUCATION.value
    if is_in_work(hours, rules.employment_test):
        return Attachment.IN_WORK.value
    if active and rules.counts_activities:
        return Attachment.IN_ACTIVITY.value
    return Attachment.LAPSED.value if lapsed else Attachment.OUTSIDE.value
