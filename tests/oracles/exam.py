"""Folkeskolens afgangsprøve with fractions and dicts: marks on a certificate, averages that are never rounded."""

from datetime import date
from fractions import Fraction

from tests.oracles.dated import Dated

from videre.domain.exam import Discipline, ExamGroup, ExamRule, ExamStatus
from videre.domain.facts import FactKind


def marks_on(day: date, facts: list[Dated]) -> dict[Discipline, Fraction]:
    """Return the best mark that somebody had in each test by the end of a day."""
    marks: dict[Discipline, Fraction] = {}
    for fact in facts:
        if fact.kind == FactKind.EXAM and fact.place == ExamStatus.TAKEN and fact.start <= day:
            test = Discipline(fact.code)
            marks[test] = max(Fraction(fact.value, 10), marks.get(test, Fraction(-3)))
    return marks


def average(marks: list[Fraction]) -> Fraction:
    return sum(marks, Fraction(0)) / len(marks)


def exam_group(day: date, facts: list[Dated], rule: ExamRule) -> ExamGroup:
    """Return what a leaver has on a day: of the tests that the rule requires."""
    marks = marks_on(day, facts)
    tests_of_grade: dict[int, list[Discipline]] = {grade: [] for grade in range(rule.n_grades)}
    for test in Discipline:
        if rule.grade_of[test] >= 0:
            tests_of_grade[rule.grade_of[test]].append(test)
    required = {test for tests in tests_of_grade.values() for test in tests}
    if not required & set(marks):
        return ExamGroup.NO_TESTS
    if required - set(marks):
        return ExamGroup.SOME_MISSING
    certificate = {grade: average([marks[test] for test in tests]) for grade, tests in tests_of_grade.items()}
    if average(list(certificate.values())) < Fraction(rule.pass_average_x10, 10):
        return ExamGroup.BELOW_PASS
    for counts in (rule.danish, rule.mathematics):
        of_subject = [mark for grade, mark in certificate.items() if counts[grade]]
        if of_subject and average(of_subject) < Fraction(rule.entry_average_x10, 10):
            return ExamGroup.PASSED_NO_EUD_ENTRY
    return ExamGroup.PASSED
