"""Measurement point 2 over a whole population."""

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, GLOSTRUP, LAST_DAY, World, benefit, day, person, residence, worlds
from tests.measures.asking import MONTHS_KNOWN, asked, dimensions_of, in_order, rows
from tests.oracles import tally as oracle
from tests.oracles.dated import date_of

from videre.definitions.catalogue import Definitions
from videre.domain.days import first_day, last_day, month_from_iso
from videre.domain.figures import Unit
from videre.domain.work import BenefitKind
from videre.measures.arrays import history_of
from videre.measures.benefits import measure_benefits

UNION = Definitions().benefit_union("benefits")
AGE_LIMITS = st.sampled_from([18, 21, 30])


@given(worlds(), MONTHS_KNOWN, AGE_LIMITS, dimensions_of("age_group", "sex", "origin", "parents_education", "school"))
def test_the_figures_are_those_of_the_oracle(
    world: World, months: tuple[int, int, int], age_limit_years: int, dimensions: tuple[str, ...]
) -> None:
    first_month, n_months, known_at = months
    history, question = history_of(world, known_at), asked(first_month, n_months, dimensions)
    ends = [last_day(month) for month in range(first_month, first_month + n_months)]
    ended = [date_of(end) for end in ends if end <= known_at]
    expected = [
        *oracle.benefits(oracle.people(world), UNION, age_limit_years, ALBERTSLUND, ended, dimensions),
    ]
    as_persons = measure_benefits(history, UNION, age_limit_years, Unit.PERSONS, question)
    assert rows(as_persons) == in_order(row for row, _, _ in expected)
    days_of = {each[:2]: (n_days, more) for each, n_days, more in expected}
    for figure in measure_benefits(history, UNION, age_limit_years, Unit.FULL_TIME_PERSONS, question):
        month = month_from_iso(figure.period)
        n_days, more = days_of[figure.period, frozenset(figure.breakdown.items())]
        length = last_day(month) - first_day(month) + 1
        assert figure.value == figure.numerator == n_days / length
        assert (figure.bounds_low, figure.bounds_high) == (figure.value, figure.value + more / length)


def count(*facts: object, on: str = "2014-01", unit: Unit = Unit.PERSONS, born: str = "1994-03-14") -> list[float]:
    """Return the figure of one month for one person, as a list of one value; empty where nobody lives here."""
    world = [(person(born), [*facts])]
    question = asked(month_from_iso(on), 1, ())
    return [figure.value for figure in measure_benefits(history_of(world, LAST_DAY), UNION, 30, unit, question)]


ON_BENEFIT = benefit(BenefitKind.KONTANTHJAELP, "2013-01-01", "2014-01-11")


def test_one_day_on_a_benefit_makes_a_person_and_all_days_of_the_month_a_full_time_person() -> None:
    assert count(residence(), ON_BENEFIT, on="2014-01") == [1]
    assert count(residence(), ON_BENEFIT, on="2014-01", unit=Unit.FULL_TIME_PERSONS) == [10 / 31]
    assert count(residence(), ON_BENEFIT, on="2013-12", unit=Unit.FULL_TIME_PERSONS) == [1]
    assert count(residence(), ON_BENEFIT, on="2014-02") == [0]


def test_home_and_age_are_those_of_the_last_day_of_the_month() -> None:
    moved_in = residence("2014-01-31")
    moved_out = [residence("2000-01-01", "2014-01-31"), residence("2014-01-31", municipality=GLOSTRUP)]
    assert count(moved_in, ON_BENEFIT) == [1]
    assert count(*moved_out, ON_BENEFIT) == []
    assert count(residence(), ON_BENEFIT, born="1984-02-01") == [1]
    assert count(residence(), ON_BENEFIT, born="1984-01-31") == []


def test_whoever_is_not_born_yet_is_no_resident() -> None:
    assert count(residence("2000-01-01"), on="2014-01", born="2014-02-01") == []
    assert day("2014-02-01") > last_day(month_from_iso("2014-01"))
