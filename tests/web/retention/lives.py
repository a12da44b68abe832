"""Made-up lives of many kinds, each as the oracle has it and as it is written in the tables, a day at a time."""

from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from tests.oracles.retention import SECTIONS, Hold, Life, Record

from videre.home.home import Home
from videre.web.access.models import BrokenGlass, Consent, Disclosure, Involvement
from videre.web.accounts.models import User
from videre.web.agreements.models import Act, Agreement, ContactPerson, Referral
from videre.web.followup.models import CourseBreak, Entry
from videre.web.people.models import Address, CprNumber, ExamRow, Person, ResidenceRow
from videre.web.people.secrets import secrets_of
from videre.web.plans.models import Plan, Revision, Version
from videre.web.retention.models import LegalHold

DENMARK = ZoneInfo("Europe/Copenhagen")
OPEN_UNTIL_THE_BASIS_ENDS = {
    "agreements.Agreement", "agreements.ContactPerson", "followup.Entry", "access.Consent", "access.Involvement",
}  # fmt: skip
SAID_BEFOREHAND = {"access.Consent", "access.Disclosure"}  # their end is written when they are made
TABLES = (
    "agreements.Agreement", "agreements.Act", "agreements.Referral", "agreements.ContactPerson", "followup.Entry",
    "followup.CourseBreak", "access.Consent", "access.Disclosure", "access.BrokenGlass", "access.Involvement",
)  # fmt: skip
AT_ONCE = {"agreements.Act", "followup.CourseBreak", "access.BrokenGlass"}  # the event is the day itself


Anything = TypeVar("Anything")


class Draw:
    """A lot with a seed, in the words of these tests."""

    def __init__(self, seed: int) -> None:
        self._lot = np.random.default_rng(seed)

    def random(self) -> float:
        """Return a share."""
        return float(self._lot.random())

    def randrange(self, first: int, last: int | None = None) -> int:
        """Return a number below one, or from one up to, not including, another."""
        return int(self._lot.integers(first) if last is None else self._lot.integers(first, last))

    def choice(self, of: list[Anything]) -> Anything:
        """Return one of some."""
        return of[self.randrange(len(of))]

    def sample(self, of: list[Anything], n: int) -> list[Anything]:
        """Return some of some, each once."""
        return [of[place] for place in self._lot.permutation(len(of))[:n].tolist()]


def some_day(draw: Draw, since: date, until: date) -> date:
    """Return a day from one up to, not including, another."""
    return since + timedelta(days=draw.randrange(max(1, (until - since).days)))


def make_life(draw: Draw, key: int, first: date, last: date) -> Life:
    """Return a life: born within the time or before it, perhaps moved out, perhaps back, with what is written."""
    born = some_day(draw, first - timedelta(days=27 * 365), last - timedelta(days=20 * 365))
    born = date(1988, 2, 29) + timedelta(days=1461 * draw.randrange(5)) if key % 7 == 0 else born  # a leap day
    since = max(born, first - timedelta(days=900))
    stays: list[tuple[date, date | None]] = [(since, None)]
    if draw.random() < 0.6:
        left = some_day(draw, max(since, first), last)
        stays = [(since, left)]
        if draw.random() < 0.4:
            stays.append((left + timedelta(days=draw.randrange(30, 900)), None))
    end = min(last, date(born.year + 29, 12, 1))
    life = Life(key, born, stays)
    start = max(first, born)
    for _ in range(draw.randrange(1, 10) if end > start else 0):
        life.records.append(make_record(draw, life, some_day(draw, start, end), end))
    consents = [each for each in life.records if each.table == "access.Consent"]
    if consents:
        given = draw.choice(consents)
        begun = given.begun + timedelta(days=draw.randrange(200))
        ended = begun + timedelta(days=draw.randrange(1, 365))
        life.records.append(Record(next_key(), "access.Disclosure", begun, ended, names=given.key))
    if end > start and draw.random() < 0.5:
        life.plan = some_day(draw, start, end)
    return life


