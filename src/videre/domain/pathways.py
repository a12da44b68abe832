"""A leaver's way into, through and out of each kind of youth education: the fold behind measurement point 5."""

from enum import IntEnum
from typing import NamedTuple

from videre.domain.days import day_number, year_month_day
from videre.domain.education import Outcome
from videre.domain.facts import Fact, FactKind, Facts


class PathwayStep(IntEnum):
    """Where somebody is with one kind of education. All but the first have started it."""

    NOT_STARTED = 0
    STILL_THERE = 1
    COMPLETED = 2
    CHANGED = 3
    BROKE_OFF = 4
    PAUSED = 5  # left so lately that a return would make it no break: type pending


N_PATHWAY_STEPS = 6
LOWEST_PRIORITY = 1000  # beyond any priority that a form has room for


class PathwayRules(NamedTuple):
    """How kinds are grouped, and what a break is: data, from `definitions/programmes/`.

    group_of_kind: for each EducationKind the group it is followed in; 0: not followed. Grouping decides what "the same
        education" means: from bricklaying to joinery is a break in bricklaying, none in vocational education.
    completes_group: for each EducationKind whether completing it completes its group. A basic course completes itself
        where it is followed alone, and not the vocational education that it opens.
    break_months: back in the same education within so many months is no break.
    """

    group_of_kind: tuple[int, ...]
    completes_group: tuple[int, ...]
    break_months: int


