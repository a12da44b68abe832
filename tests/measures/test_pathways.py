"""Measurement point 5 over a whole cohort."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, FIRST_DAY, LAST_DAY, World, cohorts, day, days, enrolment, residence
from tests.measures.asking import asked, dimensions_of, in_order, rows
from tests.oracles import tally as oracle
from tests.oracles.dated import date_of
from tests.people import ASTA, BO, EVERYBODY

from videre.definitions.catalogue import Definitions
from videre.domain.education import EducationKind
from videre.measures.arrays import history_of
from videre.measures.pathways import measure_pathways

DEFINITIONS = Definitions()
LEVELS = st.sampled_from(["kind", "sector", "youth_education"])
KNOWN_AT = days(FIRST_DAY + 300) | st.just(LAST_DAY)
MONTHS = (0, 2, 5, 15, 24)


@given(
    cohorts(),
    LEVELS,
    st.integers(2013, 2015),
    st.integers(1, 2),
    KNOWN_AT,
    dimensions_of("sex", "origin", "school"),
)
def test_the_figures_are_those_of_the_oracle(
    world: World, level: str, year: int, n_years: int, known_at: int, dimensions: tuple[str, ...]
) -> None:
    rules, names = DEFINITIONS.pathway_rules(level), DEFINITIONS.pathway_groups(level).names()
    question = asked(year, n_years, (level, *dimensions))
    expected = oracle.pathway_rows(
        oracle.people(world),
        rules,
        names,
        MONTHS,
        date_of(known_at),
        ALBERTSLUND,
        range(year, year + n_years),
        dimensions,
        level,
    )
    figures = measure_pathways(history_of(world, known_at), rules, names, MONTHS, question, level)
    assert rows(figures) == in_order(expected)


@given(cohorts(), LEVELS, dimensions_of("sex", "school"))
def test_started_is_still_there_completed_changed_broke_off_and_paused(
    world: World, level: str, dimensions: tuple[str, ...]
) -> None:
    rules, names = DEFINITIONS.pathway_rules(level), DEFINITIONS.pathway_groups(level).names()
    steps: dict[object, dict[str, float]] = defaultdict(dict)
    for figure in measure_pathways(history_of(world, LAST_DAY), rules, names, MONTHS, asked(2013, 3, dimensions)):
        rest = {name: value for name, value in figure.breakdown.items() if name != "step"}
        steps[figure.period, frozenset(rest.items())][figure.breakdown["step"]] = figure.numerator
    for by_step in steps.values():
        parts = ("still_there", "completed", "changed", "broke_off", "paused")
        assert by_step["started"] == sum(by_step[part] for part in parts)
        assert by_step["started"] == by_step["started_first"] + by_step["started_later"]
        assert set(by_step) == {"chosen", "chosen_later", "started", "started_first", "started_later", *parts}


def test_the_cast_chose_and_started_as_told() -> None:
    rules, names = DEFINITIONS.pathway_rules("kind"), DEFINITIONS.pathway_groups("kind").names()
    world = [(one.person, list(one.facts)) for one in EVERYBODY]
    figures = measure_pathways(history_of(world, LAST_DAY), rules, names, (12,), asked(2015, 1, ()))
    found = {(f.breakdown["kind"], f.breakdown["step"]): (f.numerator, f.denominator) for f in figures}
    assert found["stx", "chosen"] == found["stx", "started"] == found["stx", "still_there"] == (1, 5)
    assert found["eud_gf1", "chosen"] == found["eud_gf1", "started"] == (1, 5)
    assert sum(numerator for (_, step), (numerator, _) in found.items() if step == "started") == 2
    assert names[rules.group_of_kind[EducationKind.STX]] == "stx"


def test_a_month_that_part_of_the_cohort_has_not_reached_has_no_figure_in_any_breakdown() -> None:
    late = enrolment(EducationKind.NINTH_GRADE, "2014-08-10", "2015-08-01")
    world = [(ASTA.person, list(ASTA.facts)), (BO.person, [residence(), late])]
    rules, names = DEFINITIONS.pathway_rules("sector"), DEFINITIONS.pathway_groups("sector").names()
    for known_at, reached in (("2015-08-31", {"0"}), ("2015-09-01", {"0", "1"})):
        for dimensions in ((), ("sex",)):
            history = history_of(world, day(known_at))
            figures = measure_pathways(history, rules, names, (0, 1), asked(2015, 1, dimensions))
            assert {figure.breakdown["months"] for figure in figures} == reached
