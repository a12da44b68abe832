"""How far somebody has come on a day: what is completed as a set, what is going on as another."""

from datetime import date

from tests.oracles.dated import Dated

from videre.domain.attainment import Attainment, AttainmentRules
from videre.domain.education import Outcome
from videre.domain.facts import FactKind


def attainment_on(day: date, facts: list[Dated], rules: AttainmentRules) -> Attainment:
    """Return the state: a youth education completed, else a higher one, else the greatest of what is going on."""
    courses = [fact for fact in facts if fact.kind == FactKind.ENROLMENT and fact.start <= day]
    completed = {course for course in courses if course.value == Outcome.COMPLETED and course.stop <= day}
    if any(rules.is_youth_education[course.code] for course in completed):
        return Attainment.COMPLETED_YOUTH
    if any(rules.is_higher[course.code] for course in completed):
        return Attainment.COMPLETED_HIGHER
    going_on = {course for course in courses if course.is_believed_on(day)} - completed
    return max([Attainment.OUTSIDE, *(Attainment(rules.state_of_kind[course.code]) for course in going_on)])
