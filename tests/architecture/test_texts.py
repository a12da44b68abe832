"""What no file may say: a path of somebody's machine. What every file of ours shares: one licence."""

import re
import tomllib

import pytest
import yaml
from tests.architecture.tracked import ROOT, tracked_texts

MACHINE_PATHS = re.compile(
    r"(?<![\w.:/-])/(work|tmp|home|Users|root)/[\w.-]+"
)  # a made-up /opt/x says nothing of anybody


@pytest.mark.parametrize("path", tracked_texts())
def test_no_file_names_a_path_of_a_machine(path: str) -> None:
    lines = tracked_texts()[path].splitlines()
    assert [line for line in lines if MACHINE_PATHS.search(line)] == []


def test_the_search_finds_a_path_and_passes_over_an_address() -> None:
    assert MACHINE_PATHS.search("open('" + "/work" + "/main/x')")
    assert not MACHINE_PATHS.search("https://example.org/work/main and docs/work/x")


def test_the_licence_is_mpl_2_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "MPL-2.0"
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("Mozilla Public License Version 2.0")
    assert yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))["legal"]["license"] == project["license"]
    assert "MPL-2.0" in (ROOT / "README.md").read_text("utf-8")
