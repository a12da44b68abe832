"""The rule of folkeskolens afgangsprøve by leaving year, as data."""

from typing import Self

from pydantic import model_validator

from videre.definitions.files import Strict, Text
from videre.domain.exam import N_DISCIPLINES, Discipline, ExamRule

ASKS_NOTHING_X10 = -100  # below every average of the 7-point scale, which ends at -3


class Grade(Strict):
    """One grade on the certificate, made of one, two or three tests of equal weight.

    is_danish, is_mathematics: whether it counts in the average that opens vocational education.
    """

    name: Text
    tests: tuple[str, ...]
    is_danish: bool = False
    is_mathematics: bool = False


class ExamYears(Strict):
    """The rule for those who leave school from a year on, up to the next file's year.

    first_year: 2015 is the summer of 2015.
    pass_average_x10: the average from which the exam is passed, in tenths; None where the rule asks none.
    entry_average_x10: the average in Danish and in mathematics that opens vocational education; None where none is
        asked.
    caveats: what is uncertain, or is not said by our data.
    """

    first_year: int
    title: Text
    grades: tuple[Grade, ...]
    pass_average_x10: int | None
    entry_average_x10: int | None
    caveats: tuple[Text, ...]
    sources: tuple[str, ...]

    @model_validator(mode="after")
    def uses_each_test_once(self) -> Self:
        """Refuse a test that there is not, and one that stands in two grades."""
        used = [test for grade in self.grades for test in grade.tests]
        for test in used:
            if test not in Discipline.__members__ or test == "NONE":
                raise ValueError(f"grades: there is no test {test}")
            if used.count(test) > 1:
                raise ValueError(f"grades: {test} stands in two grades")
        if any(not 1 <= len(grade.tests) <= 3 for grade in self.grades):
            raise ValueError("grades: a grade is made of one, two or three tests")
        return self

    def rule(self) -> ExamRule:
        """Return the rule as the fold takes it."""
        grade_of = [-1] * N_DISCIPLINES
        for place, grade in enumerate(self.grades):
            for test in grade.tests:
                grade_of[Discipline[test]] = place
        return ExamRule(
            grade_of=tuple(grade_of),
            n_grades=len(self.grades),
            danish=tuple(int(grade.is_danish) for grade in self.grades),
            mathematics=tuple(int(grade.is_mathematics) for grade in self.grades),
            pass_average_x10=ASKS_NOTHING_X10 if self.pass_average_x10 is None else self.pass_average_x10,
            entry_average_x10=ASKS_NOTHING_X10 if self.entry_average_x10 is None else self.entry_average_x10,
        )
