"""The ledgers of the cohorts: measurement points 1, 4 and 5."""

from collections import Counter
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.builders import (
    ALBERTSLUND,
    GLOSTRUP,
    LAST_DAY,
    World,
    cohorts,
    days,
    enrolment,
    in_order,
    person,
    residence,
)
from tests.measures.asking import asked
from tests.oracles import tally as tally_oracle
from tests.oracles import way as oracle
from tests.oracles.dated import date_of, months_later

from videre.definitions.catalogue import Definitions
from videre.domain.education import EducationKind, Outcome
from videre.domain.exam import ExamGroup
from videre.domain.movements import LedgerCode
from videre.domain.way import Way
from videre.measures.arrays import history_of
from videre.measures.exam import LACKING, measure_exam
from videre.measures.leavers import leavers_of_ninth_grade, leavers_of_school
from videre.measures.ledger import Accounts
from videre.measures.ledger_cohorts import UNDELIVERED, exam_accounts, way_accounts

DEFINITIONS = Definitions()
RULES = DEFINITIONS.programme_kinds().way_rules(date(2016, 1, 1))
YEARS = st.sampled_from([2013, 2014, 2015])
N_MONTHS = 20


def a_cell_each(n: int) -> NDArray[np.int32]:
    return np.arange(n, dtype=np.int32)


def assert_closes(accounts: Accounts) -> None:
    change: Counter[tuple[int, int, int]] = Counter()
    for month, cell, _, before, after, n in zip(*accounts.moves, strict=True):
        change[int(month), int(before), int(cell)] -= int(n)
        change[int(month), int(after), int(cell)] += int(n)
    for month, number, cell in np.ndindex(accounts.counts.shape):
        if month and number:
            difference = accounts.counts[month, number, cell] - accounts.counts[month - 1, number, cell]
            assert difference == change[month, number, cell]


@given(cohorts(), YEARS, days() | st.just(LAST_DAY))
def test_the_way_of_each_leaver_and_its_codes_are_those_of_the_oracle(world: World, year: int, known_at: int) -> None:
    history = history_of(world, known_at)
    leavers = leavers_of_ninth_grade(history, ALBERTSLUND, year)
    n_leavers = len(leavers.left_on)
    accounts = way_accounts(history, RULES, leavers, N_MONTHS, a_cell_each(n_leavers), max(n_leavers, 1))
    assert_closes(accounts)
    people = tally_oracle.people(world)
    found = {
        (int(month), int(cell)): (Way(before), Way(after), LedgerCode(code))
        for month, cell, code, before, after in zip(*accounts.moves[:5], strict=True)
    }
    expected = {}
    n_reached = len(accounts.counts) - 1
    for cell in range(n_leavers):
        facts = people[leavers.members.person[cell]].facts
        left_on = date_of(int(leavers.left_on[cell]))
        at = [months_later(left_on, month) for month in range(n_reached)]
        ways = [oracle.way_on(day, facts, left_on, RULES) for day in at]
        for month in range(n_reached):
            before = ways[month - 1] if month else Way.NONE
            if before != ways[month]:
                codes = {LedgerCode.LEFT_SCHOOL}
                if month:
                    codes = oracle.codes_of(before, ways[month], at[month - 1], at[month], facts, left_on, RULES)
                expected[month + 1, cell] = (before, ways[month], codes)
    assert found.keys() == expected.keys()
    for key, (before, after, code) in found.items():
        assert (before, after) == expected[key][:2]
        assert code in expected[key][2]


@given(cohorts(), YEARS, days() | st.just(LAST_DAY))
def test_the_exams_ledger_closes_on_the_figures_of_the_measure(world: World, year: int, known_at: int) -> None:
    history = history_of(world, known_at)
    leavers = leavers_of_school(history, ALBERTSLUND, year)
    cells = np.zeros(len(leavers.left_on), np.int32)
    accounts = exam_accounts(history, DEFINITIONS.exam_rule(year), leavers, N_MONTHS, cells, 1)
    assert_closes(accounts)
    figures = measure_exam(history, DEFINITIONS.exam_rule, N_MONTHS - 1, asked(year, 1, ("months",)))
    by_month = {int(figure.breakdown["months"]): figure for figure in figures}
    for month in range(len(accounts.counts) - 1):
        counts = accounts.counts[month + 1, :, 0]
        figure = by_month[month]
        assert counts.sum() == figure.denominator
        assert sum(counts[group] for group in LACKING) == figure.numerator
        assert counts[UNDELIVERED] == figure.unknown
    assert UNDELIVERED not in set(ExamGroup)


def test_a_cohort_is_followed_wherever_its_members_move() -> None:
    facts = [
        residence(stop="2014-10-01"),
        residence("2014-10-01", municipality=GLOSTRUP),
        enrolment(EducationKind.NINTH_GRADE, "2013-08-10", "2014-06-27"),
        enrolment(EducationKind.STX, "2014-08-10", "2015-02-01", Outcome.INTERRUPTED),
    ]
    history = history_of([(person(), in_order(facts))], LAST_DAY)
    leavers = leavers_of_ninth_grade(history, ALBERTSLUND, 2014)
    moves = way_accounts(history, RULES, leavers, N_MONTHS, a_cell_each(1), 1).moves
    assert [(int(month), LedgerCode(code).name) for month, code in zip(moves.month, moves.code, strict=True)] == [
        (1, "LEFT_SCHOOL"),
        (3, "STARTED"),
        (9, "BROKE_OFF"),
    ]
