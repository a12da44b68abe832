"""Each dependency has its sentence in docs/decisions/dependencies.md, and each sentence its dependency."""

import re
import tomllib

from tests.architecture.tracked import ROOT

PAGE = (ROOT / "docs" / "decisions" / "dependencies.md").read_text("utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def name_of(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return match[0].lower()


def sentences(heading: str) -> dict[str, str]:
    """Return the sentence for each library under a heading."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return {library: why for library, why in rows if library not in {"library", "---"}}


def test_what_runs_has_its_sentence_both_ways() -> None:
    assert set(sentences("To run")) == {name_of(each) for each in PYPROJECT["project"]["dependencies"]}


def test_what_a_cluster_needs_has_its_sentence_both_ways() -> None:
    extra = PYPROJECT["project"]["optional-dependencies"]["spark"]
    assert set(sentences("To count on a cluster")) == {name_of(each) for each in extra}


def test_what_builds_and_tests_has_its_sentence_both_ways() -> None:
    groups = PYPROJECT["dependency-groups"].values()
    assert set(sentences("To build and to test")) == {
        name_of(e) for group in groups for e in group if isinstance(e, str)
    }


def test_a_sentence_is_one_sentence() -> None:
    for library, why in (sentences("To run") | sentences("To build and to test")).items():
        assert why.endswith("."), library
        assert 20 <= len(why) <= 130, library
