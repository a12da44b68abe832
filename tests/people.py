"""The cast: a handful of young people with replacement CPR numbers, and what the registers say of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.builders import SCHOOL, activity, application, enrolment, in_order, notice, open_enrolment, residence, work
from tests.builders import person as build_person

from videre.domain.cpr import parse_cpr
from videre.domain.education import ActivityKind, EducationKind, Event
from videre.domain.facts import Fact, Person
from videre.domain.people import Origin


@dataclass(frozen=True)
class Young:
    """One of the cast. `facts` stand as a history holds them; `person` has no place among others yet."""

    name: str
    cpr: str
    person: Person
    facts: Sequence[Fact]


def young(name: str, cpr: str, *facts: Fact, origin: Origin = Origin.DANISH) -> Young:
    """Return one of the cast; birth and sex follow from the number, and everybody lives in Albertslund."""
    said = parse_cpr(cpr)
    who = build_person(said.birth_date.isoformat(), said.sex, origin)
    return Young(name, cpr, who, in_order([residence(), *facts]))


NINTH_GRADE = enrolment(EducationKind.NINTH_GRADE, "2014-08-10", "2015-06-27", institution=SCHOOL)

ASTA = young(  # from 9th grade to stx, with the place given in spring
    "Asta",
    "740399-1004",
    NINTH_GRADE,
    application(EducationKind.STX, "2015-03-01"),
    open_enrolment(EducationKind.STX, "2015-08-10", "2019-08-10"),
)
BO = young(  # left his basic course in November, and the college said so
    "Bo",
    "620599-1003",
    NINTH_GRADE,
    application(EducationKind.EUD_GF1, "2015-03-01"),
    open_enrolment(EducationKind.EUD_GF1, "2015-08-10", "2016-08-10"),
    notice(Event.INTERRUPTED, "2015-11-20", EducationKind.EUD_GF1),
)
CARLA = young(  # exempted for illness until spring, when somebody must look again
    "Carla",
    "711198-1006",
    NINTH_GRADE,
    activity(ActivityKind.EXEMPTION, "2015-08-01", "", review="2016-03-01"),
)
DAVID = young(  # works full time since school
    "David",
    "650299-1005",
    NINTH_GRADE,
    work("2015-08-01", "2016-06-01", hours=140),
    origin=Origin.DESCENDANT,
)
EMMA = young("Emma", "890100-4002", origin=Origin.IMMIGRANT)  # moved in, and nothing is known of her
FARID = young(  # left school without a word of what came next
    "Farid", "801299-1001", NINTH_GRADE, origin=Origin.DESCENDANT
)

EVERYBODY = (ASTA, BO, CARLA, DAVID, EMMA, FARID)
