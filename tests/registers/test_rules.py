"""Every rule: a row that breaks it, the same row mended, and a sentence in both languages that says how to mend it."""

from datetime import date

import polars as pl
import pytest
from tests.homes import ALICE, BOB, TODAY

from videre.registers.canonical import bring_to_schema, find_sources
from videre.registers.catalogue import REGISTERS, get_register
from videre.registers.checking import Checked, check_rows, explain
from videre.registers.files import read_table
from videre.registers.rules.catalogue import OWN_RULES, RULES
from videre.registers.rules.rule import Rule, Surroundings

GOOD = {
    "persons": {"cpr": ALICE, "birth_date": "1995-01-01", "sex": "M"},
    "enrolments": {
        "cpr": ALICE,
        "institution": "101001",
        "programme": "1145",
        "start": "2013-08-01",
        "stop": "2014-07-01",
        "outcome": "completed",
    },
    "exams": {
        "cpr": ALICE,
        "school_year": "2013/14",
        "grade": "9",
        "discipline": "danish_oral",
        "mark": "7",
        "status": "taken",
    },
    "absence": {"cpr": ALICE, "institution": "101001", "month": "2014-03", "days_possible": "20", "days_ill": "2.5"},
    "employment": {"cpr": ALICE, "month": "2014-03", "hours": "80.5", "kind": "ordinary", "employer": "12345678"},
    "applications": {"cpr": ALICE, "applied": "2014-03-01", "priority": "1", "programme": "1145", "outcome": "pending"},
    "contacts": {"cpr": ALICE, "unit": "uu", "role": "counsellor", "start": "2014-01-01"},
    "cpr_changes": {"old_cpr": ALICE, "new_cpr": BOB, "date": "2014-01-01"},
}
REPORTED = "2014-09-01"

ERASED = "6304970303"
BREAKS: list[tuple[str, str, dict[str, str], str]] = [
    ("missing_value", "enrolments", {"outcome": ""}, "outcome"),
    ("erased_person", "enrolments", {"cpr": ERASED}, "cpr"),
    ("erased_person", "cpr_changes", {"new_cpr": ERASED}, "new_cpr"),
    ("missing_value", "enrolments", {"cpr": ""}, "cpr"),
    ("missing_value", "enrolments", {"reported": ""}, "reported"),
    ("invalid_cpr", "enrolments", {"cpr": "6113950101"}, "cpr"),
    ("invalid_cpr", "enrolments", {"cpr": "610195010"}, "cpr"),
    ("invalid_cpr", "persons", {"guardians": "6101700101 6213700101"}, "guardians"),
    ("impossible_date", "enrolments", {"stop": "2014-02-31"}, "stop"),
    ("impossible_date", "enrolments", {"reported": "01-09-2014"}, "reported"),
    ("impossible_date", "absence", {"month": "2014-13"}, "month"),
    ("impossible_date", "exams", {"school_year": "2013/15"}, "school_year"),
    ("not_a_number", "enrolments", {"grade": "ni"}, "grade"),
    ("not_a_number", "employment", {"hours": "80,5"}, "hours"),
    ("not_a_number", "employment", {"employer": "1234567"}, "employer"),
    ("not_a_number", "enrolments", {"institution": "Skolen"}, "institution"),
    ("unknown_code", "enrolments", {"outcome": "finished"}, "outcome"),
    ("unknown_code", "enrolments", {"grade": "11"}, "grade"),
    ("unknown_code", "exams", {"mark": "13"}, "mark"),
    ("unknown_code", "enrolments", {"withdrawn": "måske"}, "withdrawn"),
    ("too_small", "employment", {"hours": "-1"}, "hours"),
    ("too_small", "applications", {"priority": "0"}, "priority"),
    ("stop_before_start", "enrolments", {"stop": "2013-07-31"}, "stop"),
    ("stop_before_start", "enrolments", {"stop": "2013-08-01"}, "stop"),
    ("reported_in_future", "enrolments", {"reported": "2016-02-02"}, "reported"),
    ("reported_before_it_happened", "employment", {"reported": "2014-02-28"}, "month"),
    ("reported_before_it_happened", "persons", {"reported": "1994-12-31"}, "birth_date"),
    ("unknown_reference", "enrolments", {"institution": "101002"}, "institution"),
    ("unknown_reference", "enrolments", {"programme": "9999"}, "programme"),
    ("cpr_in_text", "enrolments", {"reason": f"se {ALICE}"}, "reason"),
    ("cpr_in_text", "contacts", {"unit": "uu_610195-0101"}, "unit"),
    ("too_many_values", "enrolments", {"stop": "2014-07-01;;;;"}, ""),
    ("birth_date_contradicts_cpr", "persons", {"birth_date": "1995-01-02"}, "birth_date"),
    ("mark_and_status_disagree", "exams", {"mark": ""}, "mark"),
    ("mark_and_status_disagree", "exams", {"status": "absent"}, "mark"),
    ("more_absence_than_days", "absence", {"days_ill": "12", "days_permitted": "9"}, "days_possible"),
    ("too_many_school_days", "absence", {"days_possible": "24"}, "days_possible"),
    ("too_many_hours", "employment", {"hours": "805"}, "hours"),
    ("no_change", "cpr_changes", {"new_cpr": ALICE}, "new_cpr"),
]


