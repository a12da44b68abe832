"""Every requirement of OWASP ASVS 5.0.0 at levels 1 and 2 is answered, by what there is."""

import ast
from collections import Counter
from functools import cache
from typing import Any

import pytest
import yaml
from tests.architecture.tracked import ROOT

from videre.web.config import settings

ANSWERS: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docs" / "security" / "asvs.yaml").read_text("utf-8"))
KINDS = {"test", "setting", "reason", "not_applicable", "gap"}
OF_DJANGO = {"SESSION_ENGINE": "django.contrib.sessions.backends.db"}  # left at Django's own value


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_standard_has_70_requirements_of_level_1_and_183_of_level_2() -> None:
    assert Counter(answer["level"] for answer in ANSWERS.values()) == {1: 70, 2: 183}


@pytest.mark.parametrize("number", ANSWERS)
def test_each_is_answered_in_one_way_that_is_there(number: str) -> None:
    answer = ANSWERS[number]
    (kind,) = answer.keys() & KINDS
    assert answer.keys() <= {"level", "note", kind}
    if kind == "test":
        for test in answer["test"]:
            path, _, name = test.partition("::")
            assert name in names_in(path), test
    elif kind == "setting":
        for name, value in answer["setting"].items():
            assert getattr(settings, name, OF_DJANGO.get(name)) == value
    else:
        assert len(answer[kind]) > 10


def test_a_gap_says_what_holds_meanwhile_and_there_are_few() -> None:
    gaps = [number for number, answer in ANSWERS.items() if "gap" in answer]
    assert len(gaps) <= 10
