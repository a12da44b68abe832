"""From registers to facts: one SELECT a register, over the rows that are known at a day.

Each gives the columns `person, kind, code, start, stop, value, place, reported, review, detail` as integers; days are
counted from 1 January 1970. What each field means for each kind of fact stands in `domain/facts.py`.
"""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from videre.domain.days import OPEN_ENDED
from videre.domain.education import ActivityKind, EducationKind, Event, Outcome
from videre.domain.exam import Discipline, ExamStatus
from videre.domain.facts import ApplicationOutcome, FactKind
from videre.domain.work import BenefitKind, EmploymentKind

CARRIED_MONTHS = 2  # a month's work is believed so long after it, while the next month's report is not due yet
UNCONFIRMED_MONTHS = 3  # an open benefit, or an activity without a review date, so long after it was last confirmed
PARTS = {"51": "EUD_GF1", "53": "EUD_GF1", "54": "EUD_GF2", "52": "EUD_MAIN", "55": "EUX"}  # UDEL, Statistics Denmark
EXAM_TERM_ENDS = (6, 25)  # the day by which the tests of a school year have been taken, when no earlier report says so


class Frontier(NamedTuple):
    """How far two registers had come by the day: the newest report on benefits, and the newest month of work."""

    benefits_reported: date | None
    employment_month: date | None


def day(expression: str) -> str:
    """Return SQL for the day number of a date."""
    return f"({expression} - DATE '1970-01-01')"


def day_or_open(expression: str) -> str:
    """Return SQL for the day number of a date that may be missing: open-ended then."""
    return f"coalesce({day(expression)}, {OPEN_ENDED})"


def number_of(column: str, members: type[IntEnum]) -> str:
    """Return SQL for the number of a canonical text code; 0 for a missing one."""
    cases = " ".join(f"WHEN '{member.name.lower()}' THEN {member.value}" for member in members if member)
    return f"CASE {column} {cases} ELSE 0 END"


def kind_of_course(programme_kind: str, part: str, grade: str) -> str:
    """Return SQL for the EducationKind of a stay: the programme's, told apart by the part and the grade."""
    parts = " ".join(f"WHEN '{part_code}' THEN {EducationKind[name].value}" for part_code, name in PARTS.items())
    return f"""CASE
        WHEN {programme_kind} = 'primary_school' AND {grade} = 9 THEN {EducationKind.NINTH_GRADE.value}
        WHEN {programme_kind} = 'primary_school' AND {grade} = 10 THEN {EducationKind.TENTH_GRADE.value}
        WHEN {programme_kind} LIKE 'eud_%' AND {part} IN ({", ".join(f"'{code}'" for code in PARTS)})
            THEN CASE {part} {parts} END
        ELSE {number_of(programme_kind, EducationKind)} END"""


def residence() -> str:
    """Residence: believed until it stops."""
    stop = day_or_open("stop")
    return f"""SELECT person, {FactKind.RESIDENCE.value} AS kind, 0 AS code, {day("start")} AS start, {stop} AS stop,
        0 AS value, municipality AS place, {day("reported")} AS reported, {stop} AS review, 0 AS detail
        FROM residence"""


def enrolments(review_months: Sequence[int]) -> str:
    """Enrolments: one that has not ended is believed for some months after it was last confirmed, by kind of education,
    and never beyond the end that is planned for it."""
    kind = kind_of_course("programmes.kind", "part", "grade")
    months = "[" + ", ".join(map(str, review_months)) + "]"
    confirmed = f"(greatest(start, reported) + to_months({months}[course + 1]))::DATE"  # least() passes over no stop
    return f"""WITH stays AS (
            SELECT enrolments.*, {kind} AS course FROM enrolments LEFT JOIN programmes USING (programme))
        SELECT person, {FactKind.ENROLMENT.value}, course, {day("start")}, {day_or_open("stop")},
        {number_of("outcome", Outcome)}, institution, {day("reported")},
        {day(f"CASE WHEN stop <= reported THEN stop ELSE least(stop, {confirmed}) END")}, programme
        FROM stays"""


def benefits(frontier: Frontier) -> str:
    """Benefits: an open one is believed for some months after the register was last heard of."""
    heard = f"greatest(reported, {as_date(frontier.benefits_reported)})"
    return f"""SELECT person, {FactKind.BENEFIT.value}, {number_of("benefit", BenefitKind)}, {day("start")},
        {day_or_open("stop")}, 0, 0, {day("reported")},
        {day(f"coalesce(stop, ({heard} + to_months({UNCONFIRMED_MONTHS}))::DATE)")}, 0
        FROM benefits"""


