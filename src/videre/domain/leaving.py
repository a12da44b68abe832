"""When somebody leaves the grades of primary school: what a cohort of leavers is made of."""

from videre.domain.days import day_number
from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import FactKind, Facts


def end_of_ninth_grade(facts: Facts, first: int, last: int, year: int) -> int:
    """Return the index of the stay in 9th grade that ended in a school year's summer, or -1.

    `year` is the calendar year in which the school year ended: a stay that ended from 1 January to 30 September.
    Whoever was transferred to another school during the year did not leave; of several stays the
    last to end counts.
    """
    return last_stay_ended(facts, first, last, EducationKind.NINTH_GRADE.value, year)


def end_of_school(facts: Facts, first: int, last: int, year: int) -> int:
    """Return the index of the stay in 9th or 10th grade with which somebody left primary school in a year, or -1.

    Whoever goes on from 9th grade to 10th the same summer leaves a year later.
    """
    tenth = last_stay_ended(facts, first, last, EducationKind.TENTH_GRADE.value, year)
    if tenth >= 0:
        return tenth
    ninth = last_stay_ended(facts, first, last, EducationKind.NINTH_GRADE.value, year)
    if ninth < 0:
        return -1
    next_school_year_has_begun = day_number(year, 10, 1)
    for index in range(first, last):
        is_tenth = facts[index].kind == FactKind.ENROLMENT and facts[index].code == EducationKind.TENTH_GRADE
        if is_tenth and facts[ninth].start < facts[index].start <= next_school_year_has_begun:
            return -1
    return ninth


def last_stay_ended(facts: Facts, first: int, last: int, kind: int, year: int) -> int:
    """Return the index of the stay in a kind of education that ended last in January to September of a year, or -1.

    Of several that ended on one day, the last to begin.
    """
    opens = day_number(year, 1, 1)
    closes = day_number(year, 10, 1)
    found = -1
    for index in range(first, last):
        fact = facts[index]
        is_stay = fact.kind == FactKind.ENROLMENT and fact.code == kind and fact.value != Outcome.TRANSFERRED
        is_later = found < 0 or fact.stop >= facts[found].stop
        if is_stay and is_later and opens <= fact.stop < closes:
            found = index
    return found


def municipality_on(facts: Facts, first: int, last: int, day: int) -> int:
    """Return the municipality in which a person lived on a day, or 0 when none is known."""
    for index in range(first, last):
        if facts[index].kind == FactKind.RESIDENCE and facts[index].start <= day < facts[index].stop:
            return facts[index].place
    return 0


def is_in_sight_on(facts: Facts, first: int, last: int, day: int, abroad_place: int) -> bool:
    """Return whether the registers can see what a person does on a day: a home in the country is known.

    Whoever has moved to another municipality is in sight. Whoever has gone abroad, or has no known home, is not: what
    they begin and complete meanwhile is told by nobody.
    """
    place = municipality_on(facts, first, last, day)
    return place > 0 and place != abroad_place
