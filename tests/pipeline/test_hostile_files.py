"""Hostile files: each refused or read without harm, in under 2 s and 64 MiB, with a plain message and no value."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.homes import ALICE, BOB, new_home
from tests.hostile import bombs, cubes, texts, workbooks
from tests.hostile.files import CANARY, FILES

from videre.pipeline.importing import NoSuchFile, import_delivery

ROOT = Path(__file__).resolve().parents[2]
LOADED = (bombs, cubes, texts, workbooks)  # each adds its files to FILES
MOST_SECONDS = 2  # of processor time: how long it takes on a clock depends on who else is working
MOST_KIB = 64 * 1024

# What is only odd is read: what is not looked at cannot harm, and a good table is in the file.
READ = {
    "bomb_that_nobody_opens",
    "sheet_that_says_it_is_4_gigabytes",
    "nested_package_in_an_embedding",
    "cells_in_the_first_and_the_last_corner",
    "two_cells_and_a_claim_of_17_billion",
    "formula_with_a_stored_value",
    "links_to_other_workbooks",
    "parts_whose_names_lead_out_of_the_package",
    "workbook_with_macros",
    "shared_texts_that_claim_to_be_billions",
    "sheet_in_utf_16",
}
# Every row is set aside by a rule, as in any other file.
SET_ASIDE = {
    "days_out_of_range",
    "number_of_a_million_digits",
    "value_that_turns_the_writing_round",
    "value_that_a_spreadsheet_would_run",
    "formula_without_a_stored_value",
    "formula_that_starts_a_program",
    "style_that_is_not_there",
    "day_beyond_all_calendars",
    "day_before_all_calendars",
    "day_that_is_no_number",
}
SECRETS = (CANARY, ALICE, BOB, "root:", "kontanthj")


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what became of each file, imported by a process of its own that measures itself."""
    folder = tmp_path_factory.mktemp("hostile")
    command = [sys.executable, "-m", "tests.hostile.measuring", str(folder)]
    places = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    ended = subprocess.run(command, check=False, capture_output=True, cwd=ROOT, env={**os.environ, **places})
    assert ended.returncode == 0, ended.stderr.decode()[-2000:]
    return {found["name"]: found for found in map(json.loads, ended.stdout.splitlines())}


def test_there_are_at_least_sixty() -> None:
    assert len(FILES) >= 60
    assert set(FILES) > READ | SET_ASIDE


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_or_does_no_harm(name: str, outcomes: dict[str, dict[str, Any]]) -> None:
    found = outcomes[name]
    assert found["bug"] is None
    if name in READ:
        assert found["taken"] == 1
    elif name in SET_ASIDE:
        assert (found["refused"], found["taken"]) == (None, 0)
    else:
        assert found["refused"] is not None
        assert found["said"].endswith(".")
    assert [secret for secret in SECRETS if secret in found["said"]] == []


@pytest.mark.parametrize("name", FILES)
def test_it_takes_little_time_and_memory(name: str, outcomes: dict[str, dict[str, Any]]) -> None:
    assert outcomes[name]["cpu_seconds"] < MOST_SECONDS
    assert outcomes[name]["extra_kib"] < MOST_KIB


def test_nothing_was_written_outside_the_home(outcomes: dict[str, dict[str, Any]]) -> None:
    assert outcomes["parts_whose_names_lead_out_of_the_package"]["taken"] == 1
    assert not [folder for folder in (Path("/etc"), Path("/tmp")) if (folder / "videre-was-here").exists()]  # noqa: S108


@pytest.fixture
def endless(tmp_path: Path) -> list[Path]:
    """Return things that are no files and would never end."""
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    return [pipe, Path("/dev/zero"), tmp_path]


def test_what_is_no_file_is_refused_before_it_is_opened(endless: list[Path], tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    for path in endless:
        with pytest.raises(NoSuchFile):
            import_delivery(home, "benefits", path, reported=date(2014, 6, 30))
