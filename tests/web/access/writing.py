"""The rows of a made-up municipality, written straight into the tables: no action of the program is asked."""

from datetime import date, timedelta

from tests.builders import COLLEGE
from tests.oracles import access as oracle
from tests.oracles.young_people import Child, World
from tests.web.access.worlds import DENMARK

from videre.domain.days import OPEN_ENDED, day_of_date
from videre.domain.education import ActivityKind, EducationKind, Event, Outcome
from videre.domain.facts import Fact, FactKind
from videre.domain.standing import StandingReason
from videre.home.home import Home
from videre.web.access.models import AskedConsent, BrokenGlass, Consent, Disclosure, Door, Involvement, Membership
from videre.web.accounts.models import User
from videre.web.agreements.models import Act, Referral
from videre.web.audit.models import Entry as LogEntry
from videre.web.followup.models import Entry
from videre.web.people.identities import ADDRESS, CPR
from videre.web.people.models import (
    Address,
    CaseAbsence,
    CaseFact,
    CaseReadiness,
    ContactUnit,
    CprNumber,
    Guardian,
    Person,
    ProtectedAddress,
)
from videre.web.people.secrets import secrets_of

CODES = {
    "identity": (FactKind.RESIDENCE, 0),
    "benefits": (FactKind.BENEFIT, 1),
    "employment": (FactKind.EMPLOYMENT, 1),
    "exams": (FactKind.EXAM, 1),
    "school": (FactKind.ENROLMENT, int(EducationKind.NINTH_GRADE)),
    "education_status": (FactKind.ENROLMENT, int(EducationKind.STX)),
    "activities": (FactKind.ACTIVITY, int(ActivityKind.BRIDGE_BUILDING)),
    "exemption": (FactKind.ACTIVITY, int(ActivityKind.EXEMPTION)),
    "dropout_risk": (FactKind.NOTIFICATION, int(Event.AT_RISK)),
    "contacts": (FactKind.CONTACT, 1),
    "social": (FactKind.CONTACT, 2),
    "applications": (FactKind.APPLICATION, int(EducationKind.STX)),
}
DOORS = ("own", "guardian")
PAUSED_UNTIL = date(2031, 5, 17)  # a day that stands on a page for no other reason
WHY = {
    "moved_in": {"class": 7},
    "turning_18": {"class": 7},
    "absence_unlawful": {"share": 1500, "quarter": 8064, "is_whole": True},
    "benefit_without_plan": {},
}


def write_world(world: World, home: Home) -> dict[str, User]:
    """Write a municipality; return its users by name."""
    made = [
        User(user_name=each.name, display_name=each.name.title(), role=each.role, is_active=each.is_active)
        for each in world.workers
    ]
    for user in made:
        user.set_unusable_password()
        user.save()
    users = {user.user_name: user for user in made}
    Membership.objects.bulk_create(
        Membership(user=users[each.name], unit=unit, since=since, until=until, is_leader=each.leads)
        for each in world.workers
        for unit, since, until in each.places
    )
    ContactUnit.objects.bulk_create([ContactUnit(number=1, name="uu"), ContactUnit(number=2, name="social_services")])
    write_children(world, home)
    write_ties(world, users)
    write_doors(world, users, home)
    write_work(world, users)
    return users


def write_children(world: World, home: Home) -> None:
    """Write who they are, where they live, and what the registers say of them."""
    children, secrets = world.children, secrets_of(home)
    Person.objects.bulk_create(
        Person(
            id=each.key,
            given_name=each.given,
            family_name=each.family,
            search_name=f"{each.given} {each.family}".casefold(),
            birth_date=each.born,
            sex="K",
            protected_until=each.protected_until,
            here_since=each.here_since,
            here_until=each.here_until,
        )
        for each in children
    )
    Address.objects.bulk_create(
        Address(person_id=each.key, address=each.street, postal_code="2620") for each in children
    )
    ProtectedAddress.objects.bulk_create(
        ProtectedAddress(
            person_id=each.key,
            encrypted=secrets.encrypt(each.hidden_street, each.key.bytes[:12], ADDRESS),
            until=each.protected_until,
        )
        for each in children
        if each.protected_until is not None
    )
    CprNumber.objects.bulk_create(
        CprNumber(
            blind=secrets.blind(each.number),
            person_id=each.key,
            encrypted=secrets.encrypt(each.number, each.key.bytes[:12], CPR),
            reported=world.day,
            sequence=1,
        )
        for each in children
    )
    CaseFact.objects.bulk_create(
        CaseFact(person_id=each.key, **fact_of(name, world)._asdict())
        for each in children
        for name in each.facts
        if name in CODES
    )
    write_school_life(world)


def write_school_life(world: World) -> None:
    """Write what schools say beside the facts of the folds."""
    told_on = day_of_date(world.day) - 10
    CaseAbsence.objects.bulk_create(
        CaseAbsence(
            person_id=each.key,
            month=world.day.year * 12 - 1,
            place=COLLEGE,
            grade=8,
            possible_x100=1500,
            ill_x100=100,
            permitted_x100=0,
            unpermitted_x100=50,
            reported=told_on,
        )
        for each in world.children
        if "absence" in each.facts
    )
    CaseReadiness.objects.bulk_create(
        CaseReadiness(person_id=each.key, assessed=told_on, programme_group="hf", result="ready", reported=told_on)
        for each in world.children
        if "readiness" in each.facts
    )


