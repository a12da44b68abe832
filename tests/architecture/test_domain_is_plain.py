"""The domain imports the standard library and itself, so that a fold can be compiled, shipped to a cluster and read."""

import ast
import sys
from pathlib import Path

import pytest
from tests.architecture.tracked import sources

NOT_FOR_RULES = {"random", "time", "os", "pathlib", "sqlite3", "socket", "subprocess", "urllib", "logging"}


def imported_by(path: Path) -> set[str]:
    """Return the modules that a file imports, in full."""
    modules = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add("." * node.level + (node.module or ""))
    return modules


@pytest.mark.parametrize("path", sources("domain"), ids=lambda path: path.stem)
def test_a_domain_file_imports_the_standard_library_and_the_domain_only(path: Path) -> None:
    others = {module for module in imported_by(path) if not module.startswith("videre.domain")}
    assert {module for module in others if module.partition(".")[0] not in sys.stdlib_module_names} == set()


@pytest.mark.parametrize("path", sources("domain"), ids=lambda path: path.stem)
def test_a_domain_file_reads_no_clock_file_or_chance(path: Path) -> None:
    roots = {module.partition(".")[0] for module in imported_by(path)}
    assert roots.isdisjoint(NOT_FOR_RULES)
    called = {node.func.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if is_named_call(node)}
    assert called.isdisjoint({"open", "input", "exec", "eval", "print"})


def is_named_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
