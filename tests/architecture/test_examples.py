"""Every example in a docstring runs."""

import doctest
import importlib
from pathlib import Path

import pytest
from tests.architecture.tracked import PACKAGE, sources

WITH_EXAMPLES = [path for path in sources() if ">>> " in path.read_text("utf-8")]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_examples_of_a_module_say_what_comes_out(path: Path) -> None:
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
