"""Outside education and work, by each official definition."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import (
    ALBERTSLUND,
    LAST_DAY,
    World,
    activity,
    day,
    enrolment,
    in_order,
    open_enrolment,
    person,
    residence,
    work,
    worlds,
)
from tests.measures.asking import MONTHS_KNOWN, asked, dimensions_of, rows
from tests.oracles import outside as oracle
from tests.oracles import tally
from tests.oracles.dated import date_of

from videre.definitions.catalogue import Definitions
from videre.definitions.outside import OutsideDefinition
from videre.domain.days import first_day, last_day, month_from_iso
from videre.domain.education import ActivityKind, EducationKind
from videre.domain.facts import Fact
from videre.domain.outside import Attachment
from videre.measures.arrays import history_of
from videre.measures.outside import OfficialDefinition, measure_outside

DEFINITIONS = Definitions()
KINDS = DEFINITIONS.programme_kinds()
SHIPPED = {each.name: each for each in DEFINITIONS.list_outside()}


def official(each: OutsideDefinition) -> OfficialDefinition:
    rules = each.rules(KINDS, date(2016, 1, 1))
    return OfficialDefinition(
        rules, each.age_from_years, each.below_age_years, frozenset(each.months), each.day == "first"
    )


ALL = {name: official(each) for name, each in SHIPPED.items()}


@given(worlds(), MONTHS_KNOWN, dimensions_of("sex", "origin"), st.sampled_from(sorted(ALL)))
def test_the_figures_are_those_of_the_oracle(
    world: World, months: tuple[int, int, int], dimensions: tuple[str, ...], name: str
) -> None:
    first_month, n_months, known_at = months
    definition = ALL[name]
    expected = []
    for month in range(first_month, first_month + n_months):
        on = first_day(month) if definition.on_first_day else last_day(month)
        if on > known_at or month % 12 + 1 not in definition.months:
            continue
        counted = [
            (someone, 0)
            for someone in tally.people(world)
            if definition.age_from <= tally.age_on(someone.born, date_of(on)) < definition.age_to
            and tally.home_on(someone.facts, date_of(on)) == ALBERTSLUND
        ]
        for label, those in tally.grouped(counted, dimensions):
            found = [oracle.attachment_on(date_of(on), someone.facts, definition.rules) for someone in those]
            numbers = found.count(Attachment.OUTSIDE), len(those), found.count(Attachment.LAPSED)
            expected.append(tally.row(f"{date_of(on):%Y-%m}", label | {"definition": name}, *numbers))
    figures = measure_outside(history_of(world, known_at), {name: definition}, asked(first_month, n_months, dimensions))
    assert rows(figures) == sorted(expected, key=lambda each: (each[0], sorted(each[1]), each[2:]))
    assert {figure.provenance.test for figure in figures} <= {name}


def counted_outside(*facts: Fact, on: str, born: str = "1995-03-14") -> dict[str, float]:
    """Return by definition whether one person is outside in a month."""
    history = history_of([(person(born), in_order([residence(), *facts]))], LAST_DAY)
    figures = measure_outside(history, ALL, asked(month_from_iso(on), 1, ()))
    return {figure.breakdown["definition"]: figure.value for figure in figures}


def test_each_definition_has_its_own_months() -> None:
    assert set(counted_outside(on="2015-10")) == {"stil_unattached", "benchmark_unit", "outreach_guidance"}
    assert set(counted_outside(on="2015-11")) == {"dst_neet", "benchmark_unit", "outreach_guidance"}
    assert set(counted_outside(on="2015-12")) == {"benchmark_unit", "outreach_guidance"}


def test_the_ministry_counts_on_the_first_of_october_and_not_on_the_last() -> None:
    left_that_month = enrolment(EducationKind.HF, "2014-08-10", "2015-10-02")
    counted = counted_outside(left_that_month._replace(value=3), on="2015-10")
    assert counted["stil_unattached"] == 0
    assert counted["benchmark_unit"] == 1


def test_whoever_has_a_youth_education_is_outside_for_statistics_denmark_alone() -> None:
    assert counted_outside(enrolment(EducationKind.STX, "2011-08-10", "2014-06-27"), on="2015-11") == {
        "dst_neet": 1,
        "benchmark_unit": 0,
        "outreach_guidance": 0,
    }


def test_79_hours_a_month_are_work_for_18_hours_a_week_and_too_few_for_outreach() -> None:
    counted = counted_outside(work("2015-01-01", "2016-01-01", 79), on="2015-10")
    assert counted == {"stil_unattached": 0, "benchmark_unit": 0, "outreach_guidance": 1}
    an_hour = counted_outside(work("2015-01-01", "2016-01-01", 1), on="2015-11")
    assert an_hour == {"dst_neet": 0, "benchmark_unit": 1, "outreach_guidance": 1}


def test_an_activity_by_plan_helps_for_outreach_alone() -> None:
    plan = activity(ActivityKind.COMPANY_PLACEMENT, "2015-01-01", "2016-01-01")
    assert counted_outside(plan, on="2015-10") == {"stil_unattached": 1, "benchmark_unit": 1, "outreach_guidance": 0}


def test_a_15_year_old_is_no_neet() -> None:
    assert "dst_neet" not in counted_outside(on="2015-11", born="2000-01-05")
    assert "benchmark_unit" in counted_outside(on="2015-11", born="2000-01-05")


def test_an_education_that_nobody_has_confirmed_is_unknown_and_widens_the_bounds() -> None:
    lapsed = open_enrolment(EducationKind.HF, "2013-08-10", review="2015-01-01")
    history = history_of([(person("1996-03-14"), [residence(), lapsed])], LAST_DAY)
    (figure,) = measure_outside(history, {"dst_neet": ALL["dst_neet"]}, asked(month_from_iso("2015-11"), 1, ()))
    assert (figure.value, figure.unknown, figure.bounds_low, figure.bounds_high) == (0, 1, 0, 1)
    assert day("2015-11-30") > lapsed.review


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_each_definition_tells_who_uses_it_where_ours_differs_and_its_source(name: str) -> None:
    definition = SHIPPED[name]
    for text in (definition.used_by, definition.differs, definition.title):
        assert text.da
        assert text.en
    assert definition.source.startswith("https://")
