"""Each attack learns something of a table that is badly protected, and nothing of the same table as it is released."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.attacks import attack_all, attack_by_insiders, attack_by_pairs, told_by_share

from videre.disclosure.attacking import (
    Attack,
    Learned,
    Told,
    attack_by_program,
    attack_differences,
    attack_linear,
    leaks,
)
from videre.disclosure.possible import attack_what_is_possible
from videre.disclosure.problem import Number, Problem, Terms, make_problem
from videre.disclosure.rounded import groups_of, is_small_group, numerators_of
from videre.disclosure.suppressing import suppress

KEY, SMALLEST, NODES = b"a key of the tests", 5, 20_000


def sum_of(*cells: int) -> Terms:
    return tuple((cell, 1) for cell in sorted(cells))


def problem_of(counts: Sequence[int], sums: Sequence[Terms], coalition: int) -> Problem:
    """Return sums to be told, and every cell, with all numbers from 1 to 4 sensitive."""
    numbers = [Number(str(terms), terms) for terms in (*sums, *[sum_of(cell) for cell in range(len(counts))])]
    small = [0 < sum(counts[cell] for cell, _ in number.terms) < SMALLEST for number in numbers]
    numbers = [n._replace(least=SMALLEST) if is_small else n for n, is_small in zip(numbers, small, strict=True)]
    return make_problem(counts, numbers, coalition=coalition)


def ours(problem: Problem) -> Told:
    """Return what is out when a problem is released here."""
    hidden = suppress(problem, KEY, NODES).hidden
    return told_without(problem, hidden)


def told_without(problem: Problem, hidden: frozenset[int]) -> Told:
    numbers = [(n.terms, (problem.values[p],) * 2) for p, n in enumerate(problem.numbers) if p not in hidden]
    return Told(len(problem.counts), tuple(numbers))


def badly(problem: Problem, *hidden: Terms) -> Told:
    """Return what is out when only some numbers are hidden."""
    return told_without(problem, frozenset(p for p, n in enumerate(problem.numbers) if n.terms in hidden))


def secrets_of(problem: Problem) -> dict[str, Terms]:
    return {n.key: n.terms for n in problem.numbers if n.is_sensitive}


def names(learned: Sequence[Learned]) -> dict[str, tuple[int, int | None]]:
    return {each.name: (max(each.low, 0), each.high) for each in leaks(learned, SMALLEST)}


def test_adding_and_subtracting_finds_a_cell_hidden_alone_under_a_total() -> None:
    problem = problem_of([3, 20, 30], [sum_of(0, 1, 2)], coalition=1)
    weak = badly(problem, sum_of(0))
    assert names(attack_linear(weak, secrets_of(problem))) == {str(sum_of(0)): (3, 3)}
    assert not leaks(attack_linear(ours(problem), secrets_of(problem)), SMALLEST)


def test_one_month_of_a_cohort_less_the_month_before_finds_who_came_between() -> None:
    """Cells are those who had passed by each of three months, and those who never did; every month tells all so far."""
    months = [sum_of(*range(month + 1)) for month in range(3)] + [sum_of(0, 1, 2, 3)]
    problem = problem_of([40, 2, 6, 9], months, coalition=1)
    weak = badly(problem, *[sum_of(cell) for cell in (1, 2, 3)])
    assert names(attack_differences(weak, secrets_of(problem))) == {str(sum_of(1)): (2, 2)}
    assert not leaks(attack_differences(ours(problem), secrets_of(problem)), SMALLEST)


def test_one_filter_less_another_finds_the_few_that_only_the_wider_one_has() -> None:
    problem = problem_of([40, 3, 25, 9], [sum_of(0, 1, 2), sum_of(0, 2), sum_of(1, 2, 3)], coalition=1)
    weak = badly(problem, sum_of(1))
    assert names(attack_differences(weak, secrets_of(problem))) == {str(sum_of(1)): (3, 3)}
    assert not leaks(attack_differences(ours(problem), secrets_of(problem)), SMALLEST)


def test_a_linear_program_finds_a_number_small_that_no_subtraction_gives() -> None:
    problem = problem_of([2, 4, 0, 30], [sum_of(0, 2), sum_of(1, 2), sum_of(0, 1), sum_of(0, 3), sum_of(0, 1, 2, 3)], 1)
    weak = Told(4, ((sum_of(0, 2), (2, 2)), (sum_of(0, 1, 3), (36, 36)), (sum_of(3), (30, 30))))
    secrets = {"first": sum_of(0)}
    assert not attack_linear(weak, secrets)
    assert names(attack_by_program(weak, secrets, Attack.LINEAR_PROGRAM)) == {"first": (0, 2)}
    told = ours(problem)
    assert not leaks(attack_by_program(told, secrets_of(problem), Attack.LINEAR_PROGRAM), SMALLEST)


OVERLAPPING = [(0, 1, 2, 3, 4), (1, 3, 4, 5), (0, 1, 3), (0, 1, 2, 5)]


def test_whole_numbers_find_what_the_linear_program_calls_safe() -> None:
    """Found by chance: of these filters the first cell can be 5 in parts of persons, and only 4 in whole ones."""
    counts, filters = [4, 1, 4, 0, 6, 6], [sum_of(*cells) for cells in OVERLAPPING]
    weak = Told(6, tuple((terms, (sum(counts[cell] for cell, _ in terms),) * 2) for terms in filters))
    secrets = {"first": sum_of(0)}
    assert not leaks(attack_by_program(weak, secrets, Attack.LINEAR_PROGRAM), SMALLEST)
    assert names(attack_by_program(weak, secrets, Attack.INTEGER)) == {"first": (0, 4)}
    problem = problem_of(counts, filters, coalition=1)
    assert not leaks(attack_by_program(ours(problem), secrets_of(problem), Attack.INTEGER), SMALLEST)


def test_who_is_counted_himself_finds_what_outsiders_cannot() -> None:
    problem = problem_of([2, 3, 40], [sum_of(0, 1), sum_of(0, 1, 2)], coalition=1)
    weak, secrets = badly(problem, sum_of(0), sum_of(1)), secrets_of(problem)
    assert not leaks(attack_by_program(weak, secrets, Attack.INTEGER), SMALLEST)
    found = names(attack_by_insiders(weak, secrets, Attack.SINGLETON, problem.counts, 1))
    assert found == {str(sum_of(0)): (1, 4), str(sum_of(1)): (1, 4)}
    assert not leaks(attack_by_insiders(ours(problem), secrets, Attack.SINGLETON, problem.counts, 1), SMALLEST)


def test_two_who_talk_together_find_what_each_by_himself_cannot() -> None:
    counts = [2, 1, 3, 40]
    sums = [sum_of(0, 1, 2), sum_of(0, 1, 2, 3)]
    problem = problem_of(counts, sums, coalition=2)
    weak, secrets = badly(problem, sum_of(0), sum_of(1), sum_of(2)), secrets_of(problem)
    assert not leaks(attack_by_insiders(weak, secrets, Attack.SINGLETON, counts, 1), SMALLEST)
    assert str(sum_of(0)) in names(attack_by_pairs(weak, secrets, counts))
    assert not leaks(attack_by_pairs(ours(problem), secrets, counts), SMALLEST)


def test_a_rounded_share_of_few_tells_their_number() -> None:
    assert numerators_of(0.667, 3, 6) == (4, 4)
    assert groups_of(0.86, 2, range(1, 16)) == [(6, 7), (12, 14)]
    assert is_small_group(groups_of(0.667, 3, [6]), SMALLEST)
    assert not is_small_group(groups_of(0.5, 3, [10, 12]), SMALLEST)
    assert numerators_of(0.5, 0, 40) == (0, 20), "half a unit lies on the edge of both roundings"


def test_a_share_left_beside_hidden_numbers_gives_them_away_and_a_told_interval_of_ours_does_not() -> None:
    counts, everybody = [3, 10, 60], sum_of(0, 1, 2)
    problem = problem_of(counts, [everybody], coalition=1)
    secrets = secrets_of(problem)
    hidden = badly(problem, *[sum_of(cell) for cell in range(3)])
    assert not leaks(attack_by_program(hidden, secrets, Attack.ROUNDING), SMALLEST)
    weak = Told(3, (*hidden.numbers, *told_by_share(0.041, 3, sum_of(0), everybody)))
    assert names(attack_by_program(weak, secrets, Attack.ROUNDING)) == {str(sum_of(0)): (3, 3)}
    shares = [Number("share of the second", sum_of(1), told=numerators_of(0.1, 1, 73)), Number("all", everybody)]
    released = make_problem(counts, [Number("few", sum_of(0), least=SMALLEST), *shares], coalition=1)
    kept = [p for p in range(3) if p not in suppress(released, KEY, NODES).hidden]
    told = Told(3, tuple((released.numbers[p].terms, released.numbers[p].told or (73, 73)) for p in kept))
    assert len(kept) == 2
    assert not leaks(attack_by_program(told, {"few": sum_of(0)}, Attack.ROUNDING), SMALLEST)


@given(st.integers(1, 400), st.integers(0, 400), st.integers(0, 3))
def test_turning_a_share_back_never_loses_the_true_number(size: int, n_counted: int, decimals: int) -> None:
    n_counted = min(n_counted, size)
    low, high = numerators_of(round(n_counted / size, decimals), decimals, size)
    assert low <= n_counted <= high
    assert (n_counted, size) in groups_of(round(n_counted / size, decimals), decimals, [size])


cells = st.lists(st.integers(0, 9), min_size=3, max_size=6)
filters = st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(cells, filters)
def test_the_quick_attack_learns_what_the_slow_ones_learn(counts: list[int], chosen: list[set[int]]) -> None:
    """Of tables in which only the small cells are hidden: some give them away, some do not."""
    sums = [sum_of(*(cell for cell in each if cell < len(counts))) for each in chosen]
    sums = [terms for terms in sums if terms]
    told = Told(len(counts), tuple((terms, (sum(counts[cell] for cell, _ in terms),) * 2) for terms in sums))
    secrets: Mapping[str, Terms] = {str(cell): sum_of(cell) for cell, n in enumerate(counts) if 0 < n < SMALLEST}
    quick = attack_what_is_possible(told, secrets, counts, SMALLEST, with_pairs=False)
    slow = attack_all(told, secrets, [min(count, 1) for count in counts])
    assert quick.n_undecided == 0
    assert {each.name for each in quick.learned} == {each.name for each in leaks(slow, SMALLEST)}


@pytest.mark.parametrize("coalition", [1, 2])
def test_what_two_can_prove_is_told_apart_from_what_one_can(coalition: int) -> None:
    problem = problem_of([2, 1, 3, 40], [sum_of(0, 1, 2), sum_of(0, 1, 2, 3)], coalition)
    told = badly(problem, sum_of(0), sum_of(1), sum_of(2)) if coalition == 1 else ours(problem)
    found = attack_what_is_possible(told, secrets_of(problem), problem.counts, SMALLEST)
    assert {each.attack for each in found.learned} == ({Attack.TWO_COALITION} if coalition == 1 else set())
