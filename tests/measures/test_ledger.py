"""The ledger: every change of a count has its code, and they add up."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, LAST_DAY, World, cohorts, worlds
from tests.measures.asking import MONTHS_KNOWN
from tests.oracles import ledger as oracle
from tests.oracles import tally as tally_oracle
from tests.oracles.dated import ONE_DAY, date_of

from videre.definitions.catalogue import Definitions
from videre.domain.days import first_day
from videre.domain.movements import LedgerCode
from videre.domain.standing import N_YOUTH_CLASSES, YouthClass
from videre.measures.arrays import history_of
from videre.measures.ledger import Accounts, youth_accounts
from videre.measures.standings import Population, class_spells
from videre.measures.tally import tally_months

RULES = Definitions().standing_rules("18_hours_a_week")
AGES = st.sampled_from([(15, 18), (18, 25), (0, 30)])


def accounts_of(
    world: World, months: tuple[int, int, int], ages: tuple[int, int], persons_a_piece: int = 20_000
) -> Accounts:
    """Return the accounts with a cell a person."""
    first_month, n_months, known_at = months
    history = history_of(world, known_at)
    population = Population(ALBERTSLUND, *ages, first_day(first_month - 1), first_day(first_month + n_months))
    cells = np.arange(len(world), dtype=np.int32)
    return youth_accounts(history, RULES, population, cells, len(world), persons_a_piece)


@given(worlds() | cohorts(), MONTHS_KNOWN, AGES)
def test_each_move_is_one_that_the_oracle_finds_by_looking_at_the_person_on_two_days(
    world: World, months: tuple[int, int, int], ages: tuple[int, int]
) -> None:
    first_month, n_months, known_at = months
    moves = accounts_of(world, months, ages).moves
    found = {
        (int(month), int(cell)): (YouthClass(before), YouthClass(after), LedgerCode(code))
        for month, cell, code, before, after in zip(*moves[:5], strict=True)
    }
    assert len(found) == len(moves.n) == moves.n.sum()
    people = tally_oracle.people(world)
    expected = {}
    for place in range(1, n_months + 1):
        if first_day(first_month + place) - 1 > known_at:
            break
        then, now = (date_of(first_day(first_month + at)) - ONE_DAY for at in (place - 1, place))
        for cell, someone in enumerate(people):
            move = oracle.move(someone, ages, ALBERTSLUND, RULES, then, now)
            if move is not None:
                expected[place, cell] = move
    assert found.keys() == expected.keys()
    for key, (before, after, code) in found.items():
        assert (before, after) == expected[key][:2]
        assert code in expected[key][2]


@given(worlds() | cohorts(), MONTHS_KNOWN, AGES)
def test_the_ledger_closes_for_every_class_cell_and_month(
    world: World, months: tuple[int, int, int], ages: tuple[int, int]
) -> None:
    accounts = accounts_of(world, months, ages)
    change: Counter[tuple[int, int, int]] = Counter()
    for month, cell, _, before, after, n in zip(*accounts.moves, strict=True):
        change[int(month), int(before), int(cell)] -= int(n)
        change[int(month), int(after), int(cell)] += int(n)
    n_months, n_classes, n_cells = accounts.counts.shape
    for month in range(1, n_months):
        for youth_class in range(1, n_classes):
            for cell in range(n_cells):
                difference = accounts.counts[month, youth_class, cell] - accounts.counts[month - 1, youth_class, cell]
                assert difference == change[month, youth_class, cell]


@given(worlds() | cohorts(), MONTHS_KNOWN, AGES)
def test_the_counts_of_the_ledger_are_those_of_the_measure(
    world: World, months: tuple[int, int, int], ages: tuple[int, int]
) -> None:
    first_month, _, known_at = months
    accounts = accounts_of(world, months, ages)
    n_shown = len(accounts.counts)
    history = history_of(world, known_at)
    population = Population(ALBERTSLUND, *ages, first_day(first_month - 1), first_day(first_month - 1 + n_shown))
    cells = np.arange(len(world), dtype=np.int32)
    spells = class_spells(history, RULES, population)
    counts = tally_months(spells, N_YOUTH_CLASSES, first_month - 1, n_shown, cells, len(world))
    assert accounts.counts.tolist() == counts.tolist()


@given(worlds() | cohorts(), st.integers(1, 5), st.data())
def test_neither_pieces_nor_the_order_of_persons_change_the_ledger(
    world: World, persons_a_piece: int, data: st.DataObject
) -> None:
    months = (24168, 24, LAST_DAY)
    order = data.draw(st.permutations(range(len(world))))
    whole = accounts_of(world, months, (15, 18))
    turned = accounts_of([world[place] for place in order], months, (15, 18), persons_a_piece)
    assert turned.counts.tolist() == whole.counts[:, :, order].tolist()
    named = zip(turned.moves.month, turned.moves.code, turned.moves.before, turned.moves.after, strict=True)
    cells = [order[cell] for cell in turned.moves.cell]
    again = sorted(zip(*map(list, zip(*named, strict=True)), cells, strict=True)) if cells else []
    moves = whole.moves
    assert again == sorted(zip(moves.month, moves.code, moves.before, moves.after, moves.cell, strict=True))


@given(worlds() | cohorts(), st.integers(0, 8))
def test_two_halves_of_a_population_have_the_ledger_of_the_whole(world: World, cut: int) -> None:
    months = (24168, 24, LAST_DAY)
    halves = [accounts_of(half, months, (15, 18)) for half in (world[:cut], world[cut:]) if half]
    summed: Counter[tuple[int, ...]] = Counter()
    for half in halves:
        for month, _, code, before, after, n in zip(*half.moves, strict=True):
            summed[int(month), int(code), int(before), int(after)] += int(n)
    whole: Counter[tuple[int, ...]] = Counter()
    for month, _, code, before, after, n in zip(*accounts_of(world, months, (15, 18)).moves, strict=True):
        whole[int(month), int(code), int(before), int(after)] += int(n)
    assert summed == whole
