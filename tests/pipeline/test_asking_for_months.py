"""Any month since leaving, and the newest calendar year that can be looked at."""

from datetime import date

import pytest

from videre.definitions.catalogue import Definitions
from videre.domain.periods import Period
from videre.pipeline.measuring import FollowsNobody, at_months, newest_period, parse_months

DEFINITIONS = Definitions()


@pytest.mark.parametrize(
    ("text", "months"), [("", ()), ("7", (7,)), ("15, 3", (15, 3)), ("0-3,15", (0, 1, 2, 3, 15)), ("5-4", ())]
)
def test_months_are_numbers_and_ranges(text: str, months: tuple[int, ...]) -> None:
    assert parse_months(text) == months


@pytest.mark.parametrize("text", ["x", "-3", "3-", "3.5", "1-2-3", "9999999"])
def test_what_is_no_number_of_months_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(FollowsNobody, match="3,15,27"):
        at_months(DEFINITIONS.measure("pathways"), parse_months(text))


def test_a_measure_looks_at_the_months_asked_for_in_order_and_each_once() -> None:
    pathways = DEFINITIONS.measure("pathways")
    assert at_months(pathways, (15, 3, 3)).followed_months == (3, 15)
    assert at_months(pathways, ()) is pathways
    with pytest.raises(FollowsNobody, match="follows nobody"):
        at_months(DEFINITIONS.measure("benefits"), (3,))
    with pytest.raises(FollowsNobody, match="from 0 to 360"):
        at_months(pathways, (361,))


@pytest.mark.parametrize(
    ("name", "known_at", "year"),
    [
        ("intake", "2016-02-01", 2015),
        ("intake", "2015-12-31", 2015),
        ("intake", "2015-12-30", 2014),
        ("after_completing", "2016-02-01", 2014),  # followed for twelve months after the year
        ("given_back", "2016-02-01", 2014),  # for three months
        ("given_back", "2016-03-31", 2015),
    ],
)
def test_the_newest_calendar_year_is_the_newest_that_has_been_followed(name: str, known_at: str, year: int) -> None:
    found = newest_period(DEFINITIONS.measure(name), date.fromisoformat(known_at))
    assert found == Period(year * 12, 12)
