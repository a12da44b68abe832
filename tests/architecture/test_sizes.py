"""Small enough to hold: files under 400 lines, functions under 60."""

import ast

import pytest
from tests.architecture.tracked import ROOT, tracked_texts

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60
CODE = (".py", ".html", ".css", ".js", ".sh", ".typ", ".sql")
WITHOUT_LIMIT = ("src/videre/web/static/vendor/",)  # others' files, kept as they came


def code_files() -> list[str]:
    return [path for path in tracked_texts() if path.endswith(CODE) and not path.startswith(WITHOUT_LIMIT)]


@pytest.mark.parametrize("path", code_files())
def test_a_file_is_under_400_lines(path: str) -> None:
    assert len(tracked_texts()[path].splitlines()) < MOST_LINES_OF_A_FILE


@pytest.mark.parametrize("path", [path for path in code_files() if path.endswith(".py")])
def test_a_function_is_under_60_lines(path: str) -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(tracked_texts()[path], str(ROOT / path))
    lengths = {
        node.name: (node.end_lineno or 0) - node.lineno + 1 for node in ast.walk(tree) if isinstance(node, functions)
    }
    assert {name: n for name, n in lengths.items() if n >= MOST_LINES_OF_A_FUNCTION} == {}


@pytest.mark.parametrize("path", [path for path in tracked_texts() if path.startswith("src/")])
def test_nothing_has_the_name_of_a_drawer(path: str) -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "core", "misc"}
    parts = {part.partition(".")[0].strip("_") for part in path.split("/")}
    is_template = path.endswith(".html")  # Django projects call the page that others extend base.html
    assert is_template or parts.isdisjoint(drawers)
