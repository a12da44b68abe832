"""Suppression problems with published answers, reproduced exactly.

Geurts 1992 table 10 (Handbook on SDC, example 3), sdcTable's 4 x 4 problem and its linked tables stand in
`../shared/data/disclosure/golden.json`. sdcTable's microdata1 (github.com/sdcTools/sdcTable, data-raw/microdata1.R):
persons by region and gender, of which A/female is hidden; the optimum hides three more. SSBtools' z1 (Statistics
Norway, github.com/statisticsnorway/ssb-gausssuppression, reference page of GaussSuppressionFromData): persons by region
and main income, of which 3 and fewer are hidden; Gauss suppression hides rows 12, 13, 22, 23, 42 and 43.
"""

import json
from itertools import combinations, product
from typing import Any

import pytest
from tests.oracles.attacks import attack_all
from tests.shared import shared_file

from videre.disclosure.attacking import Attack, Told, attack_by_program, attack_linear
from videre.disclosure.gauss import suppress_by_gauss
from videre.disclosure.problem import Terms, make_problem, numbers_of_table
from videre.disclosure.suppressing import suppress

pytestmark = pytest.mark.shared


def golden(name: str) -> Any:
    problems = json.loads(shared_file("data/disclosure/golden.json").read_text())
    return next(problem for problem in problems if problem["name"].startswith(name))


def terms(cells: list[int]) -> Terms:
    return tuple((cell, 1) for cell in sorted(cells))


def bounds(told: Told, hidden: dict[str, Terms], attack: Attack = Attack.INTEGER) -> dict[str, list[int | None]]:
    return {each.name: [each.low, each.high] for each in attack_by_program(told, hidden, attack)}


def test_geurts_table_10_has_the_published_exact_bounds() -> None:
    problem = golden("Geurts")
    rows, columns = problem["rows"], problem["columns"]
    cell_at = {place: number for number, place in enumerate(product(rows, columns))}
    told = []
    for key, value in problem["published"].items():
        row, column = key.split(",")
        cells = [cell_at[r, c] for r in rows for c in columns if row in {r, "T"} and column in {c, "T"}]
        told.append((terms(cells), (value, value)))
    hidden = {key: terms([cell_at[tuple(key.split(","))]]) for key in problem["suppressed"]}
    assert bounds(Told(len(cell_at), tuple(told)), hidden) == problem["exact_integer_bounds"]


def four_by_four(hidden: list[str]) -> tuple[Told, dict[str, Terms]]:
    """Return sdcTable's 4 x 4 with all margins told and some cells hidden."""
    problem = golden("sdcTable problemdata")
    rows, columns, counts = problem["rows"], problem["columns"], problem["counts"]
    cell_at = {f"{row},{column}": 4 * r + c for r, row in enumerate(rows) for c, column in enumerate(columns)}
    flat = [count for row in counts for count in row]
    sums = [[4 * r + c for c in range(4)] for r in range(4)] + [[4 * r + c for r in range(4)] for c in range(4)]
    sums += [list(range(16))] + [[cell] for key, cell in cell_at.items() if key not in hidden]
    told = tuple((terms(cells), (sum(flat[cell] for cell in cells),) * 2) for cells in sums)
    return Told(16, told), {key: terms([cell_at[key]]) for key in hidden}


def test_sdctables_four_by_four_gives_away_47_though_two_are_hidden_in_each_row_and_column() -> None:
    told, hidden = four_by_four(golden("sdcTable problemdata")["suppressed"])
    assert bounds(told, hidden)["w,b"] == [47, 47]
    assert [each.low for each in attack_linear(told, hidden) if each.name == "w,b"] == [47]


def test_sdctables_four_by_four_is_mended_by_the_cells_it_lists() -> None:
    problem = golden("sdcTable problemdata")
    for key, expected in problem["w,b when one more cell is suppressed"].items():
        told, hidden = four_by_four([*problem["suppressed"], key])
        assert bounds(told, {"w,b": hidden["w,b"]})["w,b"] == expected, key


def linked(hidden: str, sums: list[str]) -> dict[str, list[int | None]]:
    """Return what is known of the hidden of sdcTable's eight regions, when some of its sums are told."""
    problem = golden("sdcTable linked")
    names = sorted(problem["cells"])
    of = {name: [names.index(letter) for letter in letters] for name, letters in problem["published_sums"].items()}
    told = [(terms(of[name]), (sum(problem["cells"][names[cell]] for cell in of[name]),) * 2) for name in sums]
    told += [(terms([names.index(name)]), (problem["cells"][name],) * 2) for name in names if name not in hidden]
    return bounds(Told(len(names), tuple(told)), {name: terms([names.index(name)]) for name in hidden})


