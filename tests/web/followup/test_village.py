"""In a whole made-up village, delivered as files: every list is as long as its figure says, by the same fold."""

from collections import Counter
from datetime import date

import pytest
from pytest_django import Settings
from tests.oracles import absence as oracle
from tests.web.access.homes import imported_village

from videre.definitions.catalogue import Definitions
from videre.domain.days import month_number
from videre.domain.periods import parse_period
from videre.home.home import Home
from videre.pipeline.casework import roll_forward
from videre.pipeline.measuring import measure
from videre.web.followup.actions import refresh_lists
from videre.web.followup.models import Entry
from videre.web.people.models import AbsenceRow, CaseAbsence, Person
from videre.web.people.resolving import resolve_facts
from videre.web.people.school_life import absence_of_everybody
from videre.web.people.sink import CaseworkDatabase

pytestmark = pytest.mark.django_db
LAST_OF_JANUARY, KNOWN_AT = date(2016, 1, 31), date(2016, 2, 1)


@pytest.fixture
def village(settings: Settings) -> Home:
    """Return the home of a made-up village whose deliveries casework has taken in."""
    settings.VIDERE_HOME = imported_village()
    roll_forward(settings.VIDERE_HOME, CaseworkDatabase(settings.VIDERE_HOME))
    return settings.VIDERE_HOME


def test_every_list_is_as_long_as_its_figure_says(village: Home) -> None:
    refresh_lists(day=LAST_OF_JANUARY, by="test")
    entries = Entry.objects.filter(closed__isnull=True)
    told = Counter(entries.values_list("list_name", flat=True))
    lists = [each for each in Definitions().list_follow_up() if each.figure is not None]
    for name, period, dimension in (("youth_15_17", "2016-01", "class"), ("youth_18_24", "2016-01", "class")):
        figures = measure(village, (name,), parse_period(period), (dimension,), KNOWN_AT)
        counted = {figure.breakdown[dimension]: figure.numerator for figure in figures}
        of_figure = {
            each.name: counted.get(each.figure.part, 0) for each in lists if each.figure and each.figure.measure == name
        }
        assert {each: told[each] for each in of_figure} == of_figure
        assert sum(of_figure.values()) > 20


def test_the_lists_of_last_summers_leavers_are_as_long_as_the_figure_of_their_groups(village: Home) -> None:
    refresh_lists(day=LAST_OF_JANUARY, by="test")
    entries = Entry.objects.filter(closed__isnull=True, list_name__startswith="leaver_")
    told = Counter(entry.list_name for entry in entries if entry.why["year"] == 2015)
    figures = measure(village, ("exam",), parse_period("2015"), ("group",), KNOWN_AT)
    counted = {figure.breakdown["group"]: figure.numerator for figure in figures}
    lacking = {"no_tests", "some_missing", "below_pass", "passed_no_eud_entry"}
    assert {each: told[f"leaver_{each}"] for each in lacking} == {each: counted.get(each, 0) for each in lacking}


def test_lists_of_absence_are_those_whom_loops_over_pupils_and_classmates_find(village: Home) -> None:
    of_december = CaseAbsence.objects.filter(month=month_number(2015, 12), grade__in=(8, 9)).order_by("person_id")
    for pupil, days in zip(of_december.values_list("person_id", flat=True)[:2], (3, 2), strict=True):
        rows = AbsenceRow.objects.filter(number__person=pupil, month__range=(date(2015, 10, 1), date(2015, 12, 1)))
        rows.update(days_unpermitted=days, days_ill=0, days_permitted=0)  # a month, of 52 school days in the quarter
    resolve_facts(village, Definitions(), KNOWN_AT)
    refresh_lists(day=KNOWN_AT, by="test")
    month = month_number(2016, 2)
    absence = absence_of_everybody()
    born = dict(Person.objects.values_list("pk", "birth_date"))
    alarmed, warned, rising = set(), set(), set()
    for pupil, own in absence.items():
        age = 2016 - born[pupil].year - ((born[pupil].month, born[pupil].day) > (2, 1))
        is_here = Person.objects.get(pk=pupil).lives_here(KNOWN_AT)
        if not (13 <= age < 18 and is_here):
            continue
        months = [each.month for each in own]
        if oracle.unlawful(months, month, 15):
            alarmed.add(pupil)
        elif oracle.unlawful(months, month, 10):
            warned.add(pupil)
        others = [each for other, each in absence.items() if other != pupil]
        if oracle.rises(months, oracle.of_class(own, others, 5), month):
            rising.add(pupil)
    listed = {
        name: set(Entry.objects.filter(list_name=name, closed__isnull=True).values_list("person_id", flat=True))
        for name in ("absence_unlawful", "absence_warning", "absence_rising")
    }
    in_school = set(
        Entry.objects.filter(list_name="primary_school_15_17", closed__isnull=True).values_list("person_id", flat=True)
    ) | {pupil for pupil in absence if born[pupil] > date(2001, 2, 1)}
    assert listed == {
        "absence_unlawful": alarmed,
        "absence_warning": warned,
        "absence_rising": rising & in_school,
    }
    assert rising & in_school
    assert warned
    assert alarmed
    units = Entry.objects.filter(list_name__startswith="absence_", closed__isnull=True).values_list("unit", flat=True)
    assert all(unit.startswith("school:") for unit in units), "a pupil's absence is the school's to answer for"
