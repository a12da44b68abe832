"""Running the same program again strikes out tables only for whoever has the key."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.disclosure.test_certifying import accept, entry_of, how, youth_rows

from videre.definitions.catalogue import Definitions
from videre.disclosure.attacking import Attack, Told
from videre.disclosure.breaking import groups_of
from videre.disclosure.certifying import certify_period, figures_by_row
from videre.disclosure.counted import values_of
from videre.disclosure.every_table import tables_of
from videre.disclosure.examining import structure_of_entry
from videre.disclosure.problem import Problem, Terms, make_problem, numbers_of_table
from videre.disclosure.rerunning import Suppress, attack_by_rerunning, suppressor_of
from videre.disclosure.suppressing import suppress
from videre.disclosure.witnessing import NoCertificate
from videre.pipeline import attacking
from videre.pipeline.attacking import Attacker

SMALLEST = 5
ROWS, COLUMNS, COUNTS = 2, 3, (6, 0, 6, 5, 4, 4)
NO_SECRET = b""


def table(counts: tuple[int, ...]) -> Problem:
    labels = [{"row": str(row), "column": str(column)} for row, column in product(range(ROWS), range(COLUMNS))]
    groupings = {"row": {"T": ["0", "1"]}, "column": {"T": ["0", "1", "2"]}}
    numbers = [
        number._replace(least=SMALLEST) if 0 < sum(counts[cell] for cell, _ in number.terms) < SMALLEST else number
        for number in numbers_of_table(labels, groupings)
    ]
    return make_problem(counts, numbers, coalition=1)


def hidden_of(counts: tuple[int, ...], key: bytes) -> frozenset[str]:
    problem = table(counts)
    try:
        return frozenset(problem.numbers[place].key for place in suppress(problem, key, 20_000).hidden)
    except NoCertificate:
        return frozenset({"nothing is told"})


def with_key(key: bytes) -> Suppress:
    return lambda counts: hidden_of(tuple(counts), key)


def what_is_out(key: bytes) -> tuple[Told, dict[str, Terms], frozenset[str]]:
    problem, pattern = table(COUNTS), hidden_of(COUNTS, key)
    told = [(n.terms, (v, v)) for n, v in zip(problem.numbers, problem.values, strict=True) if n.key not in pattern]
    return Told(len(COUNTS), tuple(told)), {n.key: n.terms for n in problem.numbers if n.is_sensitive}, pattern


def test_without_a_key_running_the_program_again_finds_a_hidden_number() -> None:
    told, secrets, pattern = what_is_out(NO_SECRET)
    learned = attack_by_rerunning(told, secrets, pattern, [with_key(NO_SECRET)])
    assert {each.name: each.low for each in learned if each.is_exact()} == {"1,1": 4, "1,2": 4, "T,1": 4}


def test_with_a_key_that_he_has_not_the_same_attacker_finds_none() -> None:
    told, secrets, pattern = what_is_out(b"secret")
    assert pattern == hidden_of(COUNTS, NO_SECRET), "the same numbers are hidden as without a key"
    keys = [f"a key that somebody thought of {number}".encode() for number in range(8)]
    learned = attack_by_rerunning(told, secrets, pattern, [with_key(key) for key in keys])
    assert {each.name for each in learned} == secrets.keys()
    assert not [each for each in learned if each.is_exact()]


def test_who_has_no_right_key_at_all_learns_nothing() -> None:
    told, secrets, pattern = what_is_out(b"secret")
    assert attack_by_rerunning(told, secrets, pattern, [lambda _counts: frozenset({"other"})]) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=2, max_size=4),
    st.lists(st.lists(st.integers(-1, 2), min_size=4, max_size=4), min_size=1, max_size=3),
    st.integers(0, 2),
)
def test_every_table_that_agrees_is_made_once(counts: list[int], sums: list[list[int]], width: int) -> None:
    """Beside trying every table of up to three persons a cell."""
    n_cells = len(counts)
    every = tuple((((cell, 1),), (0, 3)) for cell in range(n_cells))
    factors = [tuple((cell, f) for cell, f in enumerate(row[:n_cells]) if f) for row in sums]
    values = [sum(f * counts[cell] for cell, f in terms) for terms in factors]
    told = (*every, *((terms, (v, v + width)) for terms, v in zip(factors, values, strict=True) if terms))
    found = list(tables_of(Told(n_cells, told), 1000))
    expected = {
        made
        for made in product(range(4), repeat=n_cells)
        if all(low <= sum(f * made[cell] for cell, f in terms) <= high for terms, (low, high) in told)
    }
    assert len(found) == len(expected)
    assert set(found) == expected


CELLS = {
    ("M", "990001"): (20, 2, 0),
    ("K", "990001"): (21, 0, 0),
    ("M", "990002"): (33, 6, 0),
    ("K", "990002"): (9, 9, 0),
}


def test_running_the_program_again_is_counted_where_it_was_run(monkeypatch: pytest.MonkeyPatch) -> None:
    own, rows = how("youth_15_17"), youth_rows(CELLS)
    entry = entry_of(rows, certify_period(rows, own), own)
    monkeypatch.setattr(attacking, "KEYS", attacking.KEYS[:1])
    for most, is_run in ((attacking.MOST_TABLES, True), (0, False)):
        monkeypatch.setattr(attacking, "MOST_TABLES", most)
        attacker = Attacker(Definitions(), 10**6)
        attacker.attack(entry, [entry])
        assert (attacker.n_tried[Attack.SAME_ALGORITHM] > 0) == is_run


def test_the_program_run_again_on_the_true_table_of_a_released_period_hides_the_same() -> None:
    """So the attack on a home is not in vain: with the home's own key it would strike out tables."""
    own = how("youth_15_17")
    rows = youth_rows(CELLS)
    entry = entry_of(rows, certify_period(rows, own), own)
    accept(entry, own)
    structure = structure_of_entry(entry, own.counted)
    truth = values_of(structure, figures_by_row(rows, own.counted))
    groups = list(groups_of(entry, structure, own.counted))
    assert groups
    for group in groups:
        suppressor = suppressor_of(entry, structure, own, group)
        assert suppressor is not None
        names = {structure.cells[cell].name for cell in group.cells}
        assert suppressor([truth[cell] for cell in group.cells]) == names & entry.certified.hidden
