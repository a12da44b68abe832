"""Folkeskolens afgangsprøve: who has it, and what the others lack. The fold behind measurement point 4."""

from enum import IntEnum
from typing import NamedTuple

from videre.domain.facts import FactKind, Facts


class Discipline(IntEnum):
    """The compulsory tests and the two drawn ones, as the register of marks tells them apart."""

    NONE = 0
    DANISH_READING = 1
    DANISH_SPELLING = 2
    DANISH_WRITTEN = 3
    DANISH_ORAL = 4
    MATHEMATICS_WITHOUT_AIDS = 5
    MATHEMATICS_WITH_AIDS = 6
    ENGLISH_ORAL = 7
    SCIENCE = 8
    DRAWN_HUMANITIES = 9
    DRAWN_SCIENCE = 10


N_DISCIPLINES = 11


class ExamStatus(IntEnum):
    """Whether a test was taken."""

    NONE = 0
    TAKEN = 1
    ABSENT = 2
    EXEMPTED = 3


class ExamGroup(IntEnum):
    """What a leaver has of folkeskolens afgangsprøve. The first three lack it; the last two have it."""

    NONE = 0
    NO_TESTS = 1  # none of the tests that the rule requires
    SOME_MISSING = 2  # some tests missing or exempted
    BELOW_PASS = 3  # all tests taken, average below the pass mark of the leaving year
    PASSED_NO_EUD_ENTRY = 4  # passed, but under 2.0 in Danish or in mathematics
    PASSED = 5


N_EXAM_GROUPS = 6


class ExamRule(NamedTuple):
    """The rule of a leaving year: data, from `definitions/exam/`.

    grade_of: for each Discipline the grade on the certificate that it is part of, 0 to n_grades - 1; -1: not required.
        Written Danish is one grade of three parts.
    n_grades: grades in the average.
    danish, mathematics: for each grade 1 where it counts as Danish (as mathematics), else 0.
    pass_average_x10: the average from which the exam is passed, in tenths; -100 where the rule of the year asks none.
    entry_average_x10: the average in Danish and in mathematics from which vocational education is open.
    """

    grade_of: tuple[int, ...]
    n_grades: int
    danish: tuple[int, ...]
    mathematics: tuple[int, ...]
    pass_average_x10: int
    entry_average_x10: int


NO_MARK = -1000  # below every mark of the 7-point scale (-3 to 12), in tenths
PARTS_IN_COMMON = 6  # a grade has 1, 2 or 3 parts, so 6 is divided by each without remainder


def exam_group(facts: Facts, first: int, last: int, day: int, rule: ExamRule) -> int:
    """Return what a leaver had of the exam on a day, by the rule of the leaving year.

    The best mark of a test counts, since a test may be taken again; tests of 9th and 10th grade both count. An
    exempted test is missing. Averages are exact: sums of marks are compared after multiplying with a common
    denominator, so that 1.96 is never rounded up to 2.0.

    Source:
        Checked against tests/oracles/exam.py (fractions and dicts).
    """
    n_taken = 0
    total_x60 = 0  # marks in tenths, times PARTS_IN_COMMON, summed over grades
    danish_x60, n_danish, mathematics_x60, n_mathematics = 0, 0, 0, 0
    is_complete = True
    for grade in range(rule.n_grades):
        parts, taken, sum_x10 = 0, 0, 0
        for discipline in range(len(rule.grade_of)):
            if rule.grade_of[discipline] == grade:
                parts += 1
                mark_x10 = best_mark_x10(facts, first, last, day, discipline)
                if mark_x10 > NO_MARK:
                    taken += 1
                    sum_x10 += mark_x10
        n_taken += taken
        if taken < parts or parts == 0:
            is_complete = False
        else:
            grade_x60 = sum_x10 * (PARTS_IN_COMMON // parts)
            total_x60 += grade_x60
            danish_x60 += grade_x60 * rule.danish[grade]
            n_danish += rule.danish[grade]
            mathematics_x60 += grade_x60 * rule.mathematics[grade]
            n_mathematics += rule.mathematics[grade]
    if n_taken == 0:
        return ExamGroup.NO_TESTS.value
    if not is_complete:
        return ExamGroup.SOME_MISSING.value
    if total_x60 < rule.pass_average_x10 * PARTS_IN_COMMON * rule.n_grades:
        return ExamGroup.BELOW_PASS.value
    entry_x60 = rule.entry_average_x10 * PARTS_IN_COMMON
    if danish_x60 < entry_x60 * n_danish or mathematics_x60 < entry_x60 * n_mathematics:
        return ExamGroup.PASSED_NO_EUD_ENTRY.value
    return ExamGroup.PASSED.value


def best_mark_x10(facts: Facts, first: int, last: int, day: int, discipline: int) -> int:
    """Return the best mark, in tenths, that a person had in a test by the end of a day; NO_MARK without one."""
    best = NO_MARK
    for index in range(first, last):
        if facts[index].start > day:
            break
        is_test = facts[index].kind == FactKind.EXAM and facts[index].code == discipline
        if is_test and facts[index].place == ExamStatus.TAKEN:
            best = max(best, facts[index].value)
    return best
