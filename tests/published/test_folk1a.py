"""Statbank's real FOLK1A export goes through the import of open data; the age that it lacks is named, never added over.

Source: Danmarks Statistik, FOLK1A, CC BY 4.0: 12 areas, men and women, 2008 to 2020, ages 0 to 100 without 38.
"""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.homes import new_home, stored
from tests.shared import shared_file

from videre.cli.app import app
from videre.cli.exit_codes import ExitCode
from videre.home.home import Home
from videre.pipeline.importing import ImportResult, import_delivery

pytestmark = pytest.mark.shared

DENMARK_2014 = 5_627_235  # Statistics Denmark, the population on 1 January 2014
LACKS = "“ALDER” goes from 0 to 100 and lacks 38."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return new_home(tmp_path_factory.mktemp("folk1a") / "home")


@pytest.fixture(scope="module")
def result(home: Home) -> ImportResult:
    return bring(home)


def bring(home: Home) -> ImportResult:
    file = shared_file("data/dst/folk1a_subset.csv")
    return import_delivery(home, "official_figures", file, mapping="statbank-population", reported=date(2016, 2, 1))


def test_every_figure_is_taken_under_the_words_of_the_register(home: Home, result: ImportResult) -> None:
    assert (result.rows_in, result.accepted, result.set_aside) == (31_200, 31_200, 0)
    figures = stored(home, "official_figures")
    (one,) = figures.filter(
        pl.col("area") == "Hele landet", pl.col("cohort") == "2008-01-01", pl.col("group") == "sex=M,age=0"
    ).to_dicts()
    assert (one["indicator"], one["value"], one["published"]) == ("population", 32_976.0, 2008)
    assert one["source"] == "Danmarks Statistik, FOLK1A"
    assert figures["area"].n_unique() == 12
    assert sorted(figures["cohort"].unique()) == [f"{year}-01-01" for year in range(2008, 2021)]


def test_the_missing_age_is_named_and_is_no_figure_of_0(home: Home, result: ImportResult) -> None:
    assert result.lacking == (LACKS,)
    figures = stored(home, "official_figures")
    assert not figures["group"].str.contains("age=38").any()
    country = figures.filter(pl.col("area") == "Hele landet", pl.col("cohort") == "2014-01-01")
    assert country["value"].sum() == DENMARK_2014 - 78_592  # what adding up without looking would make of it


def test_the_same_file_again_changes_nothing_and_still_says_what_it_lacks(home: Home, result: ImportResult) -> None:
    assert result.sequence == 1
    again = bring(home)
    assert (again.sequence, again.ignored, again.lacking) == (None, 31_200, (LACKS,))
    assert (home.paths.deliveries / "1" / "lacking.txt").read_text() == f"{LACKS}\n"


def test_the_command_line_says_so_and_does_not_end_as_if_all_were_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = shared_file("data/dst/folk1a_subset.csv")
    root = new_home(tmp_path / "home").paths.root
    words = ["import", "official_figures", str(file), "--mapping", "statbank-population", "--home", str(root)]
    words += ["--reported", "2016-02-01"]
    assert app(words, result_action="return_value") == ExitCode.SOME_SET_ASIDE
    assert f"The file is not whole. {LACKS}" in capsys.readouterr().out
    assert app([*words, "--format", "json"], result_action="return_value") == ExitCode.SOME_SET_ASIDE
    assert json.loads(capsys.readouterr().out)[0]["lacking"] == [LACKS]
