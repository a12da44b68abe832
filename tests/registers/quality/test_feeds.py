"""The health of a feed: late from the day after its rhythm and its grace, as a function of its arguments."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from videre.definitions.catalogue import Definitions
from videre.definitions.feeds import Feeds
from videre.registers.catalogue import REGISTERS
from videre.registers.quality.feeds import Feed, FeedState, Told, list_feeds, usual_rhythm
from videre.store.deliveries import Delivery

DAY = date(2016, 2, 1)
FEEDS = Definitions().feeds()


def delivery(register: str, sender: str = "Jobcentret", imported_on: date = DAY, rows: int = 10) -> Delivery:
    return Delivery(1, register, sender, "a.csv", "", "", DAY, DAY, rows, rows - 2, 2, 0, 0, imported_on)


def feed(delivered: list[Delivery], last: date | None, day: date = DAY, expected: Feeds = FEEDS) -> Feed:
    """Return the feed of the first delivery's register and sender."""
    name = delivered[0].register, delivered[0].sender
    told = Told(delivered, {name: last} if last else {}, {name: 7})
    return next(feed for feed in list_feeds(told, expected, day) if (feed.register, feed.sender) == name)


@given(register=st.sampled_from(sorted(set(REGISTERS) - {"institutions", "programmes"})), days=st.integers(0, 500))
def test_a_feed_is_late_from_the_day_after_rhythm_and_grace(register: str, days: int) -> None:
    last = DAY - timedelta(days=days)
    rhythm = FEEDS.rhythms[usual_rhythm(REGISTERS[register])]
    late = days > rhythm.days + rhythm.grace_days
    health = feed([delivery(register)], last)
    assert (health.state is FeedState.LATE) == late
    assert health.late_since == (last + timedelta(days=rhythm.days + rhythm.grace_days + 1) if late else None)


def test_last_year_s_file_imported_today_is_late_all_the_same() -> None:
    assert feed([delivery("benefits", imported_on=DAY)], date(2015, 1, 31)).state is FeedState.LATE


def test_of_a_snapshot_the_import_counts_since_its_rows_say_when_they_were_last_changed() -> None:
    old, new = (feed([delivery("institutions", imported_on=day)], date(2006, 1, 1)) for day in (date(2015, 6, 1), DAY))
    assert (old.state, old.late_since) == (FeedState.LATE, date(2015, 7, 17))
    assert new.state is FeedState.ON_TIME


def test_a_register_that_has_ended_is_never_late() -> None:
    last = date(2024, 1, 20)
    assert feed([delivery("readiness")], last, date(2026, 1, 1)).state is FeedState.ENDED
    assert feed([delivery("readiness")], date(2020, 1, 20), date(2024, 7, 31)).state is FeedState.LATE


def test_counts_of_several_deliveries_add_up() -> None:
    deliveries = [delivery("benefits"), delivery("benefits", rows=5, imported_on=date(2016, 1, 1))]
    health = feed(deliveries, DAY)
    assert (health.deliveries, health.rows, health.set_aside, health.n_persons) == (2, 15, 4, 7)
    assert health.last_imported == DAY


def test_a_register_without_any_sender_is_listed_as_never_delivered() -> None:
    feeds = list_feeds(Told([], {}, {}), FEEDS, DAY)
    assert [(feed.register, feed.sender, feed.state) for feed in feeds] == [
        (name, None, FeedState.NEVER) for name in REGISTERS
    ]


def test_a_sender_may_have_agreed_on_another_rhythm() -> None:
    own = FEEDS.model_dump() | {"senders": [{"register": "benefits", "sender": "Jobcentret", "rhythm": "yearly"}]}
    agreed = Feeds.model_validate(own)
    last = date(2015, 8, 1)
    assert feed([delivery("benefits")], last, expected=agreed).state is FeedState.ON_TIME
    assert feed([delivery("benefits", "Ydelseskontoret")], last, expected=agreed).state is FeedState.LATE


def test_a_sender_from_whom_another_took_over_is_not_waited_for() -> None:
    own = FEEDS.model_dump() | {"senders": [{"register": "absence", "sender": "Jobcentret", "until": "2015-08-01"}]}
    agreed = Feeds.model_validate(own)
    last = date(2015, 3, 1)
    assert feed([delivery("absence")], last, date(2015, 7, 31), agreed).state is FeedState.LATE
    assert feed([delivery("absence")], last, date(2015, 8, 1), agreed).state is FeedState.ENDED


def test_every_register_s_rhythm_is_described_and_ends_name_registers() -> None:
    assert {usual_rhythm(register) for register in REGISTERS.values()} <= set(FEEDS.rhythms)
    assert set(FEEDS.ends) <= set(REGISTERS)


def test_a_rhythm_that_is_not_described_is_refused() -> None:
    own = FEEDS.model_dump() | {"senders": [{"register": "benefits", "sender": "A", "rhythm": "hourly"}]}
    with pytest.raises(ValidationError, match="no rhythm hourly"):
        Feeds.model_validate(own)
