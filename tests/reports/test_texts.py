"""The texts of reports: each is used, each that is used is there, and both languages put in the same."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import videre.reports
from videre.definitions.catalogue import Definitions
from videre.domain.exam import ExamGroup
from videre.domain.pathways import PathwayStep
from videre.domain.standing import YouthClass
from videre.reports.content import Labels
from videre.reports.wording import catalogue

ROOM = Path(videre.reports.__path__[0])
SOURCES = sorted([*ROOM.glob("*.py"), *ROOM.glob("exports/*.py")])
KEY = re.compile(r"[a-z_]+(\.[a-z_0-9]*[a-z0-9])+")


def literals() -> Iterator[str]:
    """Yield each text in the sources that may be a key; a part that is put in is written as `*`."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


LITERALS = set(literals())
PATTERNS = [
    re.compile(re.escape(text).replace(r"\*", r"[a-z_0-9.]+")) for text in LITERALS if "*" in text and "." in text
]


@pytest.mark.parametrize("key", sorted(catalogue().texts))
def test_every_text_is_used(key: str) -> None:
    is_label = key.removeprefix("label.") in Labels.__dataclass_fields__
    assert is_label or key in LITERALS or any(pattern.fullmatch(key) for pattern in PATTERNS)


@pytest.mark.parametrize("key", sorted(text for text in LITERALS if KEY.fullmatch(text)))
def test_every_text_that_is_used_is_there(key: str) -> None:
    assert key in catalogue().texts or key.endswith((".yaml", ".typ", ".json", ".css"))


@pytest.mark.parametrize("key", sorted(catalogue().texts))
def test_both_languages_put_in_the_same(key: str) -> None:
    text = catalogue().texts[key]
    danish, english = ({name for _, name, _, _ in Formatter().parse(each) if name} for each in (text.da, text.en))
    assert danish == english
    assert text.da.strip()
    assert text.en.strip()


def test_there_are_twelve_months() -> None:
    assert len(catalogue().months) == 12


def test_every_breakdown_of_a_shipped_measure_has_a_name() -> None:
    dimensions = {name for measure in Definitions().list_measures() for name in measure.dimensions}
    assert dimensions <= set(catalogue().dimensions)


@pytest.mark.parametrize(
    ("dimension", "values"),
    [
        ("class", {each.name for each in YouthClass} - {"NONE", "UNKNOWN"}),
        ("group", {each.name for each in ExamGroup} - {"NONE"}),
        ("step", {each.name for each in PathwayStep} - {"NOT_STARTED"} | {"CHOSEN", "STARTED"}),
    ],
)
def test_every_class_of_a_fold_has_a_name(dimension: str, values: set[str]) -> None:
    assert {f"{dimension}.{value.lower()}" for value in values} <= set(catalogue().values)


def test_every_horizon_has_a_name() -> None:
    horizons = [horizon.name for measure in Definitions().list_measures() for horizon in measure.horizons]
    assert horizons
    assert {f"horizon.{name}" for name in horizons} <= set(catalogue().values)
