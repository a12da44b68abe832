"""Who was sent on by a school or a unit, and how they are doing, by dates and sets."""

from datetime import date

from tests.oracles.dated import Dated
from tests.oracles.leaving import stays_ended_in
from tests.oracles.pathways import completed_on
from tests.oracles.standing import standing_on

from videre.domain.education import EducationKind
from videre.domain.facts import FactKind
from videre.domain.pathways import PathwayRules
from videre.domain.standing import StandingRules, YouthClass

DOING = {
    YouthClass.PRIMARY_SCHOOL: "education",
    YouthClass.EDUCATION: "education",
    YouthClass.ORDINARY_EMPLOYMENT: "work",
    YouthClass.OTHER_EMPLOYMENT: "work",
    YouthClass.PREPARATORY: "preparatory",
    YouthClass.EXEMPTED: "outside",
    YouthClass.OFF_PLAN: "outside",
    YouthClass.UNKNOWN: "unknown",
}


def sent_on_by_school(year: int, facts: list[Dated]) -> Dated | None:
    """Return the stay in 9th or 10th grade that ended last in the school year's summer; 10th of those of one day."""
    ended = [
        *stays_ended_in(year, facts, EducationKind.NINTH_GRADE)[:1],
        *stays_ended_in(year, facts, EducationKind.TENTH_GRADE)[:1],
    ]
    return max(ended, key=lambda stay: (stay.stop, stay.code), default=None)


def sent_on_by_unit(year: int, unit: int, facts: list[Dated]) -> Dated | None:
    """Return the last contact with a unit that ended in a year while the unit had no other; the last of one day."""
    own = [fact for fact in facts if fact.kind == FactKind.CONTACT and fact.code == unit]
    ended = [
        contact
        for contact in own
        if date(year, 1, 1) <= contact.stop <= date(year, 12, 31) and not any(o.is_true_on(contact.stop) for o in own)
    ]
    return max(ended, key=lambda contact: (contact.stop, contact.place_in_block), default=None)


def doing_on(day: date, facts: list[Dated], standing: StandingRules, youth: PathwayRules) -> set[str]:
    """Return everything that is said of somebody on a day: one class, and how far they are with a youth education."""
    said = {DOING[standing_on(day, facts, standing)[0]]}
    completed = completed_on(1, facts, youth)
    if completed is not None and completed <= day:
        said |= {"completed", "in_or_through"}
    if any(
        fact.kind == FactKind.ENROLMENT and youth.group_of_kind[fact.code] and fact.is_believed_on(day)
        for fact in facts
    ):
        said.add("in_or_through")
    return said
