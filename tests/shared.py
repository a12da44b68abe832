"""Files outside the repository that some tests read: `../shared` beside the checkout.

A test that calls `shared_file` bears `pytest.mark.shared`. Where the folder is missing it is skipped and says so; with
the environment variable CI set it fails, so that a machine that should have the folder cannot pass without it.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_file(name: str) -> Path:
    """Return the path of a file or folder below `../shared`; skips the test where it is missing, fails in CI."""
    path = SHARED / name
    if not path.exists():
        sentence = f"../shared/{name} is not there; this test compares with it"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return path
