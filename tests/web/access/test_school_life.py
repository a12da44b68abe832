"""Casework holds absence and readiness as far as the law lets it, resolved as the store does, and never wellbeing."""

from datetime import date

import polars as pl
import pytest
from pytest_django import Settings
from tests.web.access.homes import imported_village
from tests.web.access.people import make_person

from videre.definitions.catalogue import Definitions
from videre.domain.days import date_of_day
from videre.home.home import Home
from videre.pipeline.casework import roll_forward
from videre.web.people.models import (
    AbsenceRow,
    CaseAbsence,
    CaseReadiness,
    CprNumber,
    EnrolmentRow,
    Person,
    ReadinessRow,
)
from videre.web.people.resolving import resolve_facts
from videre.web.people.school_life import absence_of, absence_of_everybody, assessments_of
from videre.web.people.sink import CaseworkDatabase
from videre.web.people.taking import may_be_held

pytestmark = pytest.mark.django_db
DAY = date(2016, 2, 1)


@pytest.fixture
def village(settings: Settings) -> Home:
    """Return the imported village, whose casework has been brought forward."""
    home = imported_village()
    settings.VIDERE_HOME = home
    roll_forward(home, CaseworkDatabase(home))
    return home


def first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def test_months_of_absence_are_the_last_said_of_each_with_the_grade_of_the_stay_at_that_school(village: Home) -> None:
    told: dict[tuple[object, ...], AbsenceRow] = {}
    for row in AbsenceRow.objects.select_related("number").order_by("reported", "sequence"):
        told[row.number.person_id, row.month, row.institution] = row
    stays: dict[tuple[object, ...], EnrolmentRow] = {}
    for stay in EnrolmentRow.objects.select_related("number").order_by("reported", "sequence"):
        stays[stay.number.person_id, stay.institution, stay.programme, stay.start] = stay
    expected = set()
    for (person, month, school), row in told.items():
        assert isinstance(month, date)
        there = [
            stay
            for (who, at, _programme, start), stay in stays.items()
            if (who, at) == (person, school)
            and not (stay.withdrawn or stay.grade is None)
            and start < next_month(month)
            and (stay.stop or date.max) > month
        ]
        grade = max(there, key=lambda stay: stay.start).grade if there else -1
        days = (row.days_possible, row.days_ill, row.days_permitted, row.days_unpermitted)
        if not row.withdrawn:
            expected.add((person, month, school, grade, *(round((each or 0) * 100) for each in days)))
    got = {
        (person, first_of(month), *rest)
        for person, month, *rest in CaseAbsence.objects.values_list(
            "person_id", "month", "place", "grade", "possible_x100", "ill_x100", "permitted_x100", "unpermitted_x100"
        )
    }
    assert got == expected
    assert len(got) > 300
    assert sum(each[3] >= 0 for each in got) > 0.95 * len(got)
    take_one_back(village)


def take_one_back(village: Home) -> None:
    """Let a register take a month back: it is no month any more."""
    row = AbsenceRow.objects.select_related("number").order_by("-month", "pk").first()
    assert row is not None
    person = row.number.person_id
    n_before = CaseAbsence.objects.count()
    AbsenceRow.objects.create(
        number=row.number, institution=row.institution, month=row.month, reported=DAY, sequence=10_000, withdrawn=True
    )
    resolve_facts(village, Definitions(), DAY)
    assert CaseAbsence.objects.count() == n_before - 1
    assert len(absence_of(person)) == CaseAbsence.objects.filter(person=person).count()


def test_absence_is_held_of_12_to_17_year_olds_14_months_back_readiness_three_years_and_wellbeing_never(
    village: Home,
) -> None:
    rows = AbsenceRow.objects.all()
    assert rows.exists()
    assert not rows.filter(number__person__birth_date__lte=date(1998, 2, 1)).exists()
    assert not rows.filter(number__person__birth_date__gt=date(2004, 2, 1)).exists()
    assert not rows.filter(month__lt=date(2014, 12, 1)).exists()
    assert rows.filter(month=date(2014, 12, 1)).exists()

    assert not ReadinessRow.objects.filter(assessed__lt=date(2013, 2, 1)).exists()
    person = CaseReadiness.objects.values_list("person_id", flat=True).first()
    assert person is not None
    found = assessments_of(person)
    assert found == sorted(found, key=lambda each: -each.assessed)
    assert {each.result for each in found} <= {"ready", "not_ready"}
    said = set(ReadinessRow.objects.filter(number__person=person).values_list("assessed", "programme_group", "result"))
    assert {(date_of_day(each.assessed), each.group, each.result) for each in found} <= said

    assert "wellbeing" not in CaseworkDatabase(village).registers()
    assert {"absence", "readiness"} <= CaseworkDatabase(village).registers()
    assert sum(map(len, absence_of_everybody().values())) == CaseAbsence.objects.count()


def test_whose_birthday_is_on_the_border_is_held_from_that_day_and_until_that_day(home: Home) -> None:
    held = Definitions().holding().registers["absence"]
    number = CprNumber.objects.create(blind=7, person=make_person(), encrypted=b"", reported=DAY, sequence=1)
    row = {"person": number.blind, "institution": 101001, "month": date(2016, 1, 1), "reported": DAY}
    frame = pl.DataFrame([row], schema_overrides={"person": pl.Int64})
    for born, is_held in (
        (date(1998, 2, 1), False),
        (date(1998, 2, 2), True),
        (date(2004, 2, 1), True),
        (date(2004, 2, 2), False),
    ):
        Person.objects.filter(pk=number.person_id).update(birth_date=born)
        assert len(may_be_held(frame, "absence", held, DAY)) == is_held
