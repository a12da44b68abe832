"""Which alternative courses a leaver who completes no youth education was given."""

from typing import NamedTuple

from videre.domain.facts import Fact, FactKind, Facts
from videre.domain.pathways import PathwayRules, PathwayStep, pathway_step


class AlternativeRules(NamedTuple):
    """Which courses are alternatives: data, from `definitions/programmes/groups.yaml`.

    course_of_kind, course_of_activity: for each EducationKind and ActivityKind the number of the course; 0: none.
    """

    course_of_kind: tuple[int, ...]
    course_of_activity: tuple[int, ...]


def has_completed_nothing(
    facts: Facts, first: int, last: int, left_on: int, day: int, known_at: int, youth_education: PathwayRules
) -> bool:
    """Return whether a leaver on a day has completed no youth education and is in none.

    Whoever is in one may complete it yet. `youth_education` has one group, number 1.
    """
    step = pathway_step(1, facts, first, last, left_on, day, known_at, youth_education)
    return step != PathwayStep.COMPLETED and step != PathwayStep.STILL_THERE


def course_of(fact: Fact, rules: AlternativeRules) -> int:
    """Return the number of the alternative course that a fact tells of, 0 for none."""
    if fact.kind == FactKind.ENROLMENT:
        return rules.course_of_kind[fact.code]
    if fact.kind == FactKind.ACTIVITY:
        return rules.course_of_activity[fact.code]
    return 0


def was_given(
    course: int, facts: Facts, first: int, last: int, left_on: int, day: int, rules: AlternativeRules
) -> bool:
    """Return whether a course was begun from the day of leaving up to a day; course 0 asks for any of them."""
    for index in range(first, last):
        if left_on <= facts[index].start <= day:
            given = course_of(facts[index], rules)
            if given > 0 and course in (0, given):
                return True
    return False
