"""Days on a dated union of benefits."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import FIRST_DAY, JOBS, LAST_DAY, benefit, day, days, in_order, spells
from tests.oracles import benefits as oracle
from tests.oracles.dated import date_of, dated

from videre.definitions.catalogue import Definitions
from videre.domain.benefits import BenefitInUnion, days_on_benefit
from videre.domain.days import OPEN_ENDED
from videre.domain.facts import Fact, FactKind
from videre.domain.work import BenefitKind

UNION = Definitions().benefit_union("benefits")
TWO_KINDS = st.sampled_from([BenefitKind.KONTANTHJAELP, BenefitKind.UDDANNELSESHJAELP])
PAID = spells(FactKind.BENEFIT, TWO_KINDS, st.just(0))
PERIODS = st.tuples(days(), days()).map(sorted) | st.just((FIRST_DAY, LAST_DAY))
CLAIMS = st.lists(st.one_of(PAID, PAID, PAID, JOBS), min_size=1, max_size=6)


@st.composite
def unions(draw: st.DrawFn) -> tuple[BenefitInUnion, ...]:
    """Draw benefits that count, each in a window of time: some twice, in no order, some without end."""
    counted = []
    for kind in draw(st.lists(TWO_KINDS, min_size=1, max_size=5)):
        since, until = draw(PERIODS | st.just((-OPEN_ENDED, OPEN_ENDED)))
        counted.append(BenefitInUnion(kind, since, until))
    return tuple(counted)


def n_days(facts: list[Fact], begin: int, end: int, union: tuple[BenefitInUnion, ...] = UNION) -> int:
    ordered = in_order(facts)
    return days_on_benefit(ordered, 0, len(ordered), union, begin, end)


@settings(max_examples=4 * settings.default.max_examples)
@given(CLAIMS, unions(), PERIODS)
def test_days_are_those_of_the_oracle(
    facts: list[Fact], union: tuple[BenefitInUnion, ...], period: tuple[int, int]
) -> None:
    begin, end = period
    expected = oracle.days_on_benefit(dated(in_order(facts)), union, date_of(begin), date_of(end))
    assert n_days(facts, begin, end, union) == len(expected)


@given(CLAIMS, unions(), days(), st.integers(0, 200), st.integers(0, 200))
def test_days_of_two_periods_add_up_to_the_days_of_both(
    facts: list[Fact], union: tuple[BenefitInUnion, ...], begin: int, first: int, second: int
) -> None:
    parts = n_days(facts, begin, begin + first, union) + n_days(facts, begin + first, begin + first + second, union)
    assert parts == n_days(facts, begin, begin + first + second, union)


def test_a_day_on_two_benefits_counts_once() -> None:
    facts = [
        benefit(BenefitKind.KONTANTHJAELP, "2014-03-01", "2014-03-21"),
        benefit(BenefitKind.UDDANNELSESHJAELP, "2014-03-11", "2014-04-01"),
    ]
    assert n_days(facts, day("2014-03-01"), day("2014-04-01")) == 31


def test_uddannelseshjaelp_counts_from_the_first_of_january_2014() -> None:
    facts = [benefit(BenefitKind.UDDANNELSESHJAELP, "2013-12-01", "2014-02-01")]
    assert n_days(facts, day("2013-12-01"), day("2014-01-01")) == 0
    assert n_days(facts, day("2014-01-01"), day("2014-02-01")) == 31


def test_a_benefit_that_began_earlier_and_counts_later_hides_no_day_of_another() -> None:
    facts = [
        benefit(BenefitKind.UDDANNELSESHJAELP, "2013-11-01", "2014-06-01"),  # counts from January
        benefit(BenefitKind.KONTANTHJAELP, "2013-12-15", "2014-01-01"),
    ]
    assert n_days(facts, day("2013-12-01"), day("2014-02-01")) == 17 + 31


def test_an_open_benefit_counts_no_longer_than_it_is_believed() -> None:
    facts = [benefit(BenefitKind.KONTANTHJAELP, "2014-03-01", "", review="2014-03-11")]
    assert n_days(facts, day("2014-03-01"), day("2014-04-01")) == 10


def test_a_month_carried_counts_until_the_next_is_due() -> None:
    facts = [benefit(BenefitKind.KONTANTHJAELP, "2014-03-01", "2014-04-01", review="2014-05-01")]
    assert n_days(facts, day("2014-04-01"), day("2014-05-01")) == 30
