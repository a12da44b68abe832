"""The three fixed benchmark tables of `../shared/data/disclosure`, as problems."""

import csv
import json

from tests.shared import shared_file

from videre.disclosure.problem import Problem, make_problem, numbers_of_table

SMALLEST = 5


def benchmark_problem(name: str, *, two_sided: bool = False, coalition: int = 0) -> Problem:
    """Return a table with every number from 1 to 4 sensitive."""
    about = json.loads(shared_file(f"data/disclosure/{name}.json").read_text())
    with shared_file(f"data/disclosure/{name}.csv").open() as file:
        rows = list(csv.DictReader(file))
    labels = [{dimension: row[dimension] for dimension in about["hierarchy"]} for row in rows]
    counts = [int(row["n_persons"]) for row in rows]
    numbers = []
    for number in numbers_of_table(labels, about["hierarchy"]):
        is_small = 0 < sum(counts[cell] for cell, _ in number.terms) < SMALLEST
        numbers.append(number._replace(least=SMALLEST, most=0 if two_sided else None) if is_small else number)
    assert len(numbers) == about["cells"]
    return make_problem(counts, numbers, coalition=coalition)