def make_record(draw: Draw, life: Life, begun: date, end: date) -> Record:
    """Return something that is written about a life."""
    taken = {each.table for each in life.records} & {"agreements.ContactPerson"}  # one at a time
    table = draw.choice([each for each in TABLES if each not in taken])
    ended: date | None = begun if table in AT_ONCE else begun + timedelta(days=draw.randrange(1, 900))
    if table in OPEN_UNTIL_THE_BASIS_ENDS and draw.random() < 0.4:
        ended = None
    return Record(next_key(), table, begun, ended, table in OPEN_UNTIL_THE_BASIS_ENDS)


KEYS = [0]


def next_key() -> int:
    """Return a number that no other record has."""
    KEYS[0] += 1
    return KEYS[0]


def make_holds(draw: Draw, lives: list[Life], first: date, last: date) -> list[Hold]:
    """Return holds: of persons, of kinds, of a person's kind."""
    holds = []
    for rule, of_everybody in [("", False)] * 3 + [("agreements", False), ("plans", False), ("disclosures", True)] + [
        ("follow_up", True), ("identity", False),
    ]:  # fmt: skip
        since = some_day(draw, first + timedelta(days=365), last - timedelta(days=5 * 365))
        until = since + timedelta(days=draw.randrange(200, 2000))
        holds.append(Hold(None if of_everybody else draw.choice(lives).key, rule, since, until))
    return holds


