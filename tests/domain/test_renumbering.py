"""One person, however many numbers: chains, changes that are undone, numbers that meet."""

from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import renumbering as oracle

from videre.domain.renumbering import NumberChange, newest_numbers, persons_numbers

CHANGES = st.lists(
    st.builds(NumberChange, st.integers(1, 8), st.integers(1, 8), st.integers(0, 3)),
    max_size=8,
    unique_by=lambda change: change.old,
)


@given(changes=CHANGES)
def test_the_newest_number_of_everybody_is_what_the_oracle_says(changes: list[NumberChange]) -> None:
    real = [change for change in changes if change.old != change.new]
    expected = {}
    for numbers in oracle.persons(real):
        newest = oracle.newest(real, numbers)
        expected.update(dict.fromkeys(numbers - {newest}, newest))
    assert newest_numbers(changes) == expected


@given(changes=CHANGES, asked=st.sets(st.integers(1, 8)))
def test_all_numbers_of_a_person_are_found_from_any_of_them(changes: list[NumberChange], asked: set[int]) -> None:
    persons = [*oracle.persons([change for change in changes if change.old != change.new]), *({n} for n in range(1, 9))]
    expected = set(asked).union(*(numbers for numbers in persons if numbers & asked))
    assert persons_numbers(changes, asked) == expected


def test_a_chain_is_followed_to_its_end_whatever_its_length() -> None:
    chain = [NumberChange(n, n + 1, day=0) for n in range(5000)]
    assert newest_numbers(chain) == dict.fromkeys(range(5000), 5000)


def test_a_change_that_is_undone_by_one_the_other_way_leaves_the_old_number() -> None:
    assert newest_numbers([NumberChange(1, 2, day=10), NumberChange(2, 1, day=20)]) == {2: 1}
