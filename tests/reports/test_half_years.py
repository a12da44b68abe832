"""The half-year of a report, and what of a table belongs to it."""

import pytest
from tests.reports.tables import figure, released

from videre.disclosure.released import ReleasedFigure
from videre.reports.half_years import HalfYear, NoHalfYear, is_known_in, is_published_in, parse_half_year


def row(period: str, **breakdown: str) -> ReleasedFigure:
    return released("exam", [figure("exam", period, breakdown, 30, 300)]).rows[0]


def test_a_half_year_is_read_and_written_the_same() -> None:
    half = parse_half_year(" 2015H2 ")
    assert half == HalfYear(2015, 2)
    assert str(half) == "2015H2"
    assert half.last_day == "2015-12-31"
    assert (str(half.previous), str(half.previous.previous)) == ("2015H1", "2014H2")
    assert half.previous.last_day == "2015-06-30"


@pytest.mark.parametrize("text", ["", "2015", "2015H3", "2015-12", "15H2", "2015H2x"])
def test_what_is_no_half_year_is_refused_with_the_form_that_is_understood(text: str) -> None:
    with pytest.raises(NoHalfYear, match="2015H1 for January to June"):
        parse_half_year(text)


@pytest.mark.parametrize(
    ("period", "half", "is_known"),
    [
        ("2015-12", "2015H2", True),
        ("2016-01", "2015H2", False),
        ("2015-06", "2015H1", True),
        ("2015-07", "2015H1", False),
    ],
)
def test_a_month_belongs_to_the_half_year_that_it_lies_in(period: str, half: str, is_known: bool) -> None:
    assert is_known_in(row(period), "month", parse_half_year(half)) is is_known


@pytest.mark.parametrize(("half", "is_known"), [("2015H1", False), ("2015H2", True), ("2016H1", True)])
def test_a_calendar_year_belongs_to_the_half_year_that_it_ends_in(half: str, is_known: bool) -> None:
    assert is_known_in(row("2015"), "year", parse_half_year(half)) is is_known


@pytest.mark.parametrize(
    ("period", "months", "half", "is_known"),
    [
        ("2015", None, "2015H2", True),
        ("2015", None, "2015H1", False),  # it leaves in the summer
        ("2014", None, "2015H1", True),
        ("2015", "5", "2015H2", True),  # December
        ("2015", "6", "2015H2", False),  # January
        ("2014", "15", "2015H2", True),  # October 2015
        ("2014", "15", "2015H1", False),
        ("2014/15", None, "2015H2", True),
        ("2014/15", None, "2015H1", False),
    ],
)
def test_a_cohort_belongs_to_the_half_year_in_which_it_has_been_followed_for_so_long(
    period: str, months: str | None, half: str, is_known: bool
) -> None:
    figure_of_cohort = row(period) if months is None else row(period, months=months)
    assert is_known_in(figure_of_cohort, "cohort", parse_half_year(half)) is is_known


@pytest.mark.parametrize(("published", "is_out"), [("2014", True), ("2015", True), ("2016", False)])
def test_an_official_figure_belongs_to_the_years_after_its_publication(published: str, is_out: bool) -> None:
    assert is_published_in(row("2013", published=published), HalfYear(2015, 2)) is is_out