def test_sdctables_linked_tables_are_safe_alone_and_give_k_away_together() -> None:
    problem = golden("sdcTable linked")
    by_county, by_size = ["county 1", "county 2", "total"], ["big", "small", "total"]
    for alone in (by_county, by_size):
        assert all(low != high for low, high in linked(problem["suppressed"], alone).values())
    assert linked(problem["suppressed"], list(problem["published_sums"]))["K"] == problem["together"]["K"]
    with_n = linked(problem["suppressed"] + "N", list(problem["published_sums"]))
    assert with_n["K"] == problem["together with N suppressed too"]["K"]


REGIONS_BY_GENDER = {("A", "female"): 2, ("A", "male"): 18, ("B", "female"): 19, ("B", "male"): 14, ("C", "female"): 10,
                     ("C", "male"): 12, ("D", "female"): 14, ("D", "male"): 11}  # fmt: skip


def test_sdctables_microdata1_is_protected_by_three_more_cells_and_by_no_fewer() -> None:
    labels = [{"region": region, "gender": gender} for region, gender in REGIONS_BY_GENDER]
    numbers = numbers_of_table(labels, {"region": {"T": "ABCD"}, "gender": {"T": ["female", "male"]}})
    numbers = [n._replace(least=3) if n.key == "A,female" else n for n in numbers]
    problem = make_problem(list(REGIONS_BY_GENDER.values()), numbers)
    hidden = {problem.numbers[place].key for place in suppress(problem, b"a key", 1000).hidden}
    assert len(hidden) == 1 + 3
    assert "A,female" in hidden
    for n_more in (1, 2):
        for more in combinations([n.key for n in problem.numbers if n.key != "A,female"], n_more):
            told = Told(8, tuple(
                (n.terms, (value, value)) for n, value in zip(problem.numbers, problem.values, strict=True)
                if n.key not in {"A,female", *more}
            ))  # fmt: skip
            assert attack_linear(told, {"A,female": ((0, 1),)}), more


def test_a_suppression_by_witnesses_of_the_four_by_four_withstands_every_attack() -> None:
    problem = golden("sdcTable problemdata")
    labels = [{"row": row, "column": column} for row, column in product(problem["rows"], problem["columns"])]
    counts = [count for row in problem["counts"] for count in row]
    numbers = numbers_of_table(labels, {"row": {"T": problem["rows"]}, "column": {"T": problem["columns"]}})
    numbers = [n._replace(least=40) if n.key in {"x,c", "w,a"} else n for n in numbers]
    made = make_problem(counts, numbers)
    hidden = suppress(made, b"a key", 1000).hidden
    told = Told(16, tuple(
        (n.terms, (made.values[p], made.values[p])) for p, n in enumerate(made.numbers) if p not in hidden
    ))  # fmt: skip
    attacked = {n.key: n.terms for n in made.numbers if n.is_sensitive}
    assert not [each for each in attack_all(told, attacked, [0] * 16) if each.is_exact() or (each.high or 99) < 40]


INCOMES = ("annet", "arbeid", "soshjelp", "trygd")
Z1 = {"A": (11, 11, 55, 36), "B": (7, 1, 29, 18), "C": (5, 8, 35, 25), "D": (13, 2, 17, 13), "E": (9, 14, 63, 52),
      "F": (12, 9, 24, 22), "G": (6, 4, 22, 8), "H": (9, 3, 38, 15)}  # fmt: skip


def test_gauss_suppression_of_ssbtools_z1_hides_the_published_rows() -> None:
    labels = [{"region": region, "income": income} for region in Z1 for income in INCOMES]
    counts = [count for row in Z1.values() for count in row]
    problem = make_problem(counts, numbers_of_table(labels, {"region": {"Total": [*Z1]}, "income": {"Total": INCOMES}}))
    places = {number.key: place for place, number in enumerate(problem.numbers)}
    rows = [f"{region},{income}" for region in ("Total", *Z1) for income in ("Total", *INCOMES)]
    primary = [places[key] for key in rows if problem.values[places[key]] <= 3]
    others = [places[key] for key in rows if places[key] not in primary]
    # the package's order: the greatest first, and among equals the one whose cells are in the greatest numbers
    around = [sum(problem.values[other] + 1 for cell, _ in n.terms for other, _ in problem.members[cell])
              for n in problem.numbers]  # fmt: skip
    order = sorted(others, key=lambda place: (-problem.values[place], -around[place]))
    hidden = suppress_by_gauss(problem, primary, order)
    assert [row for row, key in enumerate(rows, start=1) if places[key] in hidden] == [12, 13, 22, 23, 42, 43]
