"""A million answers about people beside the oracle of access: random municipalities, every address, everybody.

    python benchmarks/access_oracle.py [--answers 1000000] [--seed 0]
    VIDERE_DATABASE_URL=postgresql://postgres@127.0.0.1:5432/NAME python benchmarks/access_oracle.py

It is the suite's own test (`tests/web/access/test_oracle.py`) with more municipalities: what differs from the oracle is
written with the municipality's number, and `--seed NUMBER` begins with it. Tells every 10,000 answers how far it has
come; the exit code is that of the test.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

TEST = Path(__file__).resolve().parents[1] / "tests" / "web" / "access" / "test_oracle.py"


def main() -> int:
    """Ask, and return the exit code."""
    asked = argparse.ArgumentParser(description="Answers about people beside the oracle of access.")
    asked.add_argument("--answers", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=0, help="the first municipality")
    said = asked.parse_args()
    os.environ |= {"VIDERE_ANSWERS": str(said.answers), "VIDERE_SEED": str(said.seed)}
    return int(pytest.main([str(TEST), "-q", "-s", "--no-header"]))


if __name__ == "__main__":
    sys.exit(main())
