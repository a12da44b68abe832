"""To which category of data a fact belongs."""

from videre.definitions.access import Category
from videre.domain.education import ActivityKind, EducationKind, Event
from videre.domain.facts import Fact, FactKind

__all__ = ["Category", "category_of"]

IN_PRIMARY_SCHOOL = {EducationKind.PRIMARY_SCHOOL, EducationKind.NINTH_GRADE, EducationKind.TENTH_GRADE}
OF_KIND = {
    FactKind.RESIDENCE: Category.IDENTITY,
    FactKind.BENEFIT: Category.BENEFITS,
    FactKind.EMPLOYMENT: Category.EMPLOYMENT,
    FactKind.APPLICATION: Category.APPLICATIONS,
    FactKind.EXAM: Category.EXAMS,
}
AT_RISK = {Event.AT_RISK, Event.INTERRUPTED}
SOCIAL_UNIT = "social_services"


def category_of(fact: Fact, units: tuple[str, ...]) -> Category:
    """Return the category of a fact.

    Args:
        fact: the fact.
        units: the names of the units that contacts name by number, from 1.
    """
    match fact.kind:
        case FactKind.ENROLMENT:
            return Category.SCHOOL if fact.code in IN_PRIMARY_SCHOOL else Category.EDUCATION_STATUS
        case FactKind.ACTIVITY:
            return Category.EXEMPTION if fact.code == ActivityKind.EXEMPTION else Category.ACTIVITIES
        case FactKind.NOTIFICATION:
            return Category.DROPOUT_RISK if fact.code in AT_RISK else Category.EDUCATION_STATUS
        case FactKind.CONTACT:
            return Category.SOCIAL if units[fact.code - 1] == SOCIAL_UNIT else Category.CONTACTS
    return OF_KIND[FactKind(fact.kind)]
