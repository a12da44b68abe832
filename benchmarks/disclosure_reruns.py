"""What somebody learns who runs the program again on every table that could be: in small tables, where he can.

    python benchmarks/disclosure_reruns.py [--tables 100] [--first 0] [--keys 24] [--plain] [--state FILE]

Table number N has 2 by 2, 2 by 3 or 3 by 3 cells of few persons, with margins; numbers from 1 to 4 are sensitive, and
the rule protects from whoever is counted. It is made safe under a key of its own. Then every table that agrees with
what is told (no more than `MOST_TABLES`; of more, nothing is tried) is made safe again, with keys of the attacker's
own: as first drawn, which strikes out at least as much as drawing on. A table that no key turns into the published
pattern is struck out. Where those left have one value for a hidden small number it is recovered; where all they have is
under five, it is believed to be small, and not proved.

`--plain` makes the tables safe, and again, by suppression alone, as the program did before it drew patterns.

Each table is a line in the state file when it is done; what stands there is not done again.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Final

import numpy as np

from videre.definitions.catalogue import Definitions
from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.attacking import Learned, Told
from videre.disclosure.drawing import Again, draw, draw_once
from videre.disclosure.every_table import MOST_TABLES, tables_of
from videre.disclosure.problem import Problem, make_problem, numbers_of_table
from videre.disclosure.rerunning import attack_by_rerunning
from videre.disclosure.suppressing import Suppression, suppress
from videre.disclosure.witnessing import NoCertificate

SMALLEST: Final = 5
RULE: Final = Definitions().definition("disclosure", "catalogue", ReleaseCatalogue).rule_for("public")
SIZES: Final = ((2, 2), (2, 3), (3, 3))
SEED: Final = 20150801
NOTHING: Final = frozenset({"nothing is told"})


def make_counts(number: int) -> tuple[tuple[int, int], tuple[int, ...]]:
    """Return how many rows and columns table number N has, and the persons in its cells."""
    random = np.random.default_rng([SEED, number])
    rows, columns = SIZES[number % len(SIZES)]
    return (rows, columns), tuple(int(count) for count in random.poisson(random.uniform(2.0, 7.0), rows * columns))


def problem_of(size: tuple[int, int], counts: Sequence[int]) -> Problem:
    """Return a table with margins, every number from 1 to 4 sensitive."""
    rows, columns = ([str(n) for n in range(length)] for length in size)
    labels = [{"row": row, "column": column} for row, column in product(rows, columns)]
    numbers = [
        each._replace(least=SMALLEST) if 0 < sum(counts[cell] for cell, _ in each.terms) < SMALLEST else each
        for each in numbers_of_table(labels, {"row": {"T": rows}, "column": {"T": columns}})
    ]
    return make_problem(counts, numbers, coalition=1)


def hidden_of(problem: Problem, make: Callable[[Problem], Suppression]) -> frozenset[str]:
    """Return the names of what is hidden of a table, `NOTHING` where it is not told at all."""
    try:
        return frozenset(problem.numbers[place].key for place in make(problem).hidden)
    except NoCertificate:
        return NOTHING


class Programs:
    """The program for tables of one size: as a home runs it, and as an attacker does, with what it hid before."""

    def __init__(self, size: tuple[int, int], *, is_plain: bool) -> None:
        self._size = size
        self._is_plain = is_plain
        self._known: dict[tuple[tuple[int, ...], bytes], frozenset[str]] = {}

    def run(self, counts: tuple[int, ...], key: bytes) -> frozenset[str]:
        """Return what a home hides."""
        if self._is_plain:
            return self.again(counts, key)
        problem = problem_of(self._size, counts)
        names = frozenset(number.key for number in problem.numbers)
        again = Again(names, tuple(range(len(counts))), self.again)
        return hidden_of(problem, lambda each: draw(each, key, RULE, again))

    def again(self, counts: Sequence[int], key: bytes) -> frozenset[str]:
        """Return what is hidden at the first draw."""
        at = (tuple(counts), key)
        if at not in self._known:
            problem = problem_of(self._size, counts)
            plain = partial(suppress, key=key, n_nodes=RULE.n_nodes)
            self._known[at] = hidden_of(problem, plain if self._is_plain else partial(draw_once, key=key, rule=RULE))
        return self._known[at]


def run_one(number: int, n_keys: int, *, is_plain: bool) -> dict[str, Any]:
    """Return one table's line: what is hidden, and what was learned with keys of the attacker's own."""
    began = time.perf_counter()
    size, counts = make_counts(number)
    problem, programs = problem_of(size, counts), Programs(size, is_plain=is_plain)
    pattern = programs.run(counts, f"secret {number}".encode())
    secrets = {n.key: n.terms for n in problem.numbers if n.is_sensitive}
    line: dict[str, Any] = {"table": number, "n_numbers": len(problem.numbers), "n_secrets": len(secrets)}
    line |= {"n_hidden": len(pattern) if pattern != NOTHING else len(problem.numbers), "is_tried": False}
    if pattern == NOTHING or not secrets:
        return line | {"is_told": pattern != NOTHING}
    told = [(n.terms, (v, v)) for n, v in zip(problem.numbers, problem.values, strict=True) if n.key not in pattern]
    out = Told(len(counts), tuple(told))
    if sum(1 for _ in tables_of(out, MOST_TABLES + 1)) > MOST_TABLES:
        return line | {"is_told": True}
    keys = [f"a key that somebody thought of {n}".encode() for n in range(n_keys)]
    learned = attack_by_rerunning(out, secrets, pattern, [partial(programs.again, key=key) for key in keys])
    line |= {"exact": names_of(learned, is_exact=True), "small": names_of(learned, is_exact=False)}
    return line | {"is_tried": True, "is_told": True, "seconds": round(time.perf_counter() - began, 2)}


def names_of(learned: Sequence[Learned], *, is_exact: bool) -> list[str]:
    """Return the numbers that are left with one value, or with values under the smallest number only."""
    return [each.name for each in learned if (each.is_exact() if is_exact else each.is_under(SMALLEST))]


def say_result(lines: Sequence[dict[str, Any]], n_keys: int) -> None:
    """Print what all tables together showed."""
    tried = [line for line in lines if line["is_tried"]]
    n_secrets = sum(line["n_secrets"] for line in tried)
    n_hidden, n_numbers = (sum(line[name] for line in lines) for name in ("n_hidden", "n_numbers"))
    n_exact, n_small = (sum(len(line[what]) for line in tried) for what in ("exact", "small"))
    print(
        f"{len(lines)} tables, {n_hidden} of {n_numbers} numbers hidden, {sum(not line['is_told'] for line in lines)} "
        f"tables not told at all\n{len(tried)} could be tried, with {n_secrets} secrets and {n_keys} keys: "
        f"{n_exact} left with one value, {n_small} with values under {SMALLEST} only"
    )


def main() -> int:
    """Run what is not done yet, and print what all showed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keys", type=int, default=24)
    parser.add_argument("--state", type=Path, default=Path("disclosure-reruns.jsonl"))
    parser.add_argument("--plain", action="store_true", help="by suppression alone")
    asked = parser.parse_args()
    wanted = range(asked.first, asked.first + asked.tables)
    kept = asked.state.read_text("utf-8").splitlines() if asked.state.exists() else []
    done = {line["table"]: line for line in map(json.loads, kept)}
    with asked.state.open("a", encoding="utf-8") as file:
        for number in wanted:
            if number not in done:
                done[number] = run_one(number, asked.keys, is_plain=asked.plain)
                file.write(json.dumps(done[number]) + "\n")
                file.flush()
    say_result([line for number, line in done.items() if number in wanted], asked.keys)
    return 0


if __name__ == "__main__":
    sys.exit(main())
