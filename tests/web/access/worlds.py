"""Random small municipalities for the oracle of access, and their rows in the database.

Days lie about the borders: birthdays of every age that the table names, parts and consents that end today or ended
yesterday, addresses protected until today, people who moved out this morning, instants a minute after midnight.
"""

from datetime import date, datetime, time, timedelta
from random import Random  # noqa: TID251 - a seed a municipality, written down in what is wrong
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.oracles.access import table
from tests.oracles.young_people import Act, Child, Hour, Line, Meeting, Part, Sent, Task, Worker, World, Yes

DENMARK = ZoneInfo("Europe/Copenhagen")
DAYS = (date(2016, 3, 1), date(2015, 3, 1), date(2015, 2, 28), date(2016, 2, 29), date(2017, 8, 1), date(2015, 10, 25))
TIMES = (time(0, 0, 30), time(0, 59), time(10, 30), time(12, 0), time(23, 59, 30))
AGES = (0, 5, 7, 13, 15, 18, 19, 23, 25, 30)
UNITS = (
    "uu",
    "ungecenter",
    "job_centre",
    "social_services",
    "social_services:2",
    "health_visitors",
    "school:101001",
    "institution:280051",
    "volunteers",
    "day_care",
)
HOME_OF = {
    "guidance_counsellor": "uu",
    "class_teacher": "school:101001",
    "school_head": "school:101001",
    "job_centre_adviser": "job_centre",
    "social_worker": "social_services",
    "health_visitor": "health_visitors",
    "youth_education": "institution:280051",
    "vuc": "institution:280051",
    "ungecenter": "ungecenter",
    "mentor": "volunteers",
    "day_care": "day_care",
    "young_person": "",
    "guardian": "",
    "data_protection_officer": "",
    "analyst": "",
    "a_role_that_is_gone": "uu",
}
LISTS = (
    "moved_in",
    "off_plan_15_17",
    "off_plan_18_24",
    "benefit_without_plan",
    "exempted_15_17",
    "absence_unlawful",
    "turning_18",
)
FACTS = (
    "identity",
    "benefits",
    "employment",
    "exams",
    "school",
    "education_status",
    "activities",
    "exemption",
    "dropout_risk",
    "contacts",
    "social",
    "applications",
    "absence",
    "readiness",
)
GIVEN = ("Asta", "Bo", "Carla", "Dina", "Emil", "Freja", "Gustav", "Hanne", "Ida", "Jens")


def make_world(seed: int, n_children: int = 14, n_workers: int = 10) -> World:
    """Return a municipality; the same seed gives the same."""
    lot = Random(seed)  # noqa: S311 - no secret
    day = lot.choice(DAYS)
    world = World(datetime.combine(day, lot.choice(TIMES), DENMARK), [], [])
    roles = lot.sample(sorted(HOME_OF), n_workers)
    world.workers = [make_worker(lot, number, role, day) for number, role in enumerate(roles)]
    if seed % 4 == 0:
        n_children *= 3  # more than a page
    world.children = [make_child(lot, number, world) for number in range(n_children)]
    return world


def near(lot: Random, day: date) -> date:
    """Return a day that is near a border."""
    return day + timedelta(days=lot.choice((-400, -90, -2, -1, 0, 0, 1, 2, 60)))


def span(lot: Random, day: date) -> tuple[date, date | None]:
    """Return a first day, and a first day no longer: mostly one that holds today."""
    if lot.random() < 0.6:
        return day - timedelta(days=lot.choice((0, 1, 300))), lot.choice((None, day + timedelta(days=1)))
    since = near(lot, day)
    return since, lot.choice((None, since + timedelta(days=lot.choice((0, 1, 90)))))


def make_worker(lot: Random, number: int, role: str, day: date) -> Worker:
    """Return somebody who works there: in the role's unit, mostly, and now and then in a foreign one as well."""
    units = [HOME_OF[role]] if HOME_OF[role] and lot.random() < 0.9 else []
    if lot.random() < 0.3:
        units.append(lot.choice(UNITS))
    places = [(unit, *span(lot, day)) for unit in units]
    return Worker(f"worker-{number}", role, lot.random() < 0.95, places, leads=number % 3 == 0)


def birth(lot: Random, day: date) -> date:
    """Return a birthday: about a border of the table, on 29 February, or any."""
    how = lot.random()
    if how < 0.5:
        years = lot.choice(AGES)
        return day.replace(year=day.year - years, day=min(day.day, 28)) + timedelta(days=lot.choice((-1, 0, 1)))
    return date(lot.choice((1996, 2000)), 2, 29) if how < 0.6 else day - timedelta(days=lot.randrange(10_000))


