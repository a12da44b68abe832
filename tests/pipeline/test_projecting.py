"""Projections of a village: what is told of a cohort, what stands beside it, and what cannot be asked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.homes import TODAY
from tests.pipeline.village import village

from videre.cli.commands.project import told_profile
from videre.definitions.files import InvalidDefinition
from videre.domain.people import Origin, ParentsEducation, Sex
from videre.pipeline.backtest import backtest_all, cohorts_known_of
from videre.pipeline.behaviour import NoBehaviour, aligned
from videre.pipeline.explaining import explain
from videre.pipeline.fanning import FAN_YEARS
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.measuring import figures_of
from videre.pipeline.profile_intervals import project_flows
from videre.pipeline.projecting import (
    HORIZONS,
    NoSuchCohort,
    NoSuchCount,
    Projection,
    Setting,
    groups_of,
    project_cohort,
    set_up,
)
from videre.pipeline.projection_notes import list_counted_kinds, notes_of
from videre.pipeline.reference_counts import SHIPPED as SHIPPED_COUNTS
from videre.pipeline.setting import count, uncertainty_of
from videre.pipeline.told_cells import cells_in_words, list_cells
from videre.pipeline.what_if import ask_what_if
from videre.pipeline.widening import cohorts_to_test, estimate_widenings, share_seen
from videre.projection.chain import NotObserved, Rates, WrongRates, check_rates
from videre.projection.forward import project
from videre.projection.shrinking import project_all

NEEDED = (  # the shares that the issue names
    *("a_youth_education", "at_least_one", "vocationally_qualifying", "higher_education", "long_higher_education"),
    *("first_stx", "first_hf", "first_hhx", "first_htx", "first_eux", "first_eud", "first_stu"),
)


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    return gather(village(tmp_path_factory.mktemp("village") / "home"), TODAY)


@pytest.fixture(scope="module")
def setting(gathered: Gathered) -> Setting:
    return set_up(gathered)


@pytest.fixture(scope="module")
def told(setting: Setting) -> list[Projection]:
    return project_cohort(setting, 2015, HORIZONS, setting.counts_on(2015))


def by_count(told: list[Projection], horizon: str) -> Mapping[str, Projection]:
    return {each.count: each for each in told if each.horizon == horizon}


def test_every_share_is_told_at_every_horizon(told: list[Projection]) -> None:
    assert set(HORIZONS.values()) == {5, 6, 9, 10, 15, 25}
    for horizon in HORIZONS:
        assert set(by_count(told, horizon)) == set(NEEDED)


@pytest.mark.parametrize("dimension", ["sex", "origin", "school"])
def test_groups_are_the_cohort_and_their_shares_average_to_its_share(setting: Setting, dimension: str) -> None:
    (whole,) = project_cohort(setting, 2014, {"10 years": 10}, ("first_stx",))
    groups = project_cohort(setting, 2014, {"10 years": 10}, ("first_stx",), (dimension,))
    assert len(groups) > 1
    assert sum(each.n_persons for each in groups) == whole.n_persons
    mean = sum(each.value * each.n_persons for each in groups) / whole.n_persons
    assert mean == pytest.approx(whole.value, abs=1e-12)


@pytest.mark.parametrize("horizon", HORIZONS)
def test_kinds_completed_first_are_a_youth_education_together(told: list[Projection], horizon: str) -> None:
    shares = by_count(told, horizon)
    kinds = [each.value for name, each in shares.items() if name.startswith("first_")]
    assert sum(kinds) == pytest.approx(shares["a_youth_education"].value, abs=1e-12)


def test_kinds_that_have_been_seen_are_a_youth_education_together_but_for_what_lay_between_two_looks(
    setting: Setting,
) -> None:
    seen = {count: share_seen(setting, 2009, 6, count, 2009) for count in setting.counts_on(2009)}
    kinds = sum(share for count, share in seen.items() if count.startswith("first_"))
    assert seen["a_youth_education"] > 0.3
    assert seen["a_youth_education"] - 0.04 < kinds <= seen["a_youth_education"] + 1e-12


def test_the_share_without_stu_is_that_of_a_question_without_its_states(
    setting: Setting, told: list[Projection]
) -> None:
    states = setting.counted.space.states
    ((_, initial),), _ = groups_of(setting, 2015, ())
    place = setting.behaviour(2015).place
    for horizon, years in HORIZONS.items():
        share = by_count(told, horizon)["at_least_one"]
        asked = setting.ask(initial, "at_least_one", 2015, years)
        asked.counts[years, [number for number, state in enumerate(states) if state.level == "stu"]] = 0.0
        assert share.without["stu"] == pytest.approx(project(place.moves, place.rates, asked).value, abs=1e-12)
        assert share.without["stu"] <= share.value
    assert by_count(told, "25 years")["higher_education"].without == {}


def test_which_kinds_count_is_told_with_their_days(setting: Setting) -> None:
    kinds = {each.kind: each for each in list_counted_kinds(setting, "at_least_one", 2015)}
    assert (kinds["STU"].is_counted, kinds["STU"].since, kinds["STU"].until) == (True, "2007-08-01", None)
    assert (kinds["EPX"].is_counted, kinds["EPX"].since) == (False, "2030-08-01")
    assert not {each.kind: each for each in list_counted_kinds(setting, "at_least_one", 2006)}["STU"].is_counted
    assert "first_epx" not in setting.counts_on(2015)
    assert "first_epx" in setting.counts_on(2030)


def test_the_reference_stands_beside_and_is_named_with_its_file(setting: Setting, told: list[Projection]) -> None:
    behaviour = setting.behaviour(2015)
    ((_, initial),), _ = groups_of(setting, 2015, ())
    share = by_count(told, "10 years")["a_youth_education"]
    assert (share.reference, share.reference_da) == ("Made-up country", "Opdigtet land")
    assert share.reference_file == "made_up_country.parquet"
    assert behaviour.reference_rates is not None
    asked = setting.ask(initial, "a_youth_education", 2015, 10)
    by_reference = project(behaviour.place.moves, behaviour.reference_rates, asked).value
    assert share.reference_value == pytest.approx(by_reference, abs=1e-12)
    apart = abs(share.value - by_reference) > 1.959964 * share.se_estimation
    assert share.differs_from_reference == apart


def test_without_a_reference_the_municipality_is_its_own_and_is_compared_with_nothing(setting: Setting) -> None:
    alone = replace(setting, reference=None, reference_file=None)
    (share,) = project_cohort(alone, 2015, {"6 years": 6}, ("at_least_one",))
    assert (share.reference, share.reference_da) == ("The municipality's own ten years", "Kommunens egne ti år")
    assert (share.reference_value, share.differs_from_reference, share.reference_file) == (None, False, "")


def test_the_figure_of_completion_bears_what_it_leans_on_and_its_explanation_says_it(gathered: Gathered) -> None:
    figures = figures_of(gathered, "completion", None, ())
    figure = next(each for each in figures if each.breakdown == {"horizon": "25 years", "definition": "at_least_one"})
    assert figure.about["reference_file"] == "made_up_country.parquet"
    assert figure.as_dict()["about"] == figure.about
    explanation = explain(gathered.home, figure.figure_id)
    assert explanation.differences == {}
    said = " ".join(note.en for note in explanation.notes)
    assert "leaning on: Made-up country (made_up_country.parquet)" in said
    assert "Without stu: " in said
    assert "late reports" in said
    assert notes_of(0.5, {}) == []


def test_drift_is_widened_as_hindsight_asks_and_the_projection_says_so(setting: Setting) -> None:
    counts = ("a_youth_education", "higher_education")
    found = estimate_widenings(setting, counts)
    asked_again = estimate_widenings(setting, counts)
    assert found is asked_again  # once a run
    behaviour, ((_, initial),) = setting.behaviour(2015), groups_of(setting, 2015, ())[0]
    for each in project_cohort(setting, 2015, {"10 years": 10}, counts):
        widening = found[each.count]
        assert (each.drift_widened, each.n_cohorts_tested) == (widening.factor, widening.n_cohorts)
        assert each.is_covered == widening.is_enough
        (share,) = project_all(behaviour.place, [setting.ask(initial, each.count, 2015, 10)])
        plain = uncertainty_of(behaviour, setting.counted, share, initial).drift ** 0.5
        assert each.se_drift == pytest.approx(widening.factor * plain, rel=1e-12)


def test_hindsight_asks_only_of_cohorts_that_leaned_on_what_todays_leans_on(setting: Setting) -> None:
    assert setting.reference is not None
    assert cohorts_to_test(setting) == list(range(setting.reference.years[0], 2013))
    alone = replace(setting, reference=None)
    assert cohorts_to_test(alone)[0] == alone.counted.years[1]


def test_the_backtest_says_what_would_be_covered_with_todays_widening(gathered: Gathered) -> None:
    (found,) = backtest_all(gathered, ("vocationally_qualifying",), 1)
    assert found.widening is not None
    for row in found.summary():
        assert row["drift_widened"] == found.widening.factor
        assert row["coverage_95_widened"] >= row["coverage_95"]  # type: ignore[operator]


def test_the_backtest_reaches_back_before_the_years_of_which_behaviour_is_counted(
    gathered: Gathered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("videre.pipeline.behaviour.YEARS_OF_EVIDENCE", 5)
    now = set_up(gathered, 1)
    (found,) = backtest_all(gathered, ("a_youth_education",), 1, now=now)
    tested = {each.cohort for each in found.forecasts}
    assert min(tested) < min(now.counted.years)
    assert max(tested) == max(now.counted.years) - 3
    known_of = cohorts_known_of(gathered, now, timedelta(days=150))
    assert tested <= set(known_of)
    assert min(known_of) == 2005  # on 28 February 2006 the registers had begun, a year before they had not


def test_the_backtest_of_all_counts_is_that_of_each(gathered: Gathered) -> None:
    both = backtest_all(gathered, ("a_youth_education", "first_stx"), 1)
    told: list[tuple[int, int]] = []
    (alone,) = backtest_all(gathered, ("first_stx",), 1, lambda done, of: told.append((done, of)))
    n_cohorts = told[0][1]
    assert told == [(done, n_cohorts) for done in range(n_cohorts + 1)]
    assert both[1].rows() == alone.rows()
    assert both[0].count == "a_youth_education"
    for row in both[1].rows():
        assert 0 <= row["happened"] <= 1  # type: ignore[operator]


def test_what_cannot_be_asked_says_what_can_be(setting: Setting) -> None:
    with pytest.raises(NoSuchCount, match="It counts: a_youth_education"):
        project_cohort(setting, 2015, {"6 years": 6}, ("latin",))
    with pytest.raises(NoBehaviour, match="no behaviour of 1950"):
        project_cohort(setting, 1950, {"6 years": 6}, ("at_least_one",))
    with pytest.raises(NoSuchCohort, match="0 to 25 years"):
        project_cohort(setting, 2015, {"26 years": 26}, ("at_least_one",))


def test_a_year_without_data_is_an_error_that_names_the_years_there_are(setting: Setting, gathered: Gathered) -> None:
    with pytest.raises(NoBehaviour, match=r"no behaviour of 1990: moves are known for 20\d\d to 2015"):
        setting.behaviour(1990)
    before = gather(gathered.home, date(2007, 3, 1))
    empty = before.history._replace(persons=before.history.persons[:0])
    with pytest.raises(NoBehaviour, match="Import enrolments and residence"):
        set_up(before._replace(history=empty))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            "scale: {what: leaves, activity: stx, factor: 0.5, group: {sex: unknown, origin: descendant}}",
            "nobody here is",
        ),
        ("behave_as: {group: {origin: danish}, other: {origin: unknown}}", "nobody here is"),
        ("close: latin", "there is no activity 'latin'"),
    ],
)
def test_a_scenario_about_a_cell_that_nobody_is_in_is_an_error(
    setting: Setting, tmp_path: Path, change: str, sentence: str
) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text(f"title: {{da: x, en: x}}\nchanges:\n- {change}\n")
    with pytest.raises(InvalidDefinition, match=sentence):
        ask_what_if(setting, file, 2015, ("at_least_one",), {"10 years": 10})


def test_a_state_that_nobody_has_shown_the_way_from_stops_the_projection_and_says_where(setting: Setting) -> None:
    behaviour = setting.behaviour(2015)
    ((_, initial),), _ = groups_of(setting, 2015, ())
    asked = setting.ask(initial, "at_least_one", 2015, 6)
    rates, origin = behaviour.place.rates, behaviour.place.moves.origin
    state = int(np.flatnonzero(initial.sum(axis=0))[0])
    emptied = Rates(np.where(origin == state, 0.0, rates.share), rates.is_known & (np.arange(len(initial[0])) != state))
    check_rates(behaviour.place.moves, emptied)
    with pytest.raises(NotObserved, match=f"the first is state {state} of cell"):
        project(behaviour.place.moves, emptied, asked)


def test_each_leaver_is_in_the_cell_that_is_made_of_people_like_them(setting: Setting) -> None:
    counted, persons = setting.counted, setting.gathered.history.persons
    for leaver, person in enumerate(counted.leavers.members.person.tolist()):
        sex, origin, parents = (int(persons[person][name]) for name in ("sex", "origin", "parents_education"))
        own = {
            "sex": Sex(sex).name,
            "origin": Origin(origin).name.lower(),
            "parents_education": ParentsEducation(parents).name.lower(),
        }
        assert own in counted.cells.parts[counted.cell[leaver]]
    assert setting.reference is not None
    fewest = counted.space.file.cells.fewest_person_years
    assert all(each.n_person_years >= fewest for each in list_cells(setting))
    assert any("parents_education" in label for label in counted.labels)


def test_the_reference_stands_in_the_cells_as_its_own_rows_say(setting: Setting) -> None:
    counted, reference = setting.counted, setting.reference
    assert reference is not None
    rows = pl.read_parquet(SHIPPED_COUNTS).filter(pl.col("year") == 2014, pl.col("clock") == 3)
    expected: Counter[tuple[int, str, str]] = Counter()
    for row in rows.with_columns(pl.col("before", "after").cast(pl.String)).iter_rows(named=True):
        label = {name: row[name] for name in ("sex", "origin", "parents_education")}
        inside = [cell for cell, parts in enumerate(counted.cells.parts) if label in parts]
        for cell in inside:
            expected[cell, row["before"], row["after"]] += row["n"]
    found = aligned(reference, 2014, counted)[3]
    keys = [state.key for state in counted.space.states]
    for cell, move in np.argwhere(found > 0).tolist():
        pair = keys[counted.moves.origin[move]], keys[counted.moves.target[move]]
        assert expected.pop((cell, *pair)) == found[cell, move]
    assert not expected


def test_cells_say_what_was_merged_and_where_nobody_was_observed(setting: Setting, gathered: Gathered) -> None:
    alone = replace(setting, reference=None, counted=count(gathered, setting.counted.space, None), reference_file=None)
    told = list_cells(alone)
    looks = alone.counted.counts
    everybody = float(looks.moves.sum() + looks.pending.sum() + looks.not_in_file.sum())
    assert sum(each.n_person_years for each in told) == everybody
    fewest = alone.counted.space.file.cells.fewest_person_years
    assert all(each.n_person_years >= min(fewest, everybody) for each in told)
    said = " ".join(cells_in_words(alone))
    assert f"told apart in {len(told)} cells by sex, origin, parents_education" in said
    assert "Merged, since parts have fewer than 4,000 person-years" in said
    (share,) = project_cohort(alone, 2015, {"6 years": 6}, ("at_least_one",))
    assert 0 < share.value < 1


def test_cells_without_parents_where_the_reference_has_none(setting: Setting, gathered: Gathered) -> None:
    assert setting.reference is not None
    labels = tuple({name: label[name] for name in ("sex", "origin")} for label in setting.reference.labels)
    without = replace(setting.reference, labels=labels, passed_over=(("region", 900),))
    counted = count(gathered, setting.counted.space, without)
    assert set(counted.cells.fine[0]) == {"sex", "origin"}
    said = " ".join(cells_in_words(replace(setting, reference=without, counted=counted)))
    assert "Not by parents_education: what is leaned on does not tell it" in said
    assert "The region's counts (900 person-years a year) do not bear it: the country's are taken" in said


def test_the_first_years_of_a_file_are_of_nobody_elses_cells(setting: Setting) -> None:
    counted = setting.counted
    empty = counted.cells._replace(n_observed=np.zeros(len(counted.cells.fine)))
    said = " ".join(cells_in_words(replace(setting, counted=replace(counted, cells=empty))))
    assert "Nobody was observed among sex " in said


def test_a_scenario_about_part_of_a_merged_cell_says_that_it_is_counted_together(
    setting: Setting, tmp_path: Path
) -> None:
    merged = next(each for each in list_cells(setting) if len(each.parts) > 1)
    group = ", ".join(f"{name}: {value}" for name, value in merged.parts[0].items())
    file = tmp_path / "scenario.yaml"
    change = f"scale: {{what: leaves, activity: stx, factor: 0.5, group: {{{group}}}}}"
    file.write_text(f"title: {{da: x, en: x}}\nchanges:\n- {change}\n")
    with pytest.raises(InvalidDefinition, match="is counted together with others"):
        ask_what_if(setting, file, 2015, ("at_least_one",), {"10 years": 10})
    file.write_text("title: {da: x, en: x}\nchanges:\n- behave_as: {group: {sex: M}, other: {sex: K}}\n")
    (answer,) = ask_what_if(setting, file, 2015, ("at_least_one",), {"10 years": 10})
    assert answer.difference > 0


def test_flows_of_the_profile_have_intervals_that_agree_with_those_of_the_share(setting: Setting) -> None:
    profile, flows = project_flows(setting, 2015, 10, n_draws=120)
    named = {(flow.came_from, flow.goes_to): flow for flow in flows}
    assert {pair: flow.share for pair, flow in named.items()} == profile.flows()
    for flow in flows:
        assert 0 <= flow.expected_low <= flow.expected_high <= 1
        assert flow.realised_high - flow.realised_low >= 0
    nothing = named["any", "completed_none"]
    (share,) = project_cohort(setting, 2015, {"10 years": 10}, ("a_youth_education",))
    assert 1 - nothing.share == pytest.approx(share.value, abs=1e-9)
    # Ends of 120 draws are a quarter of a standard deviation unsure, so widths are compared, and roughly.
    drawn, told = nothing.expected_high - nothing.expected_low, share.expected_high - share.expected_low
    assert drawn == pytest.approx(told, rel=0.35)
    assert nothing.realised_high - nothing.realised_low > drawn
    assert project_flows(setting, 2015, 10, n_draws=3)[1] == project_flows(setting, 2015, 10, n_draws=3)[1]


def test_the_command_tells_the_profile_and_the_fan(setting: Setting) -> None:
    flows, fan = told_profile(setting, 2015, {"6 years": 6}, ("at_least_one", "first_stx"))
    assert (flows.kind, fan.kind) == ("flow", "fan")
    assert {"came_from", "goes_to", "share", "expected", "realised", "n_persons"} <= set(flows.rows[0])
    assert {row["count"] for row in fan.rows} == {"at_least_one"}  # the fan is of those who stand somewhere
    assert [row["years"] for row in fan.rows] == list(FAN_YEARS)
    assert all(column in row for answer in (flows, fan) for row in answer.rows for column in answer.columns)


def test_a_cohort_of_nobody_is_an_error(setting: Setting) -> None:
    place = setting.behaviour(2015).place
    nobody = np.zeros((len(setting.counted.labels), len(setting.counted.space.states)))
    with pytest.raises(WrongRates, match="has nobody in it"):
        project(place.moves, place.rates, setting.ask(nobody, "at_least_one", 2015, 6))
