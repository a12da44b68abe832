"""Which rows of a register say a fact: `store.history_queries` the other way round, for one fact of one person."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import IntEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from videre.domain.days import date_of_day, day_of_date
from videre.domain.education import ActivityKind, Event
from videre.domain.exam import Discipline, ExamStatus
from videre.domain.facts import Fact, FactKind
from videre.domain.work import BenefitKind, EmploymentKind
from videre.store.history_queries import EXAM_TERM_ENDS
from videre.store.shapes import SHAPES
from videre.web.people.models import ROWS, ContactUnit

TENTHS: Final = 10  # a mark in a fact


class Saying(NamedTuple):
    """How a register says a kind of fact. says: whether a row, by its columns, is one of those that say a fact."""

    register: str
    says: Callable[[Any, Fact], bool]


def code_of(text: str | None, members: type[IntEnum]) -> int:
    """Return the number of a canonical text code; 0 for a missing one and for one that no fact knows."""
    return next((member.value for member in members if member.name.lower() == text), 0)


def begins(day: date, fact: Fact) -> bool:
    """Return whether a fact begins on a day."""
    return day_of_date(day) == fact.start


def is_work(row: Any, fact: Fact) -> bool:
    """Return whether a row is of the last month of a run of work: the months of a run are said alike."""
    is_last = date_of_day(fact.stop - 1).replace(day=1) == row.month
    return is_last and code_of(row.kind, EmploymentKind) == fact.code


def is_test(row: Any, fact: Fact) -> bool:
    """Return whether a row is a test, which lies in the term that ends its school year or on an earlier report."""
    taken = min(row.reported, date(row.school_year + 1, *EXAM_TERM_ENDS))
    said = (code_of(row.discipline, Discipline), (row.mark or 0) * TENTHS, code_of(row.status, ExamStatus), row.grade)
    return begins(taken, fact) and said == (fact.code, fact.value, fact.place, fact.detail)


def is_contact(row: Any, fact: Fact) -> bool:
    """Return whether a row is a contact with the unit of a fact; two roles of a unit may say one fact."""
    unit = ContactUnit.objects.filter(number=fact.code).first()
    return begins(row.start, fact) and unit is not None and unit.name == row.unit


SAYING: Final[Mapping[FactKind, Saying]] = {
    FactKind.RESIDENCE: Saying(
        "residence", lambda row, fact: begins(row.start, fact) and row.municipality == fact.place
    ),
    FactKind.ENROLMENT: Saying(
        "enrolments",
        lambda row, fact: begins(row.start, fact) and (row.institution, row.programme) == (fact.place, fact.detail),
    ),
    FactKind.BENEFIT: Saying(
        "benefits", lambda row, fact: begins(row.start, fact) and code_of(row.benefit, BenefitKind) == fact.code
    ),
    FactKind.EMPLOYMENT: Saying("employment", is_work),
    FactKind.ACTIVITY: Saying(
        "activities", lambda row, fact: begins(row.start, fact) and code_of(row.activity, ActivityKind) == fact.code
    ),
    FactKind.NOTIFICATION: Saying(
        "notifications",
        lambda row, fact: (
            begins(row.date, fact)
            and code_of(row.event, Event) == fact.code
            and (row.institution or 0, row.programme or 0) == (fact.place, fact.detail)
        ),
    ),
    FactKind.APPLICATION: Saying(
        "applications",
        lambda row, fact: (
            begins(row.applied, fact) and (row.priority, row.institution or 0) == (fact.detail, fact.place)
        ),
    ),
    FactKind.EXAM: Saying("exams", is_test),
    FactKind.CONTACT: Saying("contacts", is_contact),
}


class RowsSaid(NamedTuple):
    """The rows that say a fact: in which delivery each stands, and which row of casework it is."""

    register: str
    rows: list[tuple[int, int]]


def rows_saying(person_id: UUID, fact: Fact) -> RowsSaid:
    """Return the rows that say a fact of a person: of each natural key the one that counts, unless it is taken back.

    One, as a rule; several where a fact is told by more than one key (a month's work with two employers, a contact in
    two roles, the same notice sent twice); none where the rows have gone since the facts were made.
    """
    register, says = SAYING[FactKind(fact.kind)]
    key = [name for name in SHAPES[register].key if name != "person"]  # the person may have had several numbers
    rows = ROWS[register]._default_manager.filter(number__person_id=person_id)
    newest = {tuple(getattr(row, name) for name in key): row for row in rows.order_by("reported", "sequence")}
    found = [row for row in newest.values() if not row.withdrawn and says(row, fact)]
    return RowsSaid(register, [(row.sequence, row.pk) for row in found])