def make_child(lot: Random, number: int, world: World) -> Child:
    """Return a young person in whose life some of the workers and units have a part."""
    day = world.day
    here = lot.choice(((date(2005, 1, 1), None),) * 5 + ((None, None), span(lot, day), (date(2005, 1, 1), day)))
    child = Child(
        key=UUID(int=lot.getrandbits(128), version=4),
        given=lot.choice(GIVEN),
        family=f"Prøve{number:02}søn",
        born=min(birth(lot, day), day),
        protected_until=lot.choice((None, None, None, day, day + timedelta(days=1), day + timedelta(days=90))),
        here_since=here[0],
        here_until=here[1],
        street=f"Åbenvej {number + 700}",
        hidden_street=f"Skjultvej {number + 700}",
        number=f"7403{(number + 60) % 100:02}0000",  # ten digits, however many children
        facts=lot.sample(FACTS, lot.randrange(4, len(FACTS))),
    )
    child.parts = [make_part(lot, world) for _ in range(lot.randrange(5))]
    child.parts += [make_door(lot, world) for _ in range(lot.choice((0, 1, 1, 2)))]
    child.yeses = [make_yes(lot, day, world.instant) for _ in range(lot.randrange(4))]
    child.meetings = [make_meeting(lot, day) for _ in range(lot.choice((0, 0, 1, 2)))]
    child.hours = [make_hour(lot, world) for _ in range(lot.choice((0, 0, 0, 1, 2)))]
    for name in lot.sample(LISTS, lot.randrange(4)):
        worker = lot.choice((lot.choice(world.workers).name, ""))
        due = lot.choice((None, near(lot, day)))
        child.tasks.append(Task(name, lot.choice((*UNITS, "")), worker, lot.random() < 0.8, due, lot.random() < 0.9))
    marks = iter(f"mærke{number}x{place}q" for place in range(20))
    child.sent = [Sent(lot.choice(UNITS), lot.random() < 0.7, next(marks)) for _ in range(lot.randrange(3))]
    child.acts = [Act(lot.choice(UNITS), next(marks)) for _ in range(lot.randrange(3))]
    for _ in range(lot.randrange(4)):
        role = lot.choice(sorted(HOME_OF))
        event = lot.choice(("person_opened", "glass_broken", "consent_given", "person_refused"))
        child.lines.append(Line(role, HOME_OF[role], event, next(marks)))
    return child


def make_part(lot: Random, world: World) -> Part:
    """Return a user's or a unit's part in a life."""
    since, until = span(lot, world.day)
    if lot.random() < 0.5:
        return Part("unit", "", lot.choice(UNITS), "", since, until)
    kind = lot.choice(("class", "case", "responsibility", "invitation"))
    return Part(kind, lot.choice(world.workers).name, "", "9.b", since, until)


def make_door(lot: Random, world: World) -> Part:
    """Return that somebody is the young person, or a guardian: mostly as the role says, and mostly still."""
    doors = {"young_person": "own", "guardian": "guardian"}
    fitting = [each for each in world.workers if each.role in doors] or world.workers
    worker = lot.choice(fitting if lot.random() < 0.8 else world.workers)
    kind = doors.get(worker.role, "own") if lot.random() < 0.8 else lot.choice(sorted(doors.values()))
    until = world.day if lot.random() < 0.2 else None  # the registers said so until today
    return Part(kind, worker.name, "", "", date(1980, 1, 1), until)


def make_yes(lot: Random, day: date, instant: datetime) -> Yes:
    """Return a consent to what some rule by consent opens, and now and then to what nothing opens."""
    rules = [each for each in table("access/law")["rules"] if each.get("needs_consent")]
    rule = lot.choice(rules)
    categories = lot.sample(rule["categories"], lot.randrange(1, len(rule["categories"]) + 1))
    withdrawn = lot.choice((None, None, None, instant, instant - timedelta(minutes=1), instant + timedelta(minutes=1)))
    version = lot.choice((1, 1, 1, 0))
    extra = lot.choice(([], [], ["ssp"], ["protected_address"]))
    return Yes(rule["recipient"], [*categories, *extra], version, lot.random() < 0.4, *span(lot, day), withdrawn)


def make_meeting(lot: Random, day: date) -> Meeting:
    """Return a record of disclosure: by the bases that open something, and by one that does not."""
    unit = lot.choice(("school:101001", "health_visitors", "day_care", "social_services", "job_centre"))
    recipient = str(table("access/units")["units"][unit.split(":")[0]]["recipient"])
    since = day + timedelta(days=lot.choice((-28, -1, 0, 0, 0, 1)))
    until = since + timedelta(days=lot.choice((1, 28, 29)))
    categories = lot.sample(("absence", "school", "social", "health", "address", "ssp", "protected_address"), 3)
    return Meeting(unit, recipient, lot.choice(("ssd", "concern", "consent", "gone")), categories, since, until)


def make_hour(lot: Random, world: World) -> Hour:
    """Return an emergency access: open, just opened, just over, or of yesterday."""
    opened = world.instant - timedelta(minutes=lot.choice((0, 1, 59, 60, 61, 24 * 60)))
    return Hour(lot.choice(world.workers).name, opened, opened + timedelta(minutes=60))
