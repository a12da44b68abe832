"""What schools say of their pupils beside the facts of the folds: months of absence, and assessments until 2024."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import duckdb

from videre.domain.absence import AbsenceMonth, PupilMonth
from videre.domain.days import day_of_date, month_number
from videre.web.people.bulk import insert_rows, kept_id
from videre.web.people.models import CaseAbsence, CaseReadiness

REGISTERS = ("absence", "readiness")
MONTHS = ("month", "place", "grade", "possible_x100", "ill_x100", "permitted_x100", "unpermitted_x100", "reported")
# The grade is that of the pupil's newest stay at the very school that touches the month.
ASKED = """
    SELECT a.person, a.month, a.institution, coalesce(max_by(e.grade, e.start), -1),
        any_value(coalesce(days_possible, 0)) * 100, hundredths(any_value(days_ill)),
        hundredths(any_value(days_permitted)), hundredths(any_value(days_unpermitted)),
        any_value(a.reported) - DATE '1970-01-01'
    FROM absence a LEFT JOIN enrolments e
        ON e.person = a.person AND e.institution = a.institution AND e.grade IS NOT NULL
        AND e.start < a.month + INTERVAL 1 MONTH AND (e.stop IS NULL OR e.stop > a.month)
    GROUP BY a.person, a.month, a.institution ORDER BY ALL
"""
HUNDREDTHS = "CREATE OR REPLACE TEMP MACRO hundredths(days) AS CAST(round(coalesce(days, 0) * 100) AS INTEGER)"


class ToldMonth(NamedTuple):
    """A pupil's month of absence, and the day on which the school told of it."""

    pupil: PupilMonth
    reported: int


class Assessment(NamedTuple):
    """An assessment of readiness. assessed, reported: days. group, result: the register's codes."""

    assessed: int
    group: str
    result: str
    reported: int


def resolve_school_life(asked: duckdb.DuckDBPyConnection, person_of: Mapping[int, UUID]) -> None:
    """Write months of absence and assessments anew.

    Args:
        asked: has the views `absence`, `readiness` and `enrolments`, as known at the day.
        person_of: whose each number is.
    """
    asked.execute(HUNDREDTHS)
    CaseAbsence.objects.all().delete()
    CaseReadiness.objects.all().delete()
    owned = owned_rows(asked, ASKED, person_of)
    insert_rows(CaseAbsence, ["person_id", *MONTHS], ([who, month_of(on), *rest] for who, on, *rest in owned))
    query = "SELECT person, assessed, programme_group, result, reported FROM readiness ORDER BY ALL"
    said = owned_rows(asked, query, person_of)
    insert_rows(
        CaseReadiness,
        ["person_id", *Assessment._fields[:1], "programme_group", "result", "reported"],
        ([who, day_of_date(on), group, result or "", day_of_date(told)] for who, on, group, result, told in said),
    )


def owned_rows(asked: duckdb.DuckDBPyConnection, query: str, person_of: Mapping[int, UUID]) -> list[list[Any]]:
    """Return the rows of a question whose first column is a number, with whose it is in its place."""
    found = asked.execute(query).fetchall()
    return [[kept_id(person_of[row[0]]), *row[1:]] for row in found if row[0] in person_of]


def month_of(first: date) -> int:
    """Return a month as `domain.days` counts it, from its first day."""
    return month_number(first.year, first.month)


def absence_of(person_id: UUID) -> list[ToldMonth]:
    """Return one pupil's months of absence, the oldest first."""
    rows = CaseAbsence.objects.filter(person_id=person_id).order_by("month", "place").values_list(*MONTHS)
    return [told_month(row) for row in rows]


def absence_of_everybody() -> dict[UUID, list[PupilMonth]]:
    """Return everybody's months of absence by public id."""
    found: dict[UUID, list[PupilMonth]] = defaultdict(list)
    for person, *row in CaseAbsence.objects.order_by("month", "place").values_list("person_id", *MONTHS):
        found[person].append(told_month(row).pupil)
    return dict(found)


def told_month(row: Sequence[int]) -> ToldMonth:
    """Return a row as the signals and the pages read it."""
    month, place, grade, *days, reported = row
    return ToldMonth(PupilMonth(grade, AbsenceMonth(month, place, *days)), reported)


def assessments_of(person_id: UUID) -> list[Assessment]:
    """Return one person's assessments of readiness, the newest first."""
    rows = CaseReadiness.objects.filter(person_id=person_id).order_by("-assessed", "programme_group")
    return [Assessment(*row) for row in rows.values_list("assessed", "programme_group", "result", "reported")]
