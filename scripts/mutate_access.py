"""Delete or invert every condition of who may see what, one at a time, and see whether a test notices.

    PYTHONPATH=. python scripts/mutate_access.py [--answers 2500] [--only casework.py:59] [--part 0/2]

Mutates the comparisons, `and`, `or`, `not` and conditional expressions of the modules that decide, in a copy of the
source under a temporary folder (the working copy is never changed), and runs the oracle of access on each, and where it
sees nothing, the tests of the room, of the door and of follow-up. Prints the mutants that live; the exit code is 1
when there are any. Takes from ten seconds to a minute a mutant. `deciding.py` is plain values in and out:
`tests/web/access/test_mutants.py` tries its mutants in the suite.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[1]
ROOM = Path("src/videre/web/access")
MODULES = ("knowing.py", "casework.py", "discretion.py")
# Mutants that say the same as what they are made from, and why: no test can tell them apart.
SAYS_THE_SAME = {
    "deleted: who.recipient is None or purpose not in who.purposes  ->  purpose not in who.purposes": (
        "no rule of the law is about nobody, so whoever is nobody to it sees no age; the words are for the type checker"
    ),
}


def lives(mutant: Mutant, folder: Path, answers: int) -> bool:
    """Return whether no test notices a mutant."""
    target = folder / ROOM / mutant.module
    before = target.read_text("utf-8")
    target.write_text(mutant.source, "utf-8")
    try:
        return passes(folder, answers)
    finally:
        target.write_text(before, "utf-8")


def passes(folder: Path, answers: int) -> bool:
    """Return whether the oracle, and then the tests of the room, of the door and of follow-up, find nothing wrong."""
    env = os.environ | {"PYTHONPATH": f"{folder / 'src'}:{folder}", "VIDERE_ANSWERS": str(answers), "VIDERE_SEED": "1"}
    asked = (
        ["tests/web/access/test_oracle.py"],
        ["tests/web/access", "tests/web/own", "tests/web/followup/test_pages.py", "-k", "not oracle and not mutants"],
    )
    return all(run(folder, [*tests, "-x", "-q", "-p", "no:cacheprovider"], env) for tests in asked)


def run(folder: Path, tests: list[str], env: dict[str, str]) -> bool:
    """Return whether tests pass; one that takes five minutes does not."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *tests], cwd=folder, env=env, capture_output=True, timeout=300, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    """Try every mutant, and return 1 where one lives."""
    asked = argparse.ArgumentParser(description="Mutants of who may see what.")
    asked.add_argument("--answers", type=int, default=2_500)
    asked.add_argument("--only", default="", help="module.py, or module.py:LINE")
    asked.add_argument("--part", default="0/1", help="the second of three parts: 1/3")
    said = asked.parse_args()
    number, parts = map(int, said.part.split("/"))
    mutants = [
        each for module in MODULES for each in mutants_of(ROOT / ROOM / module) if each.what not in SAYS_THE_SAME
    ]
    mutants = [each for each in mutants if f"{each.module}:{each.line}:".startswith(said.only)][number::parts]
    alive = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in ("src", "tests", "pyproject.toml"):
            source = ROOT / each
            copied = shutil.copytree if source.is_dir() else shutil.copy2
            copied(source, folder / each)
        if not passes(folder, said.answers):
            print("The tests fail on what is not mutated. Mend that first.")
            return 1
        for place, mutant in enumerate(mutants, start=1):
            is_alive = lives(mutant, folder, said.answers)
            alive += is_alive
            word = "LIVES " if is_alive else "caught"
            print(f"{word} {place}/{len(mutants)} {mutant.module}:{mutant.line} {mutant.what}", flush=True)
    print(f"{len(mutants)} mutants, {alive} live")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
