"""What moved a point's figure: the ledger's codes, weighed so that they add up to the change."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pipeline.small_home import small_home, tell_of_a_break

from videre.disclosure.reasons import read_reasons
from videre.domain.periods import parse_period
from videre.home.home import Home
from videre.measures.ledger_entries import CLOSING, OPENING, Entry
from videre.pipeline.accounting import account
from videre.pipeline.releasing import release
from videre.pipeline.telling_why import path_of, reasons_of_entries, tell_why

NUMBERS = st.integers(0, 60)


def entry(code: str, joined: int, left: int, denominator_joined: int, denominator_left: int) -> Entry:
    return Entry(
        "2016-01", {}, code, joined - left, joined, left, denominator_joined - denominator_left, denominator_joined,
        denominator_left, 0, 0, 0,
    )  # fmt: skip


ENTRIES = st.lists(st.builds(entry, st.sampled_from(["started", "broke_off", "moved_in"]), *[NUMBERS] * 4), max_size=6)


@given(ENTRIES, st.floats(0, 1))
def test_the_effects_of_all_codes_add_up_to_what_the_share_changed_by(entries: list[Entry], share: float) -> None:
    effects = sum(reason.effect_persons for reason in reasons_of_entries(entries, share))
    change = sum(e.numerator for e in entries) - share * sum(e.denominator for e in entries)
    assert effects == pytest.approx(change, abs=1e-9)


def test_of_a_count_a_reason_is_as_large_as_its_net_change_and_about_those_who_moved() -> None:
    lines = [
        entry("started", 12, 2, 400, 0),
        entry("started", 3, 0, 0, 0),
        Entry("2016-01", {}, OPENING, 900, 0, 0, 999, 0, 0, 0, 0, 0),
        Entry("2016-01", {}, CLOSING, 913, 0, 0, 999, 0, 0, 0, 0, 0),
    ]
    (reason,) = reasons_of_entries(lines, 0.0)
    assert (reason.effect_persons, reason.n_persons) == (13, 17)


def test_whoever_joins_with_the_share_of_all_moves_nothing() -> None:
    (reason,) = reasons_of_entries([entry("moved_in", 90, 0, 100, 0)], 0.9)
    assert reason.effect_persons == pytest.approx(0)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


def test_the_ledger_of_a_home_adds_up_to_its_figures(home: Home) -> None:
    tell_of_a_break(home)
    (ledger,) = account(home, ["youth_15_17"], parse_period("2014-10..2014-12"), (), date(2015, 1, 20), None)
    opening, closing = ledger.entries[0], ledger.entries[-1]
    share = opening.numerator / opening.denominator
    effects = sum(reason.effect_persons for reason in reasons_of_entries(ledger.entries, share))
    assert effects == pytest.approx(closing.numerator - share * closing.denominator)


def test_of_so_few_nothing_is_told_and_what_was_told_before_is_taken_away(home: Home) -> None:
    day = date(2015, 1, 20)
    release(home, day)
    stale = path_of(home, "youth_15_17")
    stale.parent.mkdir()
    stale.write_text("{}", "utf-8")
    assert [told for told in tell_why(home, day) if told.raised or told.lowered] == []
    found = read_reasons(stale.read_text("utf-8")) if stale.exists() else None
    assert found is None or (found.raised, found.lowered) == ((), ())