def add_months(day: int, months: int) -> int:
    """Return the same day of the month, so many months later (3 March for 31 + 1 day months: days run over)."""
    year, month, day_of_month = year_month_day(day)
    shifted = month - 1 + months
    return day_number(year + shifted // 12, shifted % 12 + 1, 1) + day_of_month - 1


def pathway_step(
    group: int, facts: Facts, first: int, last: int, left_on: int, day: int, known_at: int, rules: PathwayRules
) -> int:
    """Return where a leaver is with one group of educations on a day.

    Args:
        group: the group asked about.
        facts: all facts; this person's lie from `first` to `last`, sorted by start.
        left_on: the day on which primary school was left; earlier courses do not count.
        day: the day asked about.
        known_at: the day up to which the registers are known, for breaks that may yet heal.
        rules: groups and the length of a break.

    Returns:
        A PathwayStep. A course that goes on, or was resumed within `break_months` of leaving it, is STILL_THERE; left
        for a course of another group, CHANGED; left less than `break_months` before `known_at`, PAUSED.

    Source:
        The 15 months: the ministry's rule for dropout (docs/reference/definitions.md). Checked against
        tests/oracles/pathways.py.
    """
    stays = stays_in_group(group, facts, first, last, left_on, day, rules)
    if stays.started_on < 0:
        return PathwayStep.NOT_STARTED.value
    if stays.completed:
        return PathwayStep.COMPLETED.value
    break_is_sure_on = add_months(stays.ended_on, rules.break_months)
    if stays.ended_on > day or 0 <= stays.back_on < break_is_sure_on:
        return PathwayStep.STILL_THERE.value
    if was_left_for_another(group, stays, facts, first, last, day, rules):
        return PathwayStep.CHANGED.value
    if known_at < break_is_sure_on:
        return PathwayStep.PAUSED.value
    return PathwayStep.BROKE_OFF.value


class StaysInGroup(NamedTuple):
    """A leaver's courses of one group up to a day: when the last began and ended (-1: none), when the next begins (-1:
    none is known), and whether one completed the group."""

    started_on: int
    ended_on: int
    back_on: int
    completed: bool


def stays_in_group(
    group: int, facts: Facts, first: int, last: int, left_on: int, day: int, rules: PathwayRules
) -> StaysInGroup:
    """Return a leaver's courses of one group, as seen on a day by somebody who knows what came after."""
    started_on, ended_on, back_on = -1, -1, -1
    completed = False
    for index in range(first, last):
        is_course = facts[index].kind == FactKind.ENROLMENT and facts[index].start >= left_on
        if not is_course or rules.group_of_kind[facts[index].code] != group:
            continue
        if facts[index].start <= day:
            started_on = facts[index].start
            ended_on = max(ended_on, facts[index].review)
            completed = completed or completes(facts[index], day, rules)
        elif back_on < 0:
            back_on = facts[index].start
    return StaysInGroup(started_on, ended_on, back_on, completed)


def was_left_for_another(
    group: int, stays: StaysInGroup, facts: Facts, first: int, last: int, day: int, rules: PathwayRules
) -> bool:
    """Return whether a course of another group had begun by a day, no earlier than the last of this group, and went on
    after it was left: what was taken beside a course and finished before is not what the course was left for."""
    for index in range(first, last):
        if facts[index].kind == FactKind.ENROLMENT and stays.started_on <= facts[index].start <= day:
            its_group = rules.group_of_kind[facts[index].code]
            if its_group > 0 and its_group != group and facts[index].review > stays.ended_on:
                return True
    return False


def completes(stay: Fact, day: int, rules: PathwayRules) -> bool:
    """Return whether a stay had completed its group by the end of a day."""
    is_completed = stay.value == Outcome.COMPLETED and stay.stop <= day
    return is_completed and rules.completes_group[stay.code] > 0


def first_started(facts: Facts, first: int, last: int, left_on: int, day: int, rules: PathwayRules) -> int:
    """Return the group that a leaver began first, up to a day; 0 when none that is followed has been begun.

    Of several begun on one day, the first in the order of facts.
    """
    for index in range(first, last):
        if facts[index].start > day:
            break
        if facts[index].kind == FactKind.ENROLMENT and facts[index].start >= left_on:
            group = rules.group_of_kind[facts[index].code]
            if group > 0:
                return group
    return 0


def first_choice(facts: Facts, first: int, last: int, left_on: int, rules: PathwayRules) -> int:
    """Return the group of the first choice made in the twelve months before leaving, 0 without one."""
    group, best_priority = 0, LOWEST_PRIORITY
    for index in range(first, last):
        is_choice = facts[index].kind == FactKind.APPLICATION and left_on - 365 <= facts[index].start <= left_on
        if is_choice and facts[index].detail < best_priority:
            best_priority = facts[index].detail
            group = rules.group_of_kind[facts[index].code]
    return group


def is_chosen_later(
    group: int, facts: Facts, first: int, last: int, left_on: int, day: int, rules: PathwayRules
) -> bool:
    """Return whether a group was a leaver's first priority in an application after leaving, up to a day."""
    for index in range(first, last):
        is_later = facts[index].kind == FactKind.APPLICATION and left_on < facts[index].start <= day
        if is_later and facts[index].detail == 1 and rules.group_of_kind[facts[index].code] == group:
            return True
    return False


def is_intake(index: int, facts: Facts, first: int, rules: PathwayRules) -> bool:
    """Return whether a course is a new intake to its group: nobody comes back to the same education within
    `break_months` of leaving it, or takes a second course beside one that is going on, and is a new intake.

    Whoever has completed the group before and begins in it once more is one.
    """
    group, start = rules.group_of_kind[facts[index].code], facts[index].start
    left_on = -1
    for earlier in range(first, index):
        if facts[earlier].kind == FactKind.ENROLMENT and rules.group_of_kind[facts[earlier].code] == group:
            if facts[earlier].value == Outcome.COMPLETED and rules.completes_group[facts[earlier].code] > 0:
                if facts[earlier].stop > start:
                    return False
            else:
                left_on = max(left_on, facts[earlier].review)
    return left_on < 0 or add_months(left_on, rules.break_months) <= start


def completed_on(group: int, facts: Facts, first: int, last: int, rules: PathwayRules) -> int:
    """Return the day on which a person had first completed a group, -1 when it has not been completed."""
    day = -1
    for index in range(first, last):
        is_stay = facts[index].kind == FactKind.ENROLMENT and rules.group_of_kind[facts[index].code] == group
        if is_stay and completes(facts[index], facts[index].stop, rules) and (day < 0 or facts[index].stop < day):
            day = facts[index].stop
    return day
