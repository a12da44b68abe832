"""The ledger of measurement point 2."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, LAST_DAY, World, benefit, person, residence, worlds
from tests.measures.asking import MONTHS_KNOWN
from tests.oracles import ledger as oracle
from tests.oracles import tally as tally_oracle
from tests.oracles.dated import ONE_DAY, date_of

from videre.definitions.catalogue import Definitions
from videre.domain.benefits import BenefitInUnion, BenefitState
from videre.domain.days import first_day, month_from_iso
from videre.domain.movements import LedgerCode
from videre.domain.work import BenefitKind
from videre.measures.arrays import history_of
from videre.measures.ledger import Accounts
from videre.measures.ledger_benefits import benefit_accounts
from videre.measures.standings import Population

UNION = Definitions().benefit_union("benefits")
REFORMS = Definitions().benefit_reforms()
ALONE = tuple(each for each in UNION if each.benefit == BenefitKind.KONTANTHJAELP)
AGES = st.sampled_from([(0, 30), (0, 18), (18, 25)])


def accounts_of(
    world: World,
    months: tuple[int, int, int],
    ages: tuple[int, int],
    union: tuple[BenefitInUnion, ...] = UNION,
    persons_a_piece: int = 20_000,
) -> Accounts:
    """Return the accounts with a cell a person."""
    first_month, n_months, known_at = months
    population = Population(ALBERTSLUND, *ages, first_day(first_month - 1), first_day(first_month + n_months))
    cells = np.arange(len(world), dtype=np.int32)
    history = history_of(world, known_at)
    return benefit_accounts(history, union, REFORMS, population, cells, len(world), persons_a_piece)


@given(worlds(), MONTHS_KNOWN, AGES, st.sampled_from([UNION, ALONE]))
def test_each_move_is_the_one_that_the_oracle_finds(
    world: World, months: tuple[int, int, int], ages: tuple[int, int], union: tuple[BenefitInUnion, ...]
) -> None:
    first_month, n_months, known_at = months
    moves = accounts_of(world, months, ages, union).moves
    found = {
        (int(month), int(cell)): (BenefitState(before), BenefitState(after), LedgerCode(code))
        for month, cell, code, before, after in zip(*moves[:5], strict=True)
    }
    expected = {}
    for place in range(1, n_months + 1):
        if first_day(first_month + place) - 1 > known_at:
            break
        then, now = (date_of(first_day(first_month + at)) - ONE_DAY for at in (place - 1, place))
        for cell, someone in enumerate(tally_oracle.people(world)):
            move = oracle.benefit_move(someone, union, REFORMS, ages, ALBERTSLUND, then, now)
            if move is not None:
                expected[place, cell] = move
    assert found == expected


@given(worlds(), MONTHS_KNOWN, AGES, st.integers(1, 4))
def test_the_ledger_closes_whatever_the_pieces(
    world: World, months: tuple[int, int, int], ages: tuple[int, int], persons_a_piece: int
) -> None:
    accounts = accounts_of(world, months, ages, persons_a_piece=persons_a_piece)
    change: Counter[tuple[int, int, int]] = Counter()
    for month, cell, _, before, after, n in zip(*accounts.moves, strict=True):
        change[int(month), int(before), int(cell)] -= int(n)
        change[int(month), int(after), int(cell)] += int(n)
    for month, state, cell in np.ndindex(accounts.counts.shape):
        if month and state:
            difference = accounts.counts[month, state, cell] - accounts.counts[month - 1, state, cell]
            assert difference == change[month, state, cell]


def codes(*facts: object, union: tuple[BenefitInUnion, ...], in_month: str) -> list[LedgerCode]:
    """Return the codes of one person of 20 in one month."""
    months = (month_from_iso(in_month), 1, LAST_DAY)
    world = [(person("1994-03-14"), [residence(), *facts])]
    return [LedgerCode(code) for code in accounts_of(world, months, (0, 30), union).moves.code]  # type: ignore[list-item]


def test_whoever_went_from_kontanthjaelp_to_uddannelseshjaelp_by_the_reform_was_reclassified() -> None:
    before = benefit(BenefitKind.KONTANTHJAELP, "2013-01-01", "2014-01-01")
    after = benefit(BenefitKind.UDDANNELSESHJAELP, "2014-01-01", "2015-01-01")
    assert codes(before, after, union=ALONE, in_month="2014-01") == [LedgerCode.RECLASSIFIED]
    assert codes(before, after, union=UNION, in_month="2014-01") == []
    assert codes(before, union=ALONE, in_month="2014-01") == [LedgerCode.STOPPED_BENEFIT]


def test_whoever_changes_long_after_the_reform_was_not_reclassified() -> None:
    before = benefit(BenefitKind.KONTANTHJAELP, "2013-01-01", "2014-09-01")
    after = benefit(BenefitKind.UDDANNELSESHJAELP, "2014-09-01", "2015-01-01")
    assert codes(before, after, union=ALONE, in_month="2014-09") == [LedgerCode.STOPPED_BENEFIT]


def test_a_newcomer_moved_to_the_integration_benefit_leaves_the_union_as_reclassified() -> None:
    before = benefit(BenefitKind.UDDANNELSESHJAELP, "2014-01-01", "2015-09-01")
    after = benefit(BenefitKind.INTEGRATIONSYDELSE, "2015-09-01", "2016-09-01")
    assert codes(before, after, union=UNION, in_month="2015-09") == [LedgerCode.RECLASSIFIED]
