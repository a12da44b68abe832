"""From registers to the four days of a status."""

from datetime import date
from pathlib import Path

import pytest
from tests.pipeline.small_home import ALICE, BOB, course, small_home, told

from videre.domain.currency import Currency, currency_of
from videre.domain.days import OPEN_ENDED, day_from_iso
from videre.domain.facts import Fact, FactKind
from videre.home.home import Home
from videre.pipeline.gathering import gather

NOW = date(2015, 3, 1)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


def facts_of(home: Home, kind: FactKind) -> list[Fact]:
    every = gather(home, NOW).history.facts
    return [Fact(*map(int, row)) for row in every[every["kind"] == kind].tolist()]


def days(*iso: str) -> Currency:
    return Currency(*map(day_from_iso, iso))


def test_an_activity_has_the_days_that_were_told_and_lapses_no_later_than_it_ends(home: Home) -> None:
    activity = {"cpr": ALICE, "activity": "company_placement", "start": "2014-10-01", "ascertained": "2014-10-06"}
    told(home, "activities", [{**activity, "stop": "2015-01-01", "review": "2014-12-01"}], date(2014, 10, 20))
    (fact,) = facts_of(home, FactKind.ACTIVITY)
    assert currency_of(fact) == days("2014-10-01", "2014-10-06", "2014-12-01", "2014-12-01")
    told(home, "activities", [{**activity, "stop": "2014-11-15", "review": "2014-12-01"}], date(2014, 11, 20))
    (fact,) = facts_of(home, FactKind.ACTIVITY)
    assert currency_of(fact).lapse == day_from_iso("2014-11-15")


def test_a_course_whose_end_is_only_planned_must_be_confirmed_too(home: Home) -> None:
    planned = {**course(BOB, "2014-08-10", "2024-06-30"), "outcome": "ongoing"}
    told(home, "enrolments", [planned], date(2014, 10, 20))
    by_stop = {fact.stop: currency_of(fact) for fact in facts_of(home, FactKind.ENROLMENT)}
    review_months = 48  # stx: three years and one more, by definitions/programmes/kinds.yaml
    lapse = by_stop[day_from_iso("2024-06-30")].lapse
    assert lapse == day_from_iso(f"{2014 + review_months // 12}-10-20")
    assert by_stop[OPEN_ENDED].lapse == day_from_iso("2018-09-05")


def test_confirming_a_course_starts_its_time_anew(home: Home) -> None:
    told(home, "enrolments", [course(BOB, "2014-08-10")], date(2015, 2, 1))
    ascertained = {currency_of(fact).ascertained for fact in facts_of(home, FactKind.ENROLMENT)}
    assert ascertained == {day_from_iso("2014-09-05"), day_from_iso("2015-02-01")}
