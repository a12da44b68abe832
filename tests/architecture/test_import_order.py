"""Whatever is imported first, everything can be: no module needs itself, by whatever way round."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from tests.architecture.tracked import PACKAGE, sources


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def run_at_once(statements: list[ast.stmt]) -> Iterator[ast.ImportFrom]:
    """Yield the imports that run when a module is imported; those in a function, and for types only, do not."""
    for each in statements:
        if isinstance(each, ast.ImportFrom) and each.module:
            yield each
        elif isinstance(each, ast.If) and "TYPE_CHECKING" not in ast.unparse(each.test):
            yield from run_at_once(each.body + each.orelse)
        elif isinstance(each, ast.Try):
            yield from run_at_once(each.body)


def needs(path: Path, modules: set[str]) -> set[str]:
    """Return which modules must have run before one can: those that it names, and the packages around them."""
    own, found = name_of(path), set()
    for each in run_at_once(ast.parse(path.read_text("utf-8")).body):
        for named in each.names:
            whole = f"{each.module}.{named.name}"
            name = whole if whole in modules else str(each.module)
            found |= {".".join(name.split(".")[:n]) for n in range(1, name.count(".") + 2)}
    return {each for each in found & modules if each != own and not own.startswith(f"{each}.")}


def find_circle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_needs_itself() -> None:
    paths = {name_of(path): path for path in sources()}
    assert len(paths) > 900
    assert find_circle({name: needs(path, set(paths)) for name, path in paths.items()}) == []


@pytest.mark.parametrize("way", ["from videre.b import x", "if True:\n    from videre.b import x"])
def test_a_circle_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    package = tmp_path / "videre"
    package.mkdir()
    monkeypatch.setattr("tests.architecture.test_import_order.PACKAGE", package)
    for name, text in (("a", way), ("b", "from videre import a"), ("c", "def f():\n    from videre import c")):
        (package / f"{name}.py").write_text(text, "utf-8")
    paths = {name_of(path): path for path in package.iterdir()}
    assert set(find_circle({name: needs(path, set(paths)) for name, path in paths.items()})) == {"videre.a", "videre.b"}
