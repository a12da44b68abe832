"""The way so far of a village's cohorts: counted, and with those out of sight taken for censored."""

import pytest
from tests.homes import TODAY
from tests.pipeline.village import village

from videre.domain.figures import Figure, IntervalKind
from videre.domain.periods import Period
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.measuring import figures_of

STEPS = ("still_there", "completed", "changed", "broke_off", "paused")


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    return gather(village(tmp_path_factory.mktemp("village") / "home"), TODAY)


def asked(gathered: Gathered, year: int, *dimensions: str) -> list[Figure]:
    return figures_of(gathered, "pathways", Period(year * 12, 12), ("youth_education", *dimensions))


def test_both_ways_stand_side_by_side_and_say_which_they_are(gathered: Gathered) -> None:
    figures = asked(gathered, 2008, "estimator", "sex")
    by_way = {name: [f for f in figures if f.breakdown["estimator"] == name] for name in ("counted", "aalen_johansen")}
    assert len(by_way["counted"]) + len(by_way["aalen_johansen"]) == len(figures)
    for name, those in by_way.items():
        assert those
        assert {figure.about["estimator"] for figure in those} == {name}
    assert {f.interval_kind for f in by_way["counted"]} == {IntervalKind.NONE}
    for figure in by_way["aalen_johansen"]:
        assert figure.interval_kind == IntervalKind.SAMPLING
        assert figure.bounds_low - 1e-12 <= figure.value <= figure.bounds_high + 1e-12
        assert figure.interval_low is not None
        assert figure.interval_high is not None
        assert figure.interval_low <= figure.value + 1e-9
        assert figure.value <= figure.interval_high + 1e-9
    assert {figure.about["estimator"] for figure in asked(gathered, 2008)} == {"counted"}


def test_steps_with_censoring_add_up_to_those_who_started(gathered: Gathered) -> None:
    for year in (2007, 2009, 2012):
        found = {
            (f.breakdown["months"], f.breakdown["step"]): f
            for f in asked(gathered, year, "estimator")
            if f.breakdown["estimator"] == "aalen_johansen"
        }
        for month in {month for month, _ in found}:
            started = found[month, "started"]
            assert sum(found[month, step].value for step in STEPS) == pytest.approx(started.value, abs=1e-12)
            assert sum(found[month, step].numerator for step in STEPS) == started.numerator


def test_where_nobody_is_out_of_sight_both_ways_say_the_same(gathered: Gathered) -> None:
    n_same = 0
    for year in range(2006, 2015):
        figures = asked(gathered, year, "estimator")
        counted = {
            (f.breakdown["months"], f.breakdown["step"]): f.value
            for f in figures
            if f.breakdown["estimator"] == "counted"
        }
        ever_unseen = {f.breakdown["months"] for f in figures if f.unknown}
        first_unseen = min((int(month) for month in ever_unseen), default=1000)
        for figure in figures:
            month = figure.breakdown["months"]
            if figure.breakdown["estimator"] == "aalen_johansen" and int(month) < first_unseen:
                n_same += 1
                assert figure.value == pytest.approx(counted[month, figure.breakdown["step"]], abs=1e-12)
    assert n_same > 50
