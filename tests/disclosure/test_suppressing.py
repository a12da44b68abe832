"""Witness-certified suppression: what it hides is proved enough, is little, and withstands every attack."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.disclosure.benchmark_tables import SMALLEST, benchmark_problem
from tests.oracles.attacks import attack_all

from videre.disclosure.attacking import Attack, Told, attack_by_program, attack_linear, leaks
from videre.disclosure.certificate import make_certificate
from videre.disclosure.checker import check_certificate
from videre.disclosure.gauss import suppress_by_gauss
from videre.disclosure.problem import NotATable, Number, Problem, make_problem
from videre.disclosure.suppressing import Suppression, suppress
from videre.disclosure.witnessing import NoCertificate

KEY = b"a key of the tests"


def told_of(problem: Problem, suppression: Suppression) -> Told:
    """Return what is out when a suppression is published."""
    numbers = []
    for place, (number, value) in enumerate(zip(problem.numbers, problem.values, strict=True)):
        if place not in suppression.hidden:
            numbers.append((number.terms, number.told or (value, value)))
    return Told(len(problem.counts), tuple(numbers))


def overlapping(counts: list[int], masks: list[int], coalition: int = 2) -> Problem:
    """Return a problem of filters over cells, each filter a mask, with small filters and small cells protected."""
    numbers = []
    for filter_, mask in enumerate(masks):
        cells = [cell for cell in range(len(counts)) if mask >> cell & 1]
        value = sum(counts[cell] for cell in cells)
        least = SMALLEST if 0 < value < SMALLEST else None
        numbers.append(Number(f"filter {filter_}", tuple((cell, 1) for cell in cells), least=least))
    for cell, count in enumerate(counts):
        if 0 < count < SMALLEST:
            numbers.append(Number(f"cell {cell}", ((cell, 1),), least=SMALLEST, was_hidden=True))
    return make_problem(counts, numbers, coalition=coalition)


cells = st.lists(st.integers(0, 12), min_size=4, max_size=8)


@settings(max_examples=40, deadline=None)
@given(cells, st.lists(st.integers(1, 255), min_size=1, max_size=8))
def test_overlapping_filters_withstand_every_attack_and_the_checker_agrees(counts: list[int], masks: list[int]) -> None:
    masks = [mask & (1 << len(counts)) - 1 for mask in masks]
    problem = overlapping(counts, [mask for mask in masks if mask])
    suppression = suppress(problem, KEY, 20_000)
    check_certificate(make_certificate(problem, suppression), {}, SMALLEST)
    secrets = {number.key: number.terms for number in problem.numbers if number.is_sensitive}
    assert not leaks(attack_all(told_of(problem, suppression), secrets, counts), SMALLEST)


@pytest.mark.shared
def test_the_attacker_recovers_every_small_number_when_only_small_numbers_are_hidden() -> None:
    problem = benchmark_problem("schools8_sex_status")
    secrets = {n.key: n.terms for n in problem.numbers if n.is_sensitive}
    only_small = Suppression(frozenset(place for place, n in enumerate(problem.numbers) if n.is_sensitive), ())
    learned = attack_linear(told_of(problem, only_small), secrets)
    truth = {n.key: value for n, value in zip(problem.numbers, problem.values, strict=True) if n.is_sensitive}
    assert {each.name: each.low for each in learned} == truth


@pytest.mark.shared
def test_little_is_hidden_and_no_attack_learns_what_is() -> None:
    problem = benchmark_problem("schools8_sex_status")
    primary = [place for place, number in enumerate(problem.numbers) if number.is_sensitive]
    others = sorted(set(range(len(problem.numbers))) - {*primary}, key=lambda place: -problem.values[place])
    suppression = suppress(problem, KEY, 10_000)
    assert len(suppression.hidden) <= 1.25 * len(suppress_by_gauss(problem, primary, others))
    secrets = {problem.numbers[place].key: problem.numbers[place].terms for place in primary[::6]}
    told = told_of(problem, suppression)
    learned = attack_linear(told, secrets) + attack_by_program(told, secrets, Attack.INTEGER)
    assert learned
    assert not leaks(learned, SMALLEST)


@pytest.mark.shared
@pytest.mark.parametrize("two_sided", [False, True])
def test_protection_from_both_sides_leaves_zero_possible_too(two_sided: bool) -> None:
    problem = benchmark_problem("schools8_sex_status", two_sided=two_sided)
    suppression = suppress(problem, KEY, 10_000)
    reached = {place: {0} for place in range(len(problem.numbers))}
    for witness in suppression.witnesses:
        for place, change in witness.changes.items():
            reached[place].add(change)
    sensitive = [place for place, number in enumerate(problem.numbers) if number.is_sensitive]
    assert all(problem.values[place] + max(reached[place]) >= SMALLEST for place in sensitive)
    assert all(problem.values[place] + min(reached[place]) == 0 for place in sensitive) or not two_sided


@pytest.mark.shared
def test_the_same_key_gives_the_same_answer_and_another_key_another() -> None:
    problem = benchmark_problem("schools8_sex_status")
    first, again, other = (suppress(problem, key, 10_000).hidden for key in (KEY, KEY, b"another key"))
    assert first == again
    assert first != other


def test_what_was_told_stays_told_and_what_was_hidden_stays_hidden() -> None:
    counts = [3, 20, 20, 20]
    numbers = [Number(str(cell), ((cell, 1),)) for cell in range(4)]
    numbers[0] = numbers[0]._replace(least=SMALLEST)
    numbers[1] = numbers[1]._replace(was_told=True)
    numbers[3] = numbers[3]._replace(was_hidden=True)
    numbers.append(Number("all", tuple((cell, 1) for cell in range(4)), was_told=True))
    hidden = suppress(make_problem(counts, numbers), KEY, 100).hidden
    assert hidden == {0, 3}


def test_no_certificate_is_given_where_what_was_told_gives_a_number_away() -> None:
    numbers = [Number("a", ((0, 1),), least=5), Number("b", ((1, 1),), was_told=True)]
    numbers.append(Number("both", ((0, 1), (1, 1)), was_told=True))
    with pytest.raises(NoCertificate, match="a has no witness"):
        suppress(make_problem([2, 9], numbers), KEY, 100)


@pytest.mark.shared
def test_no_certificate_is_given_when_the_nodes_are_used_up() -> None:
    with pytest.raises(NoCertificate, match="3 solver nodes"):
        suppress(benchmark_problem("schools8_sex_status"), KEY, 3)


def test_a_believable_ceiling_is_kept_by_every_witness() -> None:
    numbers = [Number(str(cell), ((cell, 1),), least=5 if cell == 0 else None) for cell in range(4)]
    numbers.append(Number("all", tuple((cell, 1) for cell in range(4))))
    problem = make_problem([2, 9, 9, 9], numbers, ceilings=[6, None, None, None])
    suppression = suppress(problem, KEY, 100)
    assert all(2 + witness.moves.get(0, 0) in {5, 6} for witness in suppression.witnesses)
    with pytest.raises(NoCertificate):
        suppress(make_problem([2, 9, 9, 9], numbers, ceilings=[4, None, None, None]), KEY, 100)


@pytest.mark.parametrize("count", [-1, 0.5, True])
def test_counts_that_are_no_persons_are_refused(count: float) -> None:
    with pytest.raises(NotATable, match="whole numbers"):
        make_problem([count], [])  # type: ignore[list-item]


def test_a_number_that_its_cells_do_not_add_up_to_is_refused() -> None:
    with pytest.raises(NotATable, match="add up to another"):
        make_problem([3, 4], [Number("all", ((0, 1), (1, 1)), told=(8, 8))])
