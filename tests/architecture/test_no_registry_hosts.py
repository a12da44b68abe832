"""Lock files and package files name no registry host: whoever installs decides where from."""

import re

import pytest
from tests.architecture.tracked import tracked_texts

LOCKS = re.compile(r"(^|/)(.*\.lock|requirements.*\.txt|package-lock\.json|yarn\.lock|pnpm-lock\.yaml|uv\.lock)$")
PACKAGE_FILES = re.compile(
    r"(^|/)(pyproject\.toml|package\.json|setup\.cfg|Dockerfile|pip\.conf|\.npmrc|\.pip)$|^\.ci/"
)
SCRIPTS = re.compile(r"^(videre|check|scripts/.*|\.ci/.*)$")
HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|yarnpkg\.com|unpkg\.com|jsdelivr\.net|crates\.io|anaconda\.org"
    r"|conda\.io|rubygems\.org|docker\.io|ghcr\.io|gcr\.io|quay\.io"
)
ANY_ADDRESS = re.compile(r"://")
ANY_INDEX = re.compile(r"--(extra-)?index-url|--registry|\[\[tool\.uv\.index\]\]|--find-links")


def problems(path: str, text: str) -> list[str]:
    """Return what in a file says where to install from."""
    found = []
    if LOCKS.search(path):
        found += [match[0] for match in ANY_ADDRESS.finditer(text)]
    if LOCKS.search(path) or PACKAGE_FILES.search(path) or SCRIPTS.search(path):
        found += [match[0] for pattern in (HOSTS, ANY_INDEX) for match in pattern.finditer(text)]
    return found


FILES = [path for path in tracked_texts() if any(kind.search(path) for kind in (LOCKS, PACKAGE_FILES, SCRIPTS))]


def test_the_lock_files_are_looked_at() -> None:
    assert {"requirements.lock", "requirements-dev.lock", "pyproject.toml", "videre", "check"} <= set(FILES)


@pytest.mark.parametrize("path", FILES)
def test_a_package_file_names_no_registry_host(path: str) -> None:
    assert problems(path, tracked_texts()[path]) == []


@pytest.mark.parametrize("path", ["requirements.lock", "requirements-dev.lock"])
def test_every_requirement_is_pinned_with_a_hash(path: str) -> None:
    requirements = re.split(r"\n(?=\S)", tracked_texts()[path].strip())
    without = [each.split()[0] for each in requirements if not re.match(r"\S+==\S+.*--hash=sha256:", each, re.DOTALL)]
    assert without == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("requirements.lock", "--index-url https://example.org/simple"),
        ("web/package-lock.json", '"resolved": "https://registry.npmjs.org/a"'),
        ("pyproject.toml", "[[tool.uv.index]]"),
        (".ci/run", "pip install --extra-index-url x"),
    ],
)
def test_the_search_finds_a_host_where_one_stands(path: str, line: str) -> None:
    assert problems(path, line)
