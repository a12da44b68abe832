"""When somebody leaves school: the stay with which it ended, by looking at all stays at once."""

from datetime import date

from tests.oracles.dated import Dated

from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import FactKind


def stays_ended_in(year: int, facts: list[Dated], kind: EducationKind) -> list[Dated]:
    """The stays in a grade that ended from January to September and led to no other school, last to end first."""
    ended = [
        fact
        for fact in facts
        if fact.kind == FactKind.ENROLMENT
        and fact.code == kind
        and fact.value != Outcome.TRANSFERRED
        and date(year, 1, 1) <= fact.stop <= date(year, 9, 30)
    ]
    return sorted(ended, key=lambda stay: (stay.stop, stay.place_in_block), reverse=True)


def end_of_ninth_grade(year: int, facts: list[Dated]) -> Dated | None:
    """The stay in 9th grade that was left in a year."""
    return next(iter(stays_ended_in(year, facts, EducationKind.NINTH_GRADE)), None)


def end_of_school(year: int, facts: list[Dated]) -> Dated | None:
    """The stay in 10th grade left in a year; else in 9th, unless 10th was begun by 1 October."""
    tenth = next(iter(stays_ended_in(year, facts, EducationKind.TENTH_GRADE)), None)
    ninth = end_of_ninth_grade(year, facts)
    if tenth is not None or ninth is None:
        return tenth
    goes_on = any(
        fact.kind == FactKind.ENROLMENT
        and fact.code == EducationKind.TENTH_GRADE
        and ninth.start < fact.start <= date(year, 10, 1)
        for fact in facts
    )
    return None if goes_on else ninth
