"""Where somebody of a leaving cohort is on a day, one place each: what the picture of a cohort's flow is made of."""

from videre.domain.facts import FactKind, Facts, believed_on
from videre.domain.pathways import PathwayRules, completes
from videre.domain.work import EmploymentKind, EmploymentTest, is_in_work

ELSEWHERE = 0  # groups of education are numbered from 1; after them come two places more
PLACES_BESIDE_GROUPS = 3  # elsewhere, completed, ordinary work


def completed_place(n_groups: int) -> int:
    """Return the place of those who have completed a youth education."""
    return n_groups + 1


def work_place(n_groups: int) -> int:
    """Return the place of those in ordinary work and in no education that is followed."""
    return n_groups + 2


def whereabouts(
    day: int,
    facts: Facts,
    first: int,
    last: int,
    left_on: int,
    rules: PathwayRules,
    youth_education: PathwayRules,
    test: EmploymentTest,
    n_groups: int,
) -> int:
    """Return the one place where a leaver is on a day.

    Args:
        day: the day asked about. facts: all facts; this person's lie from `first` to `last`, sorted by start.
        left_on: the day on which primary school was left; earlier courses do not count.
        rules: the groups that are told apart, 1 to `n_groups`. youth_education: what completes a youth education.
        test: the hours that make ordinary work.

    Returns:
        Completed, whatever goes on now; else the group of a course believed on the day (the first in the file of groups
        where several are); else ordinary work; else ELSEWHERE, which says nothing about why.
    """
    group, hours = 0, 0
    for index in range(first, last):
        if facts[index].start > day:
            break
        fact = facts[index]
        if fact.kind == FactKind.ENROLMENT and fact.start >= left_on:
            if completes(fact, day, youth_education):
                return completed_place(n_groups)
            own = rules.group_of_kind[fact.code]
            if own > 0 and believed_on(fact, day) and (group == 0 or own < group):
                group = own
        elif fact.kind == FactKind.EMPLOYMENT and fact.code == EmploymentKind.ORDINARY and believed_on(fact, day):
            hours += fact.value
    if group > 0:
        return group
    return work_place(n_groups) if is_in_work(hours, test) else ELSEWHERE
