"""A table leaves the house only as Released, and only `disclosure` makes one (see videre/disclosure/released.py)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.architecture.tracked import PACKAGE, sources

MAKERS = {"make_released", "_ONLY_DISCLOSURE_MAKES_THESE"}
COPIERS = {("replace", "dataclasses"), ("replace", "copy")}
OTHER_ROOMS = [path for path in sources() if PACKAGE / "disclosure" not in path.parents]


def ways_to_make_one(source: str) -> Iterator[str]:
    """Yield each way in which a source could make a released table: by its maker, its class, its token or a copy."""
    tree = ast.parse(source)
    names = imported_names(tree)
    for node in ast.walk(tree):
        name = called_name(node)
        if isinstance(node, ast.alias) and node.name in MAKERS:
            yield f"imports {node.name}"
        elif isinstance(node, ast.Attribute) and node.attr in MAKERS:
            yield f"reaches {node.attr}"
        elif names.get(name, name) == "Released":
            yield "calls Released()"
        elif is_copy(node, names) and "Released" in names.values():
            yield f"copies by {name}"


def imported_names(tree: ast.AST) -> dict[str, str]:
    """Return what each imported name is called where it comes from."""
    aliases = [alias for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
    return {alias.asname or alias.name: alias.name for alias in aliases}


def is_copy(node: ast.AST, names: dict[str, str]) -> bool:
    """Return whether a call copies a value with other fields, or makes one without its constructor."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return names.get(node.func.id) == "replace"
    owner = getattr(getattr(node.func, "value", None), "id", "")
    return called_name(node) in {"__replace__", "__new__"} or (called_name(node), owner) in COPIERS


def called_name(node: ast.AST) -> str:
    """Return the last name of what a call calls, or nothing for what is no call."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", getattr(node.func, "attr", ""))
    return ""


@pytest.mark.parametrize("path", OTHER_ROOMS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_room_but_disclosure_makes_a_released_table(path: Path) -> None:
    assert list(ways_to_make_one(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "from videre.disclosure.released import make_released",
        "from videre.disclosure.released import make_released as m\nm(rows=[])",
        "from videre.disclosure import released\nreleased.make_released(rows=[])",
        "from videre.disclosure import released\nreleased.Released(rows=())",
        "from videre.disclosure.released import Released\nReleased(rows=())",
        "from videre.disclosure.released import Released as R\nR(rows=())",
        "from videre.disclosure import released\nreleased._ONLY_DISCLOSURE_MAKES_THESE",
        "from dataclasses import replace\nfrom videre.disclosure.released import Released\nreplace(table, rows=())",
        "import dataclasses\nfrom videre.disclosure.released import Released\ndataclasses.replace(table, rows=())",
        "from videre.disclosure.released import Released\nobject.__new__(Released)",
    ],
)
def test_every_way_round_is_found(source: str) -> None:
    assert list(ways_to_make_one(source))


def test_using_a_released_table_is_allowed() -> None:
    source = (
        "from videre.disclosure.released import Released\ndef f(t: Released): path.replace(other); 'a'.replace('b', '')"
    )
    assert not list(ways_to_make_one(source))
