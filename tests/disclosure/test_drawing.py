"""A pattern is taken only where other tables could have given it, and whether it is says nothing of the true one."""

from collections.abc import Callable, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.disclosure.test_certifying import RULE
from tests.disclosure.test_rerunning import SMALLEST, table

from videre.disclosure import drawing
from videre.disclosure.attacking import Told
from videre.disclosure.drawing import (
    MOST_CELLS,
    Again,
    could_be_another,
    draw,
    draw_once,
    key_of_draw,
    raised_by,
    with_threshold,
)
from videre.disclosure.every_table import tables_of
from videre.disclosure.problem import Number, Problem, Terms, make_problem
from videre.disclosure.rerunning import attack_by_rerunning
from videre.disclosure.suppressing import Suppression
from videre.disclosure.witnessing import NoCertificate

N_CELLS = 6
KEYS = [f"a key that somebody thought of {number}".encode() for number in range(16)]


@cache
def first_draw(counts: tuple[int, ...], key: bytes) -> frozenset[str]:
    problem = table(counts)
    try:
        return names_of(problem, draw_once(problem, key, RULE))
    except NoCertificate:
        return frozenset({"nothing is told"})


def names_of(problem: Problem, drawn: Suppression) -> frozenset[str]:
    return frozenset(problem.numbers[place].key for place in drawn.hidden)


def again(hides: Callable[[Sequence[int], bytes], frozenset[str]]) -> Again:
    names = frozenset(number.key for number in table((9,) * N_CELLS).numbers)
    return Again(names, tuple(range(N_CELLS)), hides)


AS_IT_IS = again(lambda counts, key: first_draw(tuple(counts), key))


def told_of(problem: Problem, hidden: frozenset[str]) -> Told:
    pairs = zip(problem.numbers, problem.values, strict=True)
    return Told(N_CELLS, tuple((n.terms, (v, v)) for n, v in pairs if n.key not in hidden))


def value_of(counts: Sequence[int], terms: Terms) -> int:
    return sum(factor * counts[cell] for cell, factor in terms)


# What suppression alone hides of these, no table with five or more in some hidden number would have hidden.
BELIEVED_SMALL = [(1, 3, 3, 2, 5, 0), (5, 4, 1, 4, 1, 5), (2, 0, 4, 1, 4, 1), (7, 3, 6, 10, 3, 3)]


@pytest.mark.parametrize("counts", BELIEVED_SMALL)
def test_who_runs_the_program_again_must_leave_every_hidden_number_as_great_as_it_could_be(
    counts: tuple[int, ...],
) -> None:
    problem = table(counts)
    drawn = draw(problem, b"secret", RULE, AS_IT_IS)
    hidden = names_of(problem, drawn)
    told = told_of(problem, hidden)
    secrets = {n.key: n.terms for n in problem.numbers if n.is_sensitive}
    programs = [lambda own, key=key: first_draw(tuple(own), key) for key in KEYS]
    learned = attack_by_rerunning(told, secrets, hidden, programs)
    assert not [each for each in learned if each.is_exact() or each.is_under(SMALLEST)]


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=N_CELLS, max_size=N_CELLS))
def test_all_tables_that_agree_with_what_is_told_take_a_pattern_or_none_does(counts: list[int]) -> None:
    """So what is taken betrays no more than what is told."""
    problem = table(tuple(counts))
    try:
        drawn = draw_once(problem, b"secret", RULE)
    except NoCertificate:
        return
    hidden = names_of(problem, drawn)
    taken = set()
    for other in list(tables_of(told_of(problem, hidden), 401))[::40]:
        own = table(other)
        places = frozenset(place for place, number in enumerate(own.numbers) if number.key in hidden)
        taken.add(could_be_another(own, drawn._replace(hidden=places), AS_IT_IS, SMALLEST))
    assert len(taken) <= 1


def test_where_no_other_table_gives_the_pattern_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "RAISED", ())  # or so much is hidden that nobody could try every table
    own = again(lambda _counts, _key: frozenset({"other"}))
    with pytest.raises(NoCertificate, match="ran the program again"):
        draw(table((1, 3, 3, 2, 5, 0)), b"secret", RULE, own)


def test_a_pattern_that_is_not_taken_is_drawn_again_under_another_key() -> None:
    counts, asked = (10, 7, 11, 8, 5, 4), set[bytes]()
    first = first_draw(counts, b"secret")

    def hides(table_: Sequence[int], key: bytes) -> frozenset[str]:
        asked.add(key)
        found = first_draw(tuple(table_), key)
        return frozenset({"other"}) if found == first else found

    drawn = draw(table(counts), b"secret", RULE, again(hides))
    assert names_of(table(counts), drawn) != first
    assert b"secret" not in asked, "the attacker's keys are tried, and never the home's"


def test_the_threshold_is_drawn_by_the_key_half_of_the_times_higher_and_never_lower() -> None:
    raised = [raised_by(key_of_draw(b"secret", number)) for number in range(400)]
    assert {*raised} == {0, 1, 2, 3}
    assert 160 < raised.count(0) < 240
    problem = make_problem([3, 6, 9], [Number(str(n), ((n, 1),), least=5 if n == 0 else None) for n in range(3)])
    assert [number.least for number in with_threshold(problem, 5, 7).numbers] == [7, 7, None]


def test_a_problem_of_many_cells_is_taken_as_it_is_first_drawn() -> None:
    counts = [3, *[20] * MOST_CELLS]
    numbers = [Number(str(cell), ((cell, 1),), least=5 if cell == 0 else None) for cell in range(len(counts))]
    numbers.append(Number("all", tuple((cell, 1) for cell in range(len(counts)))))
    problem = make_problem(counts, numbers, coalition=1)

    def never(_counts: Sequence[int], _key: bytes) -> frozenset[str]:
        raise AssertionError

    assert len(draw(problem, b"secret", RULE, Again(frozenset(), (), never)).hidden) >= 2