class Town:
    """The same in the tables."""

    def __init__(self, lives: list[Life], user: User, home: Home) -> None:
        self.lives, self.user, self.secrets = lives, user, secrets_of(home)
        self.persons: dict[int, Person] = {}
        self.rows: dict[tuple[int, int], Any] = {}
        self.ended: set[tuple[int, int]] = set()

    def live(self, day: date) -> None:
        """Write down what has happened by a day, of those who are still there."""
        for life in self.lives:
            if life.key not in self.persons and life.born <= day:
                self.persons[life.key] = self.be_born(life)
            person = self.persons.get(life.key)
            if person is None or not Person.objects.filter(pk=person.pk).exists():
                continue
            self.move(life, person, day)
            for each in life.records:
                self.happen(life, person, each, day)
            if life.plan is not None and life.plan <= day and (life.key, -1) not in self.rows:
                self.rows[life.key, -1] = self.write_plan(person, life.plan)

    def be_born(self, life: Life) -> Person:
        """Write a person with a number, an address and an exam."""
        person = Person.objects.create(
            given_name="Asta", birth_date=life.born, sex="K", here_since=life.stays[0][0], here_until=None
        )
        Address.objects.create(person=person, address="Skovvej 1", postal_code="2620")
        hidden = self.secrets.encrypt(f"number of {life.key}", life.key.to_bytes(12, "big"), "cpr")
        number = CprNumber.objects.create(
            blind=1000 + life.key, person=person, encrypted=hidden, reported=life.born, sequence=1
        )
        said = {"number": number, "reported": life.born, "sequence": 1}
        ResidenceRow.objects.create(**said, start=life.stays[0][0], municipality=165)
        ExamRow.objects.create(**said, school_year=2014, grade=9, discipline="skriftlig", subject="dansk", mark=7)
        return person

    def move(self, life: Life, person: Person, day: date) -> None:
        """Let the registers say where somebody lives: a stay's end on its day, and a new one on its first."""
        begun = [(since, until) for since, until in life.stays if since <= day]
        if not begun:
            return
        since, until = begun[-1]
        known_end = until if until is not None and until <= day else None
        Person.objects.filter(pk=person.pk).update(here_since=since, here_until=known_end)
        rows = ResidenceRow.objects.filter(number__person=person)
        if rows.filter(start=life.stays[0][0]).exists():
            first_end = life.stays[0][1]
            rows.filter(start=life.stays[0][0]).update(stop=first_end if first_end and first_end <= day else None)
        if len(begun) == 2 and not rows.filter(start=since).exists():
            number = CprNumber.objects.get(person=person)
            ResidenceRow.objects.create(number=number, reported=since, sequence=2, start=since, municipality=165)

    def happen(self, life: Life, person: Person, each: Record, day: date) -> None:
        """Write a record on the day it begins, and its end on the day on which it ends."""
        key = (life.key, each.key)
        if each.table == "retention.LegalHold":
            return
        if key not in self.rows and each.begun <= day:
            self.rows[key] = self.write(life, person, each)
        row = self.rows.get(key)
        if row is None or key in self.ended or each.ended is None or each.ended > day or each.table in AT_ONCE:
            return
        self.ended.add(key)
        end_field = {"agreements.Agreement": "kept_on", "agreements.Referral": "done_on", "followup.Entry": "closed"}
        if each.table not in SAID_BEFOREHAND:
            type(row).objects.filter(pk=row.pk).update(**{end_field.get(each.table, "until"): each.ended})

    def write(self, life: Life, person: Person, each: Record) -> Any:
        """Write a record as its app does."""
        at = datetime.combine(each.begun, datetime.min.time(), DENMARK)
        ends = at + timedelta(hours=1)
        by = {"made_by": "test"}
        names = self.rows[life.key, each.names] if each.names is not None else None
        shared = {"categories": ["plan"], "recipient": "school"}
        made: dict[str, Any] = {
            "agreements.Agreement": lambda: Agreement(
                what="Skriv til skolen", party="family", due=each.begun, agreed_on=each.begun, user=self.user, **by
            ),
            "agreements.Act": lambda: Act(kind="called", on=each.begun, at=at, by="test"),
            "agreements.Referral": lambda: Referral(
                from_unit="uu", to_unit="jobcenter", about="Praktik", sent_on=each.begun, answer_by=each.begun
            ),
            "agreements.ContactPerson": lambda: ContactPerson(
                user=self.user, unit="uu", since=each.begun, until=None, **by
            ),
            "followup.Entry": lambda: Entry(
                list_name=f"list-{each.key}", since=each.begun, known=each.begun, opened=each.begun
            ),
            "followup.CourseBreak": lambda: CourseBreak(on=each.begun, was_flagged=False),
            "access.Consent": lambda: Consent(
                version=1, given_by="young_person", given_on=each.begun, until=each.ended, **shared
            ),
            "access.Disclosure": lambda: Disclosure(
                basis="consent", purpose="school", recipient_unit="skole", decided_by="test", since=each.begun,
                until=each.ended, consent=names, **shared,
            ),
            "access.BrokenGlass": lambda: BrokenGlass(
                user=self.user, purpose="guidance", reason="Fare", opened_at=at, until=ends, review_by=ends
            ),
            "access.Involvement": lambda: Involvement(user=self.user, kind="case", since=each.begun, **by),
        }  # fmt: skip
        row = made[each.table]()
        row.person = person
        row.save(force_insert=True)
        return row

    def write_plan(self, person: Person, day: date) -> Plan:
        """Write a plan with some words of each kind of section, published once."""
        at = datetime.combine(day, datetime.min.time(), DENMARK)
        plan = Plan.objects.create(person=person, form="form-1", begun_on=day, begun_by="test")
        words = {name: {"ord": f"Ord i {name}"} for name in SECTIONS}
        Version.objects.create(plan=plan, number=1, words=words, by_section={}, by="test", at=at)
        for name in SECTIONS:
            Revision.objects.create(
                plan=plan, section=name, question="ord", number=1, seen=0, revision=1, words="Ord", by="test",
                by_name="Test", role="test", at=at,
            )  # fmt: skip
        return plan

    def place_hold(self, hold: Hold) -> Record | None:
        """Write a hold that begins; None where the person is gone by now, or not born. Return it as a record."""
        person = self.persons.get(hold.person) if hold.person is not None else None
        if hold.person is not None and (person is None or not Person.objects.filter(pk=person.pk).exists()):
            return None
        made = Record(next_key(), "retention.LegalHold", hold.since, hold.until)
        self.rows[hold.person or 0, made.key] = LegalHold.objects.create(
            person=person, rule=hold.rule, reason="En sag", since=hold.since, until=hold.until, placed_by="test"
        )
        return made
