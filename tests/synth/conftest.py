"""Made-up municipalities that the tests share: a village's files, and a municipality of Albertslund's size."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from videre.pipeline.synthesising import synthesise
from videre.synth.municipality import Municipality, make_municipality
from videre.synth.request import DEFAULT_SEED, SIZES, Request
from videre.synth.told.registers import canonical, registers

VILLAGE = Request(SIZES["village"], DEFAULT_SEED, 2006, 2016)
ALBERTSLUND = Request(SIZES["municipality"], DEFAULT_SEED, 2006, 2016)


@pytest.fixture(scope="session")
def village_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("village")
    synthesise(VILLAGE, folder)
    return folder


@pytest.fixture(scope="session")
def municipality_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("municipality")
    synthesise(ALBERTSLUND, folder)
    return folder


@pytest.fixture(scope="session")
def truth(municipality_folder: Path) -> dict[str, Any]:
    """What is true of the municipality of the default size and seed."""
    return json.loads((municipality_folder / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def municipality() -> Municipality:
    return make_municipality(ALBERTSLUND)


@pytest.fixture(scope="session")
def told(municipality: Municipality) -> dict[str, pl.DataFrame]:
    """The rows of every register of the municipality, in canonical columns."""
    return {name: canonical(rows(), municipality.people) for name, rows in registers(municipality).items()}
