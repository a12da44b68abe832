"""How far somebody has come in education on a day: the states of the first, plain projection."""

from enum import IntEnum
from typing import NamedTuple

from videre.domain.education import Outcome
from videre.domain.facts import FactKind, Facts


class Attainment(IntEnum):
    """Yearly states after 9th grade. The last two are reached by completing; the others say what is going on."""

    NONE = 0
    OUTSIDE = 1  # in no education, nothing completed
    TENTH_GRADE = 2
    PREPARATORY = 3
    GYMNASIAL = 4
    VOCATIONAL_BASIC = 5
    VOCATIONAL_MAIN = 6
    STU = 7
    HIGHER = 8  # in higher education without a youth education
    COMPLETED_HIGHER = 9  # completed higher education without a youth education
    COMPLETED_YOUTH = 10


N_ATTAINMENTS = 11


class AttainmentRules(NamedTuple):
    """What kinds of education mean for attainment: data, from `definitions/programmes/`.

    state_of_kind: the Attainment of being in each EducationKind; NONE where it says nothing.
    is_youth_education, is_higher: whether completing each kind completes a youth (a higher) education.
    """

    state_of_kind: tuple[int, ...]
    is_youth_education: tuple[int, ...]
    is_higher: tuple[int, ...]


def attainment_on(day: int, facts: Facts, first: int, last: int, rules: AttainmentRules) -> int:
    """Return a person's Attainment on a day.

    What has been completed counts before what is going on; a youth education counts before a higher one. Of several
    courses going on, the one with the greatest Attainment counts.
    """
    state = Attainment.OUTSIDE.value
    has_higher = False
    for index in range(first, last):
        if facts[index].start > day:
            break
        if facts[index].kind == FactKind.ENROLMENT:
            code = facts[index].code
            if facts[index].value == Outcome.COMPLETED and facts[index].stop <= day:
                if rules.is_youth_education[code]:
                    return Attainment.COMPLETED_YOUTH.value
                has_higher = has_higher or rules.is_higher[code] > 0
            elif facts[index].review > day:
                state = max(state, rules.state_of_kind[code])
    return Attainment.COMPLETED_HIGHER.value if has_higher else state
