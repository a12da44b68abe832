import pytest

from videre.definitions.catalogue import Definitions
from videre.definitions.measure import Measure
from videre.domain.exam import ExamGroup
from videre.domain.figures import Unit

DEFINITIONS = Definitions()
REGISTERS = {
    "persons", "residence", "institutions", "programmes", "enrolments", "exams", "absence", "wellbeing", "readiness",
    "benefits", "employment", "applications", "contacts", "official_figures", "activities", "notifications",
    "cpr_changes",
}  # fmt: skip


@pytest.fixture(params=DEFINITIONS.names("measures"))
def measure(request: pytest.FixtureRequest) -> Measure:
    return DEFINITIONS.measure(request.param)


def test_the_five_points_have_a_measure_each() -> None:
    assert set(DEFINITIONS.names("measures")) == {"completion", "benefits", "youth_15_17", "exam", "pathways"}


def test_a_measure_needs_only_registers_that_there_are(measure: Measure) -> None:
    assert set(measure.registers) <= REGISTERS


def test_a_measure_tells_its_doubts_its_law_and_when_it_is_looked_at_again(measure: Measure) -> None:
    assert measure.caveats
    assert measure.law
    assert measure.next_review.year >= 2027


def test_a_measures_target_wants_what_the_measure_wants(measure: Measure) -> None:
    strategy = DEFINITIONS.strategy("albertslund-2014-2017")
    point = strategy.find_point(measure.name)
    assert point is not None
    if point.target is not None:
        assert point.target.wanted == {"higher": "at_least", "lower": "at_most"}[measure.better]
        assert strategy.indicators[point.target.indicator].better == measure.better
        assert strategy.indicators[point.target.indicator].unit == measure.units[0]


def test_benefits_are_counted_as_persons_and_as_full_time_persons_under_30() -> None:
    measure = DEFINITIONS.measure("benefits")
    assert measure.units == (Unit.PERSONS, Unit.FULL_TIME_PERSONS)
    assert measure.population.below_age_years == 30


def test_the_15_17_year_olds_are_followed_from_the_15th_birthday_to_the_18th() -> None:
    population = DEFINITIONS.measure("youth_15_17").population
    assert (population.age_from_years, population.below_age_years) == (15, 18)


def test_who_passed_without_entry_to_vocational_education_has_the_exam() -> None:
    measure = DEFINITIONS.measure("exam")
    assert set(measure.met_classes()) == {ExamGroup.PASSED_NO_EUD_ENTRY, ExamGroup.PASSED}
    assert measure.numerator_is == "not_met"


def test_completion_looks_25_years_ahead_and_to_age_25() -> None:
    assert {h.name: h.years for h in DEFINITIONS.measure("completion").horizons} == {"25 years": 25, "before 25": 9}


def test_pathways_are_looked_at_when_the_ministry_does_and_then_each_year() -> None:
    assert DEFINITIONS.measure("pathways").followed_months == (3, 6, 15, 27, 39, 51, 63)
