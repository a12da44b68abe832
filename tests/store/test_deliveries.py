"""The ledger of deliveries."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from videre.store.deliveries import Delivery, Ledger

JANUARY, FEBRUARY, MARCH = date(2014, 1, 31), date(2014, 2, 28), date(2014, 3, 31)


def delivery(sequence: int, register: str = "benefits", **changes: object) -> Delivery:
    """Return a delivery of two rows, both taken."""
    fields = {
        "sequence": sequence,
        "register": register,
        "sender": "Jobcentret",
        "file_name": "a.csv",
        "sha256": f"{sequence:064x}",
        "read_as": "r",
        "reported_from": JANUARY,
        "reported_to": FEBRUARY,
        "rows_in": 2,
        "accepted": 2,
        "set_aside": 0,
        "ignored": 0,
        "withdrawn": 0,
        "imported_on": MARCH,
    }
    return Delivery(**(fields | changes))  # type: ignore[arg-type]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "deliveries.sqlite")


def test_an_empty_ledger_has_version_0_and_names_no_table(ledger: Ledger) -> None:
    assert ledger.store_version() == 0
    assert ledger.table_versions() == {}
    assert ledger.deliveries() == []
    assert ledger.newest_reported("benefits") is None
    assert ledger.oldest_source(["benefits"], MARCH) is None


def test_a_delivery_comes_back_as_it_was_written(ledger: Ledger) -> None:
    first = delivery(1)
    second = delivery(2, reported_from=None, reported_to=None, accepted=0, set_aside=2)
    ledger.commit(first, {"benefits": 0}, {JANUARY: 1, FEBRUARY: 1})
    ledger.commit(second, {}, {})
    assert ledger.deliveries() == [first, second]
    assert ledger.store_version() == 2


def test_the_newest_version_of_each_table_counts(ledger: Ledger) -> None:
    ledger.commit(delivery(1), {"benefits": 0}, {})
    ledger.commit(delivery(2, "persons"), {"persons": 0}, {})
    ledger.commit(delivery(3), {"benefits": 2}, {})
    assert ledger.table_versions() == {"benefits": 2, "persons": 0}


def test_the_newest_report_is_asked_by_day_and_not_by_delivery(ledger: Ledger) -> None:
    ledger.commit(delivery(1), {"benefits": 0}, {JANUARY: 1, MARCH: 1})
    assert ledger.newest_reported("benefits") == MARCH
    assert ledger.newest_reported("benefits", FEBRUARY) == JANUARY
    assert ledger.newest_reported("benefits", date(2014, 1, 1)) is None


def test_the_age_of_the_data_is_that_of_the_register_that_has_waited_longest(ledger: Ledger) -> None:
    ledger.commit(delivery(1), {"benefits": 0}, {FEBRUARY: 2})
    ledger.commit(delivery(2, "persons"), {"persons": 0}, {JANUARY: 1, MARCH: 1})
    assert ledger.oldest_source(["benefits", "persons"], MARCH) == FEBRUARY
    assert ledger.oldest_source(["benefits", "persons"], FEBRUARY) == JANUARY
    assert ledger.oldest_source(["benefits", "exams"], MARCH) == FEBRUARY


def test_the_same_file_is_found_again_when_it_is_read_the_same_way(ledger: Ledger) -> None:
    first = delivery(1)
    ledger.commit(first, {"benefits": 0}, {})
    assert ledger.find_same("benefits", first.sha256, "r") == first
    assert ledger.find_same("benefits", first.sha256, "another mapping") is None
    assert ledger.find_same("persons", first.sha256, "r") is None


def test_a_delivery_that_lost_a_row_is_refused_by_the_database_itself(ledger: Ledger) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        ledger.commit(delivery(1, accepted=1), {"benefits": 0}, {JANUARY: 1})
    assert ledger.store_version() == 0


def test_a_delivery_that_fails_half_way_leaves_nothing(ledger: Ledger) -> None:
    ledger.commit(delivery(1), {"benefits": 0}, {})
    with pytest.raises(sqlite3.IntegrityError):
        ledger.commit(delivery(1), {"benefits": 1}, {})
    assert ledger.table_versions() == {"benefits": 0}
