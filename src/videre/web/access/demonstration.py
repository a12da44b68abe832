"""A demonstration's users at work: each role has its units and young people, where the role has any."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from videre.definitions.access import Category, Recipient
from videre.domain.days import day_of_date
from videre.domain.education import EducationKind
from videre.domain.facts import FactKind
from videre.web.access.actions import answer_consent, ask_consent, give_consent, involve, join_unit
from videre.web.access.deciding import ADULT_YEARS
from videre.web.access.knowing import age_of, open_on
from videre.web.access.models import (
    Answer,
    AskedConsent,
    Door,
    DoorKind,
    GivenBy,
    Involvement,
    Kind,
    Membership,
)
from videre.web.access.units import title_of
from videre.web.accounts.models import User
from videre.web.people import queries as people

CLASS = "9.b"
N_IN_A_CLASS, N_RESPONSIBLE, N_CASES, N_INVITED, N_SMALL, N_ASKED = 22, 12, 10, 2, 15, 2
OWN_CONSENT_YEARS = 15


@transaction.atomic
def involve_demo_users(*, day: date, by: str) -> None:
    """Give each of a demonstration's users a unit, and young people by class, case, responsibility or invitation.

    Who gets whom follows the registers, in order of public id, so that a home shows the same each time it is served.
    """
    users = {user.role: user for user in User.objects.filter(is_demo=True)}
    Membership.objects.filter(user__in=users.values()).delete()
    since = date(day.year - 1, 8, 1)
    for role, unit in units_of_roles(day).items():
        if role in users and unit:
            join_unit(user=users[role], unit=unit, since=since, is_leader=role == "school_head", by=by)
            User.objects.filter(pk=users[role].pk).update(unit=title_of(unit))
    if "ungecenter" in users:
        join_unit(user=users["ungecenter"], unit="uu", since=since, is_leader=True, by=by)
    small(day, since, by)
    for role, kind, title, ids in own_people(day):
        for person_id in ids:
            if role in users:
                involve(person_id=person_id, user=users[role], kind=kind, title=title, since=since, by=by)
    ask_some(day, by)
    open_demo_doors(users, day)
    for person_id in people_at("uu", day, from_years=OWN_CONSENT_YEARS)[:N_INVITED]:
        if "mentor" in users:
            involve(person_id=person_id, user=users["mentor"], kind=Kind.INVITATION, since=since, by=by)
            give_consent(
                person_id=person_id,
                recipient=Recipient.PRIVATE,
                categories=[Category.IDENTITY, Category.PLAN, Category.CONTACT_PERSON],
                given_by=GivenBy.YOUNG_PERSON,
                day=day,
                by=by,
            )


def ask_some(day: date, by: str) -> None:
    """Let some of the class be asked for consent, once: one waits for an answer, one said no."""
    pupils = sorted(Involvement.objects.filter(kind=Kind.CLASS, title=CLASS).values_list("person_id", flat=True))
    if AskedConsent.objects.exists():
        return
    for number, person_id in enumerate(pupils[:N_ASKED]):
        asked = ask_consent(person_id=person_id, recipient=Recipient.SCHOOL, categories=[Category.PLAN], day=day, by=by)
        if number == 1:
            answer_consent(asked=asked, answer=Answer.REFUSED, day=day, by=by)


def open_demo_doors(users: dict[str, User], day: date) -> None:
    """Let the demonstration's young person and parent come in to one and the same made-up young person below 18.

    It is the first with whom the guidance is involved, of whom the registers name a holder of custody.
    """
    minors = people_at("uu", day, OWN_CONSENT_YEARS, ADULT_YEARS)
    guardians = sorted(people.guardians_numbers(minors))
    for role, kind, numbers in (
        ("young_person", DoorKind.OWN, sorted(people.own_numbers([person_id for person_id, _ in guardians]))),
        ("guardian", DoorKind.GUARDIAN, guardians),
    ):
        if role in users and numbers:
            person_id, blind = numbers[0]
            Door.objects.create(user=users[role], person_id=person_id, kind=kind, blind=blind)


def units_of_roles(day: date) -> dict[str, str]:
    """Return the unit in which each role works: the largest school and institutions of the registers."""
    schools, others = largest("school", day), largest("institution", day)
    vuc = next((unit for unit in others if "VUC" in title_of(unit)), "")
    return {
        "guidance_counsellor": "uu",
        "ungecenter": "ungecenter",
        "job_centre_adviser": "job_centre",
        "social_worker": "social_services",
        "health_visitor": "health_visitors",
        "day_care": "day_care",
        "mentor": "volunteers",
        "school_head": schools[0] if schools else "",
        "class_teacher": schools[0] if schools else "",
        "youth_education": next((unit for unit in others if unit != vuc), ""),
        "vuc": vuc,
    }


def largest(name: str, day: date) -> list[str]:
    """Return the units of a name with the most young people first."""
    found = Involvement.objects.filter(open_on(day), unit__startswith=f"{name}:")
    counted = found.values("unit").annotate(n=Count("person", distinct=True)).order_by("-n", "unit")
    return [each["unit"] for each in counted]


def people_at(unit: str, day: date, from_years: int = 0, below_years: int = 200) -> list[UUID]:
    """Return the young people with whom a unit is involved, of some ages, who live here, in order of public id."""
    ids = Involvement.objects.filter(open_on(day), unit=unit).values_list("person_id", flat=True).distinct()
    persons = [person for person in people.list_persons(set(ids)) if person.lives_here(day)]
    return sorted(person.pk for person in persons if from_years <= age_of(person, day) < below_years)


def own_people(day: date) -> list[tuple[str, Kind, str, list[UUID]]]:
    """Return whom each role works with itself: the role, how, in what, and who."""
    school = units_of_roles(day)["school_head"]
    in_ninth = {
        person
        for person, fact in people.facts_on(day_of_date(day), [FactKind.ENROLMENT])
        if fact.code == EducationKind.NINTH_GRADE and f"school:{fact.place}" == school
    }
    return [
        ("class_teacher", Kind.CLASS, CLASS, sorted(in_ninth)[:N_IN_A_CLASS]),
        ("guidance_counsellor", Kind.RESPONSIBILITY, "", people_at("uu", day, 15, 25)[:N_RESPONSIBLE]),
        ("job_centre_adviser", Kind.CASE, "ungeindsats", people_at("job_centre", day, 18, 30)[:N_CASES]),
    ]


def small(day: date, since: date, by: str) -> None:
    """Involve day care and health visitors, of whose work no register tells, with some children; once."""
    for unit, (from_years, below_years) in {"day_care": (0, 6), "health_visitors": (6, 16)}.items():
        if Involvement.objects.filter(unit=unit).exists():
            continue
        ids = people.ids_of_age(day, from_years, below_years)[:N_SMALL]
        for person_id in ids:
            involve(person_id=person_id, unit=unit, kind=Kind.UNIT, since=since, by=by)
