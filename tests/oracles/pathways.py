"""A leaver's way with one group of educations, on one day, by somebody who knows all that is known."""

from datetime import date

from tests.oracles.dated import Dated, months_later

from videre.domain.education import Outcome
from videre.domain.facts import FactKind
from videre.domain.pathways import PathwayRules, PathwayStep


def pathway_step(
    group: int, facts: list[Dated], left_on: date, day: date, known_at: date, rules: PathwayRules
) -> PathwayStep:
    """Return where a leaver is with a group on a day; courses begun before school was left do not count."""
    courses = [fact for fact in facts if fact.kind == FactKind.ENROLMENT and fact.start >= left_on]
    own = [course for course in courses if rules.group_of_kind[course.code] == group]
    begun = [course for course in own if course.start <= day]
    if not begun:
        return PathwayStep.NOT_STARTED
    if any(c.value == Outcome.COMPLETED and c.stop <= day and rules.completes_group[c.code] for c in begun):
        return PathwayStep.COMPLETED
    left = max(course.review for course in begun)
    a_break_from = months_later(left, rules.break_months)
    if left > day or any(day < course.start < a_break_from for course in own):
        return PathwayStep.STILL_THERE
    last_began = max(course.start for course in begun)
    others = [course for course in courses if rules.group_of_kind[course.code] not in {0, group}]
    if any(last_began <= course.start <= day and course.review > left for course in others):
        return PathwayStep.CHANGED
    return PathwayStep.PAUSED if known_at < a_break_from else PathwayStep.BROKE_OFF


def first_choice(facts: list[Dated], left_on: date, rules: PathwayRules) -> int:
    """Return the group chosen first in the twelve months before school was left; of equal priorities the earliest."""
    choices = [
        (fact.detail, fact.place_in_block, fact.code)
        for fact in facts
        if fact.kind == FactKind.APPLICATION and 0 <= (left_on - fact.start).days <= 365
    ]
    return rules.group_of_kind[min(choices)[2]] if choices else 0