def checked(register: str, *rows: dict[str, str]) -> Checked:
    """Return rows with canonical columns, checked in a home that knows one institution and one programme."""
    rows = tuple({"reported": REPORTED, **row} for row in rows)
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = "\n".join(";".join(line) for line in [names, *([row.get(name, "") for name in names] for row in rows)])
    table = read_table(f"{text}\n".encode(), None)
    asked = get_register(register)
    brought = bring_to_schema(asked, None, table, find_sources(asked, None, table), None)
    known = {"institutions": pl.Series([101001], dtype=pl.Int32), "programmes": pl.Series([1145], dtype=pl.Int32)}
    return check_rows(asked, brought, Surroundings(TODAY, known, lambda cprs: cprs.is_in([ERASED])))


@pytest.mark.parametrize("register", GOOD)
def test_a_good_row_breaks_no_rule(register: str) -> None:
    assert checked(register, GOOD[register]).problems.rows() == []


@pytest.mark.parametrize(("rule", "register", "changes", "field"), BREAKS)
def test_a_row_that_breaks_a_rule_is_set_aside_and_the_good_one_beside_it_is_taken(
    rule: str, register: str, changes: dict[str, str], field: str
) -> None:
    key = [column.name for column in get_register(register).key]
    other = {**GOOD[register], key[0]: "6405980505"} | ({"birth_date": "1998-05-04"} if register == "persons" else {})
    found = checked(register, {**GOOD[register], **changes}, other)
    assert (2, field, rule) in found.problems.rows()
    assert found.problems["row"].unique().to_list() == [2]
    assert found.taken["row"].to_list() == [3]


def test_every_rule_is_broken_by_some_row_here() -> None:
    every = {rule.code for rule in (*RULES, *(rule for rules in OWN_RULES.values() for rule in rules))}
    assert every == {rule for rule, *_ in BREAKS} | {
        "duplicate_row",
        "contradiction",
        "unknown_record",
    }  # of several rows, or of a mapping: below, and in test_records


@pytest.mark.parametrize("register", REGISTERS)
def test_every_rule_says_how_to_mend_it_in_danish_and_english(register: str) -> None:
    asked = get_register(register)
    rules: tuple[Rule, ...] = RULES + OWN_RULES.get(register, ())
    questions = [(rule, fields) for rule in rules for fields in rule.fields(asked)]
    problems = pl.DataFrame(
        {"row": [2] * len(questions), "field": [f[-1] for _, f in questions], "rule": [r.code for r, _ in questions]}
    )
    said = explain(asked, problems, {})
    assert said.select("da", "en").null_count().row(0) == (0, 0)
    assert not said.select(pl.any_horizontal(pl.col("da", "en").str.contains(r"[{}]"))).to_series().any()
    assert (said["da"] != said["en"]).all()


def test_references_are_asked_only_where_the_home_has_the_register() -> None:
    asked = get_register("enrolments")
    text = ";".join(GOOD["enrolments"]) + "\n" + ";".join(GOOD["enrolments"].values()) + "\n"
    table = read_table(text.encode(), None)
    rows = bring_to_schema(asked, None, table, find_sources(asked, None, table), date(2014, 9, 1))
    assert len(check_rows(asked, rows, Surroundings(TODAY, {})).taken) == 1


def test_of_the_same_row_twice_the_first_is_taken() -> None:
    row = GOOD["enrolments"]
    found = checked("enrolments", row, row, row)
    assert found.problems.rows() == [(3, "", "duplicate_row"), (4, "", "duplicate_row")]
    assert found.taken["row"].to_list() == [2]


def test_of_two_rows_that_contradict_each_other_none_is_taken() -> None:
    row = GOOD["enrolments"]
    found = checked("enrolments", row, {**row, "outcome": "interrupted"}, {**row, "cpr": BOB})
    assert found.problems.rows() == [(2, "", "contradiction"), (3, "", "contradiction")]
    assert found.taken["row"].to_list() == [4]


def test_the_same_key_on_two_days_is_a_correction_and_no_contradiction() -> None:
    row = GOOD["enrolments"]
    assert checked("enrolments", row, {**row, "outcome": "interrupted", "reported": "2014-10-01"}).problems.is_empty()


def test_a_cpr_number_with_and_without_a_hyphen_is_the_same_person() -> None:
    row = GOOD["enrolments"]
    found = checked("enrolments", row, {**row, "cpr": f"{ALICE[:6]}-{ALICE[6:]}"})
    assert found.problems["rule"].to_list() == ["duplicate_row"]


def test_a_bad_row_does_not_contradict_the_good_one_that_was_sent_after_it() -> None:
    row = GOOD["enrolments"]
    found = checked("enrolments", {**row, "stop": "2014-02-31"}, row)
    assert found.problems.rows() == [(2, "stop", "impossible_date")]


def test_a_row_that_takes_back_its_key_needs_the_key_alone() -> None:
    row = {name: GOOD["enrolments"][name] for name in ("cpr", "institution", "programme", "start")}
    found = checked("enrolments", {**row, "outcome": "", "withdrawn": "true"})
    assert found.problems.is_empty()
    assert found.taken["withdrawn"].to_list() == [True]


def test_a_missing_part_of_the_key_that_is_not_required_is_a_key_like_another() -> None:
    row = {**GOOD["employment"], "employer": ""}
    assert checked("employment", row, row).problems["rule"].to_list() == ["duplicate_row"]
