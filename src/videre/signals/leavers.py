"""Leavers without exam: in which group, what is missing, and when it can next be taken."""

from collections.abc import Sequence
from typing import NamedTuple

from videre.domain.days import day_number, year_of
from videre.domain.exam import NO_MARK, Discipline, ExamGroup, ExamRule, best_mark_x10, exam_group
from videre.domain.exam_ways import WayToTake
from videre.domain.facts import Fact
from videre.domain.leaving import end_of_school

LAST_MONTH_OF_LEAVING = 9  # a school year's leavers left from January to September


class NextChance(NamedTuple):
    """The next day on which what is missing can be taken, by which way, and the last day to apply."""

    way: str
    begins: int
    apply_by: int


class ExamGap(NamedTuple):
    """What a leaver has of the exam.

    group: an ExamGroup. year: the leaving year. left: the first day out of school. school: the institution.
    missing: the tests without a mark, in the order of `Discipline`.
    """

    group: int
    year: int
    left: int
    school: int
    missing: tuple[int, ...]


def find_leaving(facts: Sequence[Fact], day: int, years_looked_back: int) -> tuple[int, int] | None:
    """Return the year in which somebody last left primary school and the place of that stay; None for nobody lately."""
    for year in range(year_of(day), year_of(day) - years_looked_back - 1, -1):
        stay = end_of_school(facts, 0, len(facts), year)
        if stay >= 0 and facts[stay].stop <= day:
            return year, stay
    return None


def exam_gap(facts: Sequence[Fact], day: int, year: int, stay: int, rule: ExamRule) -> ExamGap:
    """Return what a leaver of a year has of the exam on a day, by the rule of that year."""
    group = exam_group(facts, 0, len(facts), day, rule)
    missing = tuple(
        discipline.value
        for discipline in Discipline
        if rule.grade_of[discipline] >= 0 and best_mark_x10(facts, 0, len(facts), day, discipline) == NO_MARK
    )
    return ExamGap(group, year, facts[stay].stop, facts[stay].place, missing)


def lacks_exam(group: int) -> bool:
    """Return whether an ExamGroup lacks the exam."""
    return group in {ExamGroup.NO_TESTS, ExamGroup.SOME_MISSING, ExamGroup.BELOW_PASS}


def find_next_chance(ways: Sequence[WayToTake], group: int, day: int) -> NextChance | None:
    """Return the first way that helps a group and can still be applied for on a day; None where there is none.

    Of two that begin on one day the first in the list counts. A way is asked for this year and the two next, so that a
    last day to apply that has passed leads to the year after.
    """
    chances = []
    for way in ways:
        if group in way.groups:
            for year in range(year_of(day), year_of(day) + 3):
                begins = day_number(year, way.month, way.day)
                if begins - way.apply_days_before >= day and way.since <= begins < way.until:
                    chances.append(NextChance(way.name, begins, begins - way.apply_days_before))
    return min(chances, key=lambda chance: chance.begins) if chances else None