def employment(frontier: Frontier) -> str:
    """Work: a month's hours with all employers together; `months_of_work` joins neighbouring months of the same hours.

    The newest month is carried on while the next is not due yet.
    """
    newest = as_date(frontier.employment_month)
    next_month = "(month + INTERVAL 1 MONTH)::DATE"
    carried = (
        f"CASE WHEN month = {newest} THEN ({next_month} + to_months({CARRIED_MONTHS}))::DATE ELSE {next_month} END"
    )
    return f"""SELECT person, {FactKind.EMPLOYMENT.value}, {number_of("kind", EmploymentKind)} AS code,
        {day("month")}, {day(next_month)}, round(sum(hours) * 100)::INTEGER, 0, max({day("reported")}),
        {day(carried)}, 0
        FROM employment GROUP BY person, month, code"""


def activities() -> str:
    """Activities and exemptions: believed until their review date, never beyond their end. The day of the report is the
    day on which somebody ascertained it, where that is told."""
    believed = (
        f"coalesce(review, (greatest(start, coalesce(ascertained, reported)) + to_months({UNCONFIRMED_MONTHS}))::DATE)"
    )
    return f"""SELECT person, {FactKind.ACTIVITY.value}, {number_of("activity", ActivityKind)}, {day("start")},
        {day_or_open("stop")}, 0, 0, {day("coalesce(ascertained, reported)")},
        least({day(believed)}, {day_or_open("stop")}), 0
        FROM activities"""


def notifications() -> str:
    """Notices: a day. An admission lies on the day on which the course begins."""
    kind = number_of("programmes.kind", EducationKind)
    return f"""SELECT person, {FactKind.NOTIFICATION.value}, {number_of("event", Event)}, {day("date")},
        {day("date")} + 1, {kind}, coalesce(institution, 0), {day("notifications.reported")}, {day("date")} + 1,
        coalesce(programme, 0)
        FROM notifications LEFT JOIN programmes USING (programme)"""


def applications() -> str:
    """Choices of education: the day on which they were made."""
    return f"""SELECT person, {FactKind.APPLICATION.value}, {number_of("programmes.kind", EducationKind)},
        {day("applied")}, {day("applied")} + 1, {number_of("outcome", ApplicationOutcome)}, coalesce(institution, 0),
        {day("applications.reported")}, {day("applied")} + 1, priority
        FROM applications LEFT JOIN programmes USING (programme)"""


def exams() -> str:
    """Tests: in the term that ends a school year, or by the day of an earlier report."""
    month, day_of_month = EXAM_TERM_ENDS
    taken = day(f"least(reported, make_date(school_year + 1, {month}, {day_of_month}))")
    return f"""SELECT person, {FactKind.EXAM.value}, {number_of("discipline", Discipline)}, {taken}, {taken} + 1,
        coalesce(mark, 0) * 10, {number_of("status", ExamStatus)}, {day("reported")}, {taken} + 1, grade
        FROM exams"""


def contacts() -> str:
    """Contacts with a unit, whose number is that of its name among all units."""
    stop = day_or_open("stop")
    return f"""SELECT person, {FactKind.CONTACT.value}, number, {day("start")}, {stop}, 0, 0, {day("reported")},
        {stop}, 0
        FROM contacts JOIN units USING (unit)"""


UNITS = """CREATE TEMP TABLE units AS
    SELECT unit, row_number() OVER (ORDER BY unit) AS number FROM (SELECT DISTINCT unit FROM contacts)"""


def all_facts(review_months: Sequence[int], frontier: Frontier) -> str:
    """Return the SELECT of all facts, in the order in which a history keeps them, each month of work by itself."""
    selects = [
        residence(),
        enrolments(review_months),
        benefits(frontier),
        employment(frontier),
        activities(),
        notifications(),
        applications(),
        exams(),
        contacts(),
    ]
    union = " UNION ALL ".join(f"SELECT * FROM ({select})" for select in selects)
    fields = ", ".join(f"{name}::INTEGER AS {name}" for name in FIELDS)
    return f"SELECT person, {fields} FROM ({union}) ORDER BY ALL"


FIELDS = ("start", "kind", "code", "stop", "value", "place", "detail", "reported", "review")


def as_date(value: date | None) -> str:
    """Return SQL for a date that may be missing."""
    return "NULL::DATE" if value is None else f"DATE '{value.isoformat()}'"
