"""`videre ledger`: what changed from month to month, and what was told otherwise since."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.pipeline.small_home import BOB, small_home, tell_of_a_break

from videre.cli.app import app
from videre.domain.periods import parse_period
from videre.home.home import Home
from videre.measures.cells import UnknownDimension
from videre.measures.ledger_entries import Entry
from videre.pipeline.accounting import NoLedger, account
from videre.pipeline.measuring import measure

BEFORE, AFTER = date(2014, 11, 20), date(2014, 12, 20)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


def entries(
    home: Home, period: str, known_at: date, earlier: date | None = None, by: tuple[str, ...] = ()
) -> list[Entry]:
    (ledger,) = account(home, ["youth_15_17"], parse_period(period), by, known_at, earlier)
    return list(ledger.entries)


def told(entries: list[Entry]) -> list[tuple[str, int, int]]:
    """Return code, numerator and denominator of each entry."""
    return [(entry.code, entry.numerator, entry.denominator) for entry in entries]


def test_a_late_report_shows_as_a_move_in_the_month_in_which_it_happened(home: Home) -> None:
    tell_of_a_break(home)
    assert told(entries(home, "2014-10", BEFORE)) == [("opening", 3, 3), ("closing", 3, 3)]
    assert told(entries(home, "2014-10", AFTER)) == [("opening", 3, 3), ("broke_off", -1, 0), ("closing", 2, 3)]


def test_between_two_days_of_knowledge_a_correction_has_a_code_of_its_own(home: Home) -> None:
    tell_of_a_break(home)
    assert told(entries(home, "2014-11", AFTER, BEFORE)) == [
        ("opening", 3, 3),
        ("corrected", -1, 0),
        ("closing", 2, 3),
    ]
    assert told(entries(home, "2014-11", AFTER, AFTER)) == [("opening", 2, 3), ("closing", 2, 3)]


def test_every_column_adds_up_from_opening_to_closing_and_closes_on_the_figure(home: Home) -> None:
    tell_of_a_break(home)
    for by in ((), ("class",), ("sex", "class"), ("school",)):
        months: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries(home, "2014-09..2015-03", AFTER, BEFORE, by):
            months.setdefault((entry.period, repr(sorted(entry.breakdown.items()))), []).append(entry)
        for of_month in months.values():
            opening, *changes, closing = of_month
            assert (opening.code, closing.code) == ("opening", "closing")
            for name in ("numerator", "denominator", "unknown"):
                summed = getattr(opening, name) + sum(getattr(each, name) for each in changes)
                assert summed == getattr(closing, name)
                for each in changes:
                    joined, left = getattr(each, f"{name}_joined"), getattr(each, f"{name}_left")
                    assert getattr(each, name) == joined - left
        figures = measure(home, ["youth_15_17"], parse_period("2014-09..2015-03"), by, AFTER)
        counted = {
            (f.period, repr(sorted(f.breakdown.items()))): f for f in figures if f.numerator or "class" not in by
        }
        for key, figure in counted.items():
            closing = months[key][-1]
            assert (closing.numerator, closing.denominator) == (figure.numerator, figure.denominator)


def test_a_ledger_has_no_breakdown_between_whose_cells_people_move(home: Home) -> None:
    with pytest.raises(UnknownDimension, match=r"no breakdown by age_group.*sex"):
        account(home, ["benefits"], parse_period("2014-10"), ("age_group",), AFTER, None)


def test_a_cohort_has_no_opening_to_correct(home: Home) -> None:
    with pytest.raises(NoLedger, match="no opening to correct"):
        account(home, ["pathways"], parse_period("2014"), (), AFTER, BEFORE)


def test_all_five_points_and_the_third_ambition_have_a_ledger(home: Home) -> None:
    ledgers = account(home, [], parse_period("2014-10"), (), AFTER, None)
    assert {ledger.definition.name for ledger in ledgers} == {
        "completion",
        "benefits",
        "youth_15_17",
        "youth_18_24",
        "youth_25_29",
        "exam",
        "pathways",
    }


def test_the_command_prints_the_measure_and_its_test_with_each_entry(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_of_a_break(home, BOB)
    words = [
        "ledger",
        "youth_15_17",
        "--home",
        str(home.paths.root),
        "--period",
        "2014-10",
        "--as-known-at",
        "2014-12-20",
    ]
    assert app([*words, "--format", "json"], result_action="return_value") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["code"] for row in rows] == ["opening", "broke_off", "closing"]
    assert {(row["measure"], row["test"], row["as_known_at"]) for row in rows} == {
        ("youth_15_17", "18_hours_a_week", "2014-12-20")
    }
    assert app(words, result_action="return_value") == 0
    assert "broke_off" in capsys.readouterr().out
