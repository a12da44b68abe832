"""The whole municipality through the front door: import, and the measurement points against what is true."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from videre.domain.days import day_of_date, month_number
from videre.domain.figures import Figure
from videre.domain.periods import Period
from videre.home.home import Home, make_home
from videre.home.settings import Settings
from videre.pipeline.checking import check_home
from videre.pipeline.explaining import explain
from videre.pipeline.importing import ImportResult, import_delivery
from videre.pipeline.measuring import measure
from videre.synth.municipality import Municipality

KNOWN_AT = date(2016, 2, 1)


def import_all(home: Home, folder: Path) -> Iterator[tuple[str, ImportResult]]:
    for row in yaml.safe_load((folder / "deliveries.yaml").read_text("utf-8")):
        reported = date.fromisoformat(row["reported"])
        yield (
            row["file"],
            import_delivery(home, row["register"], folder / row["file"], mapping=row["mapping"], reported=reported),
        )


def new_home(root: Path) -> Home:
    return make_home(root, Settings(municipality=165, municipality_name="Albertslund", today=KNOWN_AT, is_demo=True))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return new_home(tmp_path_factory.mktemp("home") / "home")


@pytest.fixture(scope="module")
def results(home: Home, municipality_folder: Path) -> dict[str, ImportResult]:
    return dict(import_all(home, municipality_folder))


def test_every_good_row_is_taken_and_every_dirty_one_is_set_aside_for_what_is_wrong_with_it(
    results: dict[str, ImportResult], truth: dict[str, Any]
) -> None:
    n_dirty = 0
    for file, result in results.items():
        dirty = {(row["row"], row["rule"]) for row in truth["dirty_rows"] if row["file"] == file}
        found = set(result.problems.select("row", "rule").iter_rows())
        assert dirty <= found, file
        assert {row for row, _ in found} == {row for row, _ in dirty}, file
        assert (result.set_aside, result.ignored, result.withdrawn) == (len(dirty), 0, 0), file
        assert result.accepted == result.rows_in - len(dirty), file
        n_dirty += len(dirty)
    assert n_dirty > 1_000


def test_a_villages_registers_are_clean(village_folder: Path, tmp_path: Path) -> None:
    for file, result in import_all(new_home(tmp_path / "home"), village_folder):
        assert result.problems.is_empty(), file
        assert result.accepted == result.rows_in > 0, file


def test_the_same_files_again_change_nothing(
    home: Home, results: dict[str, ImportResult], municipality_folder: Path
) -> None:
    assert results
    for file, result in import_all(home, municipality_folder):
        assert (result.sequence, result.accepted) == (None, 0), file


def figures(home: Home, name: str, first: tuple[int, int], n_months: int, by: tuple[str, ...] = ()) -> list[Figure]:
    return measure(home, [name], Period(month_number(*first), n_months), by, KNOWN_AT)


def test_benefits_are_measured_as_they_are(home: Home, results: dict[str, ImportResult], truth: dict[str, Any]) -> None:
    # Every beginning and end up to the end of 2014 is known by February 2016, so nothing may differ.
    assert results
    true = {row["month"]: row["persons"] for row in truth["on_benefits"]}
    measured = {figure.period: figure.value for figure in figures(home, "benefits", (2006, 1), 108)}
    assert measured == {month: true[month] for month in measured}
    assert measured["2013-12"] == 426


def test_those_without_the_exam_are_measured_about_as_they_are(home: Home, results: dict[str, ImportResult]) -> None:
    # Not to the person: the measure follows homes, and the truth the municipality's own pupils.
    assert results
    for figure in figures(home, "exam", (2008, 1), 96):
        print(f"leave school lacking tests, {figure.period}: {figure.value:.1%}")
        assert 0.04 < figure.value < 0.12


def test_15_to_17_year_olds_are_mostly_met_and_a_few_unknown(home: Home, results: dict[str, ImportResult]) -> None:
    assert results
    months = figures(home, "youth_15_17", (2013, 1), 36)
    met = sum(figure.value for figure in months) / len(months)
    unknown = sum(figure.unknown / figure.denominator for figure in months) / len(months)
    print(f"15-17-year-olds 2013-2015: {met:.1%} met (wanted 94 to 96), {unknown:.1%} unknown (wanted 2 to 3)")
    assert 0.94 < met < 0.965
    assert 0.02 < unknown < 0.035
    (december,) = figures(home, "youth_15_17", (2013, 12), 1)
    assert december.denominator == pytest.approx(1140, abs=12)


def test_completion_before_25_is_estimated_near_the_truth(
    home: Home, results: dict[str, ImportResult], truth: dict[str, Any]
) -> None:
    assert results
    expected = {
        (str(row["cohort"]), row["definition"]): row["of_these_pupils"]
        for row in truth["expected"]
        if not row["group"] and row["horizon"] == "before 25"
    }
    for figure in figures(home, "completion", (2011, 1), 60):
        if figure.breakdown["horizon"] == "before 25":
            true = expected[figure.period, figure.breakdown["definition"]]
            what = f"before 25, cohort {figure.period}, {figure.breakdown['definition']}"
            print(f"{what}: {figure.value:.3f}, true {true:.3f}")
            assert figure.value == pytest.approx(true, abs=0.06)


def test_checking_finds_the_ends_that_were_never_told_and_cries_no_wolf(
    home: Home, results: dict[str, ImportResult], municipality: Municipality, municipality_folder: Path
) -> None:
    assert results
    checked = check_home(home, KNOWN_AT)
    print(f"{len(checked.problems):,} problems in {checked.n_rows:,} rows")
    assert len(checked.problems) < 0.004 * checked.n_rows
    assert checked.problems["row"].null_count() == 0  # each can be found by its sender
    clean = {
        "CPR",
        "Jobcentret",
        "Prøvesystemet",
        "Skolesystemet",
        "eIndkomst",
    }  # systems of which little goes wrong here
    few = checked.problems.filter(pl.col("sender").is_in(clean))
    assert len(few) < 20
    without_end = checked.problems.filter(pl.col("rule") == "education_without_end")
    assert without_end["file"].unique().to_list() == ["elevregister.csv"]
    truth = municipality.courses.with_columns(
        cpr_nummer=pl.Series(municipality.people.cpr)[municipality.courses["person"].to_numpy()].cast(pl.String),
        tilgangsdato=pl.col("start").cast(pl.Int32).cast(pl.Date).dt.strftime("%Y-%m-%d"),
        has_ended=pl.col("stop") < day_of_date(KNOWN_AT),
    )
    lines = pl.read_csv(municipality_folder / "elevregister.csv", separator=";", infer_schema=False)
    shown = lines[(without_end["row"] - 2).to_list()]  # numbered from 1, under the line of names
    key = {"institutionsnummer": "institution", "uddannelseskode": "programme"}
    both = shown.rename(key).join(truth, on=["cpr_nummer", "institution", "programme", "tilgangsdato"])
    ended = both["has_ended"].mean()
    print(f"{len(shown)} enrolments without an end, of which {ended:.1%} have ended")
    assert len(both) == len(shown) > 500
    assert ended == pytest.approx(1, abs=0.05)


STATUSU6_2024 = {"completed": 1151, "in_progress": 250, "broken_off": 209, "none_registered": 226}  # 18-25, Albertslund


def test_cohorts_of_18_to_25_stand_as_they_do_in_truth_and_about_as_statistics_denmark_publishes(
    home: Home, results: dict[str, ImportResult], truth: dict[str, Any]
) -> None:
    assert results
    steps: Counter[str] = Counter()
    for year in range(2006, 2014):  # they left 9th grade at about 16, and are looked at late in September 2015
        period, months = Period(month_number(year, 1), 12), ((2015 - year) * 12 + 3,)
        of_cohort = measure(home, ["pathways"], period, ("youth_education",), KNOWN_AT, months)
        steps.update({figure.breakdown["step"]: int(figure.numerator) for figure in of_cohort})
        steps["everybody"] += int(of_cohort[0].denominator)
    measured = {
        "completed": steps["completed"],
        "in_progress": steps["still_there"],
        "broken_off": steps["broke_off"] + steps["paused"] + steps["changed"],
        "none_registered": steps["everybody"] - steps["started"],
    }
    (true,) = (row for row in truth["status_18_25"] if row["year"] == 2015)
    for state, n_persons in measured.items():
        reached, is_true = n_persons / steps["everybody"], true[state] / true["n"]
        published = STATUSU6_2024[state] / sum(STATUSU6_2024.values())
        print(f"18-25, {state}: measured {reached:.1%}, true {is_true:.1%}, published {published:.1%}")
        assert reached == pytest.approx(is_true, abs=0.03)
        assert reached == pytest.approx(published, abs=0.05)


def test_a_cohorts_flow_loses_nobody_and_schools_add_up_to_all_schools(
    home: Home, results: dict[str, ImportResult]
) -> None:
    assert results
    flows: Counter[str] = Counter()
    for figure in figures(home, "flows", (2010, 1), 12):
        flows[figure.breakdown["months"]] += int(figure.numerator)
        flows["everybody"] = int(figure.denominator)
    assert set(flows.values()) == {flows["everybody"]}
    assert set(flows) == {"everybody", "3", "15", "27", "39", "51"}
    sent: Counter[str] = Counter()
    for figure in figures(home, "given_back", (2012, 1), 12, ("school",)):
        if figure.breakdown["months_after"] == "15":
            where = "any" if figure.breakdown["school"] == "any" else "schools"
            sent[f"{where} {figure.breakdown['doing']}"] += int(figure.numerator)
    for doing in ("education", "work", "preparatory", "outside", "unknown", "completed", "in_or_through"):
        assert sent[f"any {doing}"] == sent[f"schools {doing}"]


def test_the_third_ambition_leaves_some_behind_and_says_how_many_are_unknown(
    home: Home, results: dict[str, ImportResult]
) -> None:
    assert results
    for name, low, high in (("youth_18_24", 0.70, 0.80), ("youth_25_29", 0.64, 0.74)):
        months = figures(home, name, (2013, 1), 36)
        met = sum(figure.value for figure in months) / len(months)
        unknown = sum(figure.unknown / figure.denominator for figure in months) / len(months)
        print(f"{name} 2013-2015: {met:.1%} met, {unknown:.1%} unknown")
        assert low < met < high
        assert 0.10 < unknown < 0.22


def test_a_figure_of_any_month_can_be_explained(home: Home, results: dict[str, ImportResult]) -> None:
    assert results
    period = Period(month_number(2012, 1), 12)
    figure = measure(home, ["pathways"], period, ("sector",), KNOWN_AT, (7,))[0]
    assert figure.breakdown["months"] == "7"
    explanation = explain(home, figure.figure_id)
    assert explanation.differences == {}
    assert explanation.figure["numerator"] == figure.numerator
