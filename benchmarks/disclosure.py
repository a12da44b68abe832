"""What certified suppression hides beside Gauss suppression, and seconds, on the three fixed tables of `../shared`.

    python benchmarks/disclosure.py [--tables schools8_sex_status ...] [--one-sided] [--keys 1]

Numbers from 1 to 4 are sensitive. Gauss suppression protects from sums and differences only; it hides nothing that is
zero for others' sake, and takes the greatest numbers first to tell. One-sided: each small number could be five or more.
Two-sided: it could be none as well. The goal is 1.25 times as many hidden numbers as Gauss, one-sided, within a minute,
and 50 ms for the checker (the best of five). Seconds are of the processor, on one core.
"""

import argparse
import csv
import json
import time
from pathlib import Path
from typing import Final, NamedTuple

from videre.disclosure.certificate import make_certificate
from videre.disclosure.checker import check_certificate
from videre.disclosure.gauss import suppress_by_gauss
from videre.disclosure.problem import Problem, make_problem, numbers_of_table
from videre.disclosure.suppressing import suppress
from videre.disclosure.witnessing import NoCertificate

SHARED: Final = Path(__file__).resolve().parents[2] / "shared" / "data" / "disclosure"
TABLES: Final = ("schools8_sex_status", "municipalities98_sex_status", "schools20_sex_age_status")
SMALLEST, NODES, NODES_AGAIN = 5, 200_000, 60


class Measured(NamedTuple):
    """How many numbers are hidden, seconds to find and prove it, and seconds of the checker."""

    n_hidden: int
    seconds: float
    seconds_checking: float


def read_problem(folder: Path, name: str, *, two_sided: bool) -> Problem:
    """Return a table with every number from 1 to 4 sensitive."""
    about = json.loads((folder / f"{name}.json").read_text())
    with (folder / f"{name}.csv").open() as file:
        rows = list(csv.DictReader(file))
    counts = [int(row["n_persons"]) for row in rows]
    numbers = []
    for number in numbers_of_table([{key: row[key] for key in about["hierarchy"]} for row in rows], about["hierarchy"]):
        is_small = 0 < sum(counts[cell] for cell, _ in number.terms) < SMALLEST
        numbers.append(number._replace(least=SMALLEST, most=0 if two_sided else None) if is_small else number)
    return make_problem(counts, numbers)


def measure_gauss(problem: Problem) -> int:
    """Return how many numbers Gauss suppression hides."""
    primary = [place for place, number in enumerate(problem.numbers) if number.is_sensitive]
    others = sorted(set(range(len(problem.numbers))) - {*primary}, key=lambda place: -problem.values[place])
    return len(suppress_by_gauss(problem, primary, others))


def measure(problem: Problem, key: bytes) -> Measured:
    """Suppress a table and check its certificate; raises NoCertificate when the nodes are used up."""
    began = time.process_time()
    suppression = suppress(problem, key, NODES, n_nodes_again=NODES_AGAIN * 100)
    certificate = make_certificate(problem, suppression)
    seconds = time.process_time() - began
    out = {name: claim.told[0] for name, claim in certificate.numbers.items() if claim.told is not None}
    times = []
    for _ in range(5):
        began = time.process_time()
        check_certificate(certificate, out, SMALLEST)
        times.append(time.process_time() - began)
    return Measured(len(suppression.hidden), seconds, min(times))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", nargs="+", default=list(TABLES), choices=TABLES)
    parser.add_argument("--one-sided", action="store_true", help="leave two-sided protection out")
    parser.add_argument("--keys", type=int, default=1, help="how many keys to try, each a line")
    parser.add_argument("--data", type=Path, default=SHARED)
    asked = parser.parse_args()
    print(
        f"{'table':<30}{'numbers':>8}{'Gauss':>7}{'sides':>6}{'hidden':>8}{'ratio':>7}{'seconds':>9}{'checker ms':>12}"
    )
    for name in asked.tables:
        problem = read_problem(asked.data, name, two_sided=False)
        n_gauss = measure_gauss(problem)
        for two_sided in (False,) if asked.one_sided else (False, True):
            own = read_problem(asked.data, name, two_sided=two_sided)
            for number in range(asked.keys):
                start = f"{name:<30}{len(own.numbers):>8,}{n_gauss:>7,}{2 if two_sided else 1:>6}"
                try:
                    found = measure(own, f"a key of the benchmark {number}".encode())
                except NoCertificate as error:
                    print(f"{start}  no certificate: {error}", flush=True)
                    continue
                print(
                    f"{start}{found.n_hidden:>8,}{found.n_hidden / n_gauss:>7.2f}{found.seconds:>9.1f}"
                    f"{found.seconds_checking * 1000:>12.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
