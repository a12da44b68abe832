import pytest
from pydantic import ValidationError

from videre.definitions.catalogue import Definitions
from videre.definitions.measure import Measure
from videre.domain.exam import ExamGroup
from videre.domain.figures import Unit
from videre.pipeline.measuring import ANSWERS

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
    own = {measure.name for measure in DEFINITIONS.list_measures() if measure.beside is None}
    assert own == {"completion", "benefits", "youth_15_17", "exam", "pathways"}


def test_every_other_measure_stands_beside_one_of_them_and_is_answered(measure: Measure) -> None:
    assert measure.name in ANSWERS
    if measure.beside is not None:
        assert DEFINITIONS.measure(measure.beside).beside is None


def test_a_measure_needs_only_registers_that_there_are(measure: Measure) -> None:
    assert set(measure.registers) <= REGISTERS


def test_a_measure_tells_its_doubts_its_law_and_when_it_is_looked_at_again(measure: Measure) -> None:
    assert measure.caveats
    assert measure.law
    assert measure.next_review.year >= 2027


def test_a_measures_target_wants_what_the_measure_wants(measure: Measure) -> None:
    strategy = DEFINITIONS.strategy("albertslund-2014-2017")
    point = strategy.find_point(measure.beside or measure.name)
    assert point is not None
    if measure.beside is None and point.target is not None:
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


@pytest.mark.parametrize(("name", "ages"), [("youth_18_24", (18, 25)), ("youth_25_29", (25, 30))])
def test_the_third_ambition_follows_the_older_and_counts_ordinary_work_only(name: str, ages: tuple[int, int]) -> None:
    measure = DEFINITIONS.measure(name)
    assert (measure.population.age_from_years, measure.population.below_age_years) == ages
    assert measure.met == ("PRIMARY_SCHOOL", "EDUCATION", "ORDINARY_EMPLOYMENT", "PREPARATORY")


@pytest.mark.parametrize("name", ["UNKNOWN", "EXEMPTED", "OFF_PLAN"])
def test_unknown_exempted_and_off_plan_count_as_met_in_no_measure(name: str) -> None:
    said = DEFINITIONS.measure("youth_18_24").model_dump(mode="json")
    with pytest.raises(ValidationError, match="cannot count as met"):
        Measure.model_validate({**said, "met": [name]})


def test_a_measure_beside_a_point_needs_a_label_to_be_chosen_by() -> None:
    said = DEFINITIONS.measure("youth_18_24").model_dump(mode="json")
    with pytest.raises(ValidationError, match="label"):
        Measure.model_validate({**said, "label": None})
