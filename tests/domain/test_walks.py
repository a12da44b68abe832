"""The walk over a life: equal to the oracle on each day, and lawful as a cover of time."""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.builders import FIRST_DAY, LAST_DAY, lives
from tests.oracles import standing as oracle
from tests.oracles.dated import date_of, dated

from videre.definitions.catalogue import Definitions
from videre.domain.facts import Fact
from videre.domain.standing import StandingReason, StandingSpells, YouthClass, standing_on, walk_standings

RULES = Definitions().standing_rules("18_hours_a_week")
WORKS = {StandingReason.WORKS_ENOUGH, StandingReason.WORKS_TOO_LITTLE}
A_MONTH_OF_WORK = -2
A_YEAR_AND_A_SUMMER = 520  # days compared at a time, so that most hold two summers


class Spell(NamedTuple):
    """One spell of a walk."""

    youth_class: int
    reason: int
    fact: int
    since: int
    until: int


def walk(facts: list[Fact], begin: int, end: int) -> list[Spell]:
    """Return a person's spells, written where there is just room for the most that the docstring promises."""
    room = 3 * len(facts) + 2
    places = StandingSpells(*([0] * room for _ in StandingSpells._fields))
    n_spells = walk_standings(facts, 0, len(facts), RULES, begin, end, places, 0, [0] * len(facts))
    return [Spell(*(field[at] for field in places)) for at in range(n_spells)]


def days_of(spells: list[Spell]) -> dict[int, tuple[int, int, int]]:
    """Return class, reason and fact of every day covered; a spell of work bears its first month, so no one month."""
    return {
        day: (spell.youth_class, spell.reason, A_MONTH_OF_WORK if spell.reason in WORKS else spell.fact)
        for spell in spells
        for day in range(spell.since, spell.until)
    }


@settings(max_examples=4 * settings.default.max_examples)
@given(lives(), st.integers(FIRST_DAY, LAST_DAY - A_YEAR_AND_A_SUMMER))
def test_the_walk_says_what_the_oracle_says_on_each_day(facts: list[Fact], begin: int) -> None:
    with_dates = dated(facts)
    for day, (youth_class, reason, fact) in days_of(walk(facts, begin, begin + A_YEAR_AND_A_SUMMER)).items():
        expected_class, expected_reason, may_decide = oracle.standing_on(date_of(day), with_dates, RULES)
        assert (YouthClass(youth_class), StandingReason(reason)) == (expected_class, expected_reason), date_of(day)
        assert fact in may_decide or fact == A_MONTH_OF_WORK, date_of(day)


@given(lives(max_facts=14), st.integers(FIRST_DAY, LAST_DAY), st.integers(0, 1500))
def test_spells_cover_all_days_once_and_neighbours_differ(facts: list[Fact], begin: int, n_days: int) -> None:
    spells = walk(facts, begin, begin + n_days)
    assert [spell.since for spell in spells] == [begin, *(spell.until for spell in spells)][: len(spells)]
    assert sum(spell.until - spell.since for spell in spells) == n_days
    assert all(spell.since < spell.until for spell in spells)
    assert all(before[:3] != after[:3] for before, after in pairwise(spells))


@given(lives(), st.integers(FIRST_DAY, LAST_DAY), st.integers(1, 700), st.integers(1, 700))
def test_two_walks_end_to_end_are_one_walk(facts: list[Fact], begin: int, first: int, second: int) -> None:
    parts = walk(facts, begin, begin + first) + walk(facts, begin + first, begin + first + second)
    assert days_of(parts) == days_of(walk(facts, begin, begin + first + second))


@given(lives(), st.integers(FIRST_DAY, LAST_DAY))
def test_one_answer_holds_until_the_day_that_it_names(facts: list[Fact], day: int) -> None:
    answer = standing_on(day, facts, 0, len(facts), RULES)
    assert answer.until > day
    for later in {(day + min(answer.until, LAST_DAY)) // 2, min(answer.until, LAST_DAY + 800) - 1} - {day}:
        if day < later < answer.until:
            assert standing_on(later, facts, 0, len(facts), RULES)[:3] == answer[:3]


@given(lives(), lives(), st.integers(FIRST_DAY, LAST_DAY))
def test_other_peoples_facts_around_ones_own_change_nothing(own: list[Fact], others: list[Fact], day: int) -> None:
    alone = standing_on(day, own, 0, len(own), RULES)
    first = len(others)
    among = standing_on(day, others + own + others, first, first + len(own), RULES)
    assert among.fact == (alone.fact if alone.fact < 0 else alone.fact + first)
    assert among._replace(fact=alone.fact) == alone


def test_the_random_lives_hold_every_class_and_reason_often() -> None:
    days: Counter[tuple[YouthClass, StandingReason]] = Counter()
    lives_with: Counter[YouthClass | StandingReason] = Counter()

    @settings(max_examples=250, phases=[Phase.generate], derandomize=True, database=None)
    @given(lives())
    def collect(facts: list[Fact]) -> None:
        spells = walk(facts, FIRST_DAY, LAST_DAY)
        for spell in spells:
            days[YouthClass(spell.youth_class), StandingReason(spell.reason)] += spell.until - spell.since
        lives_with.update({YouthClass(spell.youth_class) for spell in spells})
        lives_with.update({StandingReason(spell.reason) for spell in spells})

    collect()
    wanted = [*YouthClass][1:] + [*StandingReason][1:]
    assert {name: lives_with[name] for name in wanted if lives_with[name] < 20} == {}
    for youth_class in (YouthClass.PRIMARY_SCHOOL, YouthClass.EDUCATION, YouthClass.PREPARATORY):
        assert days[youth_class, StandingReason.SUMMER_BEFORE_NEXT_COURSE] > 100
