"""A leaver's way with one group of educations, on one day, by somebody who knows all that is known."""

from datetime import date

from tests.oracles.dated import Dated, months_later

from videre.domain.alternatives import AlternativeRules
from videre.domain.education import Outcome
from videre.domain.facts import FactKind
from videre.domain.pathways import PathwayRules, PathwayStep
from videre.domain.work import EmploymentKind


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


def followed_courses(facts: list[Dated], left_on: date, day: date, rules: PathwayRules) -> list[Dated]:
    """Return the courses of any followed group begun from leaving up to a day, as they stand in the history."""
    return [
        fact
        for fact in facts
        if fact.kind == FactKind.ENROLMENT and left_on <= fact.start <= day and rules.group_of_kind[fact.code]
    ]


def first_started(facts: list[Dated], left_on: date, day: date, rules: PathwayRules) -> int:
    """Return the group begun before all others; of several on one day that of the first fact; 0 without one."""
    begun = sorted(
        followed_courses(facts, left_on, day, rules), key=lambda course: (course.start, course.place_in_block)
    )
    return rules.group_of_kind[begun[0].code] if begun else 0


def groups_chosen_later(facts: list[Dated], left_on: date, day: date, rules: PathwayRules) -> set[int]:
    """Return the groups that were a first priority after leaving and up to a day."""
    later = {f.code for f in facts if f.kind == FactKind.APPLICATION and f.detail == 1 and left_on < f.start <= day}
    return {rules.group_of_kind[code] for code in later} - {0}


def is_intake(course: Dated, facts: list[Dated], rules: PathwayRules) -> bool:
    """Return whether a course is new: none of its group, begun before it in the history, still holds the person."""
    group = rules.group_of_kind[course.code]
    before = [
        each
        for each in facts
        if each.kind == FactKind.ENROLMENT
        and rules.group_of_kind[each.code] == group
        and each.place_in_block < course.place_in_block
    ]
    done = [each for each in before if each.value == Outcome.COMPLETED and rules.completes_group[each.code]]
    left = [each.review for each in before if each not in done]
    if any(each.stop > course.start for each in done):
        return False
    return not left or months_later(max(left), rules.break_months) <= course.start


def completed_on(group: int, facts: list[Dated], rules: PathwayRules) -> date | None:
    """Return when a group was first completed."""
    days = [
        fact.stop
        for fact in facts
        if fact.kind == FactKind.ENROLMENT
        and rules.group_of_kind[fact.code] == group
        and rules.completes_group[fact.code]
        and fact.value == Outcome.COMPLETED
    ]
    return min(days, default=None)


def whereabouts(
    day: date, facts: list[Dated], left_on: date, rules: PathwayRules, youth: PathwayRules, hours_x100: int
) -> int | str:
    """Return where a leaver is: "completed", a group, "ordinary_work" or "elsewhere"."""
    since = [fact for fact in facts if fact.kind == FactKind.ENROLMENT and left_on <= fact.start <= day]
    if any(f.value == Outcome.COMPLETED and f.stop <= day and youth.completes_group[f.code] for f in since):
        return "completed"
    groups = {rules.group_of_kind[fact.code] for fact in since if fact.is_believed_on(day)} - {0}
    if groups:
        return min(groups)
    jobs = [f for f in facts if f.kind == FactKind.EMPLOYMENT and f.code == EmploymentKind.ORDINARY]
    hours = sum(job.value for job in jobs if job.is_believed_on(day))
    return "ordinary_work" if hours >= hours_x100 else "elsewhere"


def has_completed_nothing(facts: list[Dated], left_on: date, day: date, known_at: date, youth: PathwayRules) -> bool:
    """Return whether no youth education has been completed since leaving, and none is going on or only paused."""
    step = pathway_step(1, facts, left_on, day, known_at, youth)
    return step in {PathwayStep.NOT_STARTED, PathwayStep.BROKE_OFF, PathwayStep.PAUSED, PathwayStep.CHANGED}


def courses_given(facts: list[Dated], left_on: date, day: date, rules: AlternativeRules) -> set[int]:
    """Return the alternative courses begun from leaving up to a day."""
    given = set()
    for fact in facts:
        if left_on <= fact.start <= day and fact.kind == FactKind.ENROLMENT:
            given.add(rules.course_of_kind[fact.code])
        if left_on <= fact.start <= day and fact.kind == FactKind.ACTIVITY:
            given.add(rules.course_of_activity[fact.code])
    return given - {0}
