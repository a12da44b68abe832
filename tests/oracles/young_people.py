"""A small municipality as the oracle of access reads it: who works where, and whose life is whose. No rules here."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass
class Part:
    """A part in a life. worker: one user's by name, or empty where a whole unit has it."""

    kind: str
    worker: str
    unit: str
    title: str
    since: date
    until: date | None
    key: int = 0


@dataclass
class Yes:
    recipient: str
    categories: list[str]
    version: int
    by_guardian: bool
    since: date
    until: date | None
    withdrawn: datetime | None
    key: str = ""


@dataclass
class Meeting:
    unit: str
    recipient: str
    basis: str
    categories: list[str]
    since: date
    until: date
    key: int = 0


@dataclass
class Hour:
    """Emergency access."""

    worker: str
    opened: datetime
    until: datetime


@dataclass
class Task:
    """A place on a follow-up list."""

    list_name: str
    unit: str
    worker: str
    is_work: bool
    due: date | None
    is_open: bool
    key: int = 0


@dataclass
class Sent:
    """A referral."""

    unit: str
    is_waiting: bool
    about: str
    key: int = 0


@dataclass
class Line:
    """A line of the log that was there before anybody asked. mark: a word that stands in no other."""

    role: str
    unit: str
    event: str
    mark: str


@dataclass
class Act:
    """Something done for a young person, for a unit. note: words for the colleagues of the unit."""

    unit: str
    note: str


@dataclass
class Child:
    key: UUID
    given: str
    family: str
    born: date
    protected_until: date | None
    here_since: date | None
    here_until: date | None
    street: str
    hidden_street: str
    number: str
    facts: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    yeses: list[Yes] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    hours: list[Hour] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    asked: int = 0  # the key of a question that waits: whether the school may see the plan


@dataclass
class Worker:
    name: str
    role: str
    is_active: bool
    places: list[tuple[str, date, date | None]]
    leads: bool = False


@dataclass
class World:
    instant: datetime
    workers: list[Worker]
    children: list[Child]

    @property
    def day(self) -> date:
        return self.instant.date()
