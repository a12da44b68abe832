"""What kills imports and erasures, for every test of the pipeline."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from videre.home.home import Home

KILLER = Path(__file__).with_name("killer.py")

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def killer() -> Iterator[Ask]:
    """Give a function that imports or erases in a process of its own, which is killed as asked."""
    with subprocess.Popen(
        [sys.executable, str(KILLER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        orders, answers = process.stdin, process.stdout

        def ask(home: Home, register: str = "", file: Path | None = None, **how: object) -> dict[str, Any]:
            order = {"home": str(home.paths.root), "register": register, "file": str(file), "reported": "2014-07-31"}
            orders.write(json.dumps({**order, **how}) + "\n")
            orders.flush()
            answer: dict[str, Any] = json.loads(answers.readline())
            return answer

        yield ask
        orders.close()


@pytest.fixture(autouse=True)
def _statistics_alone(without_casework: None) -> None:
    """Let homes of these tests have no casework database."""
