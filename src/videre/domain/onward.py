"""How those whom a school or a unit has sent on are doing: the fold behind the figures given back to them."""

from enum import IntEnum

from videre.domain.education import EducationKind
from videre.domain.facts import FactKind, Facts, believed_on
from videre.domain.leaving import last_stay_ended
from videre.domain.pathways import PathwayRules, completed_on, completes
from videre.domain.standing import YouthClass


class Onward(IntEnum):
    """What somebody who was sent on is doing on a day. Everybody is in exactly one."""

    NONE = 0
    EDUCATION = 1  # primary school (10th grade too), youth education or higher
    WORK = 2
    PREPARATORY = 3
    OUTSIDE = 4
    UNKNOWN = 5


N_ONWARD = 6


def onward_of_class(youth_class: int) -> int:
    """Return what somebody of a YouthClass is doing; exempted and off plan are both outside."""
    if youth_class == YouthClass.PRIMARY_SCHOOL or youth_class == YouthClass.EDUCATION:
        return Onward.EDUCATION.value
    if youth_class == YouthClass.ORDINARY_EMPLOYMENT or youth_class == YouthClass.OTHER_EMPLOYMENT:
        return Onward.WORK.value
    if youth_class == YouthClass.PREPARATORY:
        return Onward.PREPARATORY.value
    if youth_class == YouthClass.EXEMPTED or youth_class == YouthClass.OFF_PLAN:
        return Onward.OUTSIDE.value
    return Onward.UNKNOWN.value


def sent_on_by_school(facts: Facts, first: int, last: int, year: int) -> int:
    """Return the index of the stay with which a school sent somebody on in a year, or -1.

    The last to end of the stays in 9th and 10th grade that ended in January to September: whoever takes both is sent
    on twice, a year apart, each time by the school of that grade.
    """
    ninth = last_stay_ended(facts, first, last, EducationKind.NINTH_GRADE.value, year)
    tenth = last_stay_ended(facts, first, last, EducationKind.TENTH_GRADE.value, year)
    if ninth < 0 or (tenth >= 0 and facts[tenth].stop >= facts[ninth].stop):
        return tenth
    return ninth


def sent_on_by_unit(unit: int, facts: Facts, first: int, last: int, begin: int, end: int) -> int:
    """Return the index of the contact with which a unit sent somebody on between two days, or -1.

    A contact that ended while the same unit had another with the same person was no end. Of several the last counts.
    """
    found = -1
    for index in range(first, last):
        fact = facts[index]
        if fact.kind == FactKind.CONTACT and fact.code == unit and begin <= fact.stop < end:
            is_later = found < 0 or fact.stop >= facts[found].stop
            if is_later and not has_contact_on(unit, facts, first, last, fact.stop):
                found = index
    return found


def has_contact_on(unit: int, facts: Facts, first: int, last: int, day: int) -> bool:
    """Return whether a unit has a contact with somebody that goes on over a day."""
    for index in range(first, last):
        fact = facts[index]
        if fact.kind == FactKind.CONTACT and fact.code == unit and fact.start <= day < fact.stop:
            return True
    return False


def is_in_or_through(day: int, facts: Facts, first: int, last: int, youth_education: PathwayRules) -> bool:
    """Return whether somebody on a day is in a youth education or has completed one: the ministry's own measurement.

    `youth_education` has all youth education as one group, number 1.
    """
    for index in range(first, last):
        if facts[index].kind != FactKind.ENROLMENT or youth_education.group_of_kind[facts[index].code] != 1:
            continue
        if believed_on(facts[index], day) or completes(facts[index], day, youth_education):
            return True
    return False


def has_completed(day: int, facts: Facts, first: int, last: int, youth_education: PathwayRules) -> bool:
    """Return whether somebody has completed a youth education by a day."""
    completed = completed_on(1, facts, first, last, youth_education)
    return 0 <= completed <= day