def fact_of(category: str, world: World) -> Fact:
    """Return a fact of a category that is believed today."""
    kind, code = CODES[category]
    start = day_of_date(world.day) - 100
    return Fact(
        start=start,
        kind=kind,
        code=code,
        stop=OPEN_ENDED,
        value=int(EducationKind.STX) if category == "dropout_risk" else int(Outcome.ONGOING),
        place=COLLEGE,
        detail=0,
        reported=start,
        review=OPEN_ENDED,
    )


def write_doors(world: World, users: dict[str, User], home: Home) -> None:
    """Write who came in by the door, and what the registers say today: a door that ended is one they say no more."""
    secrets = secrets_of(home)
    for child in world.children:
        for part in child.parts:
            if part.kind not in DOORS:
                continue
            blind = secrets.blind(child.number) if part.kind == "own" else users[part.worker].pk
            said = blind if part.until is None else -1
            Door.objects.create(user=users[part.worker], person_id=child.key, kind=part.kind, blind=said)
            if part.kind == "guardian":
                Guardian.objects.get_or_create(person_id=child.key, blind=blind, defaults={"encrypted": b"-"})


def write_ties(world: World, users: dict[str, User]) -> None:
    """Write who has a part in whose life, and what has been agreed to, shared and broken open."""
    for child in world.children:
        write_ties_of(child, world, users)
    BrokenGlass.objects.bulk_create(
        BrokenGlass(
            person_id=child.key,
            user=users[each.worker],
            purpose="guidance",
            reason="Står foran jobcentret uden et sted at sove.",
            opened_at=each.opened,
            until=each.until,
            review_by=each.opened + timedelta(days=7),
        )
        for child in world.children
        for each in child.hours
    )


def write_ties_of(child: Child, world: World, users: dict[str, User]) -> None:
    """Write parts, consents, a question and sharings of one; the keys that addresses name are kept."""
    for part in child.parts:
        if part.kind in DOORS:
            continue
        part.key = Involvement.objects.create(
            person_id=child.key,
            user=users.get(part.worker),
            unit=part.unit,
            kind=part.kind,
            title=part.title,
            since=part.since,
            until=part.until,
            made_by="test",
        ).pk
    for yes in child.yeses:
        consent = Consent.objects.create(
            person_id=child.key,
            recipient=yes.recipient,
            categories=yes.categories,
            version=yes.version,
            given_by="guardian" if yes.by_guardian else "young_person",
            given_on=yes.since,
            until=yes.until,
            withdrawn_at=yes.withdrawn,
        )
        yes.key = str(consent.pk)
    child.asked = AskedConsent.objects.create(
        person_id=child.key,
        recipient="school",
        categories=["plan"],
        version=1,
        asked_of="young_person" if oracle.age(child, world.day) >= 15 else "guardian",
        asked_on=world.day,
        asked_by="test",
    ).pk
    for each in child.meetings:
        each.key = Disclosure.objects.create(
            person_id=child.key,
            basis=each.basis,
            purpose="social",
            categories=each.categories,
            recipient=each.recipient,
            recipient_unit=each.unit,
            decided_by="test",
            since=each.since,
            until=each.until,
        ).pk


def write_work(world: World, users: dict[str, User]) -> None:
    """Write the places on lists, what was done, what was referred, and the log of before."""
    for child in world.children:
        write_work_on(child, world, users)


def write_work_on(child: Child, world: World, users: dict[str, User]) -> None:
    """Write it for one; the keys that addresses name are kept."""
    for task in child.tasks:
        task.key = Entry.objects.create(
            person_id=child.key,
            list_name=task.list_name,
            is_work=task.is_work,
            since=world.day,
            known=world.day,
            clock=1,
            due=task.due,
            paused_until=PAUSED_UNTIL,
            why=WHY.get(task.list_name, {"reason": int(StandingReason.NEVER_HEARD_OF)}),
            unit=task.unit,
            responsible=users.get(task.worker),
            opened=world.day,
            closed=None if task.is_open else world.day,
        ).pk
    for sent in child.sent:
        sent.key = Referral.objects.create(
            person_id=child.key,
            from_unit="uu",
            to_unit=sent.unit,
            about=sent.about,
            state="sent" if sent.is_waiting else "done",
            sent_on=world.day,
            answer_by=world.day,
            sent_by="test",
        ).pk
    Act.objects.bulk_create(
        Act(
            person_id=child.key,
            kind="called",
            on=world.day,
            at=world.instant,
            unit=act.unit,
            by="test",
            note=act.note,
        )
        for act in child.acts
    )
    LogEntry.objects.bulk_create(
        LogEntry(
            at=world.instant.astimezone(DENMARK),
            by="somebody",
            role=line.role,
            unit=line.unit,
            event=line.event,
            person=str(child.key),
            purpose="guidance",
            reason=line.mark,
        )
        for line in child.lines
    )
