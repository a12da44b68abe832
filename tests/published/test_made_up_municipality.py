"""Known facts that the made-up municipality of the default size and seed is tuned to, each with source and tolerance.

Run with `-s` to see what is reached.
"""

from typing import Any

import pytest
from tests.shared import shared_file

from videre.synth.municipality import make_municipality
from videre.synth.request import DEFAULT_SEED, SIZES, Request
from videre.synth.truth.document import truth_of

# Albertslund Kommunes Ungestrategi 2014-2017, sections 1, 1.1 and 2.1: the ministry's profile model, cohort 2012.
PROFILE_MODEL_2012 = {
    "a_youth_education": (0.84, 0.015),
    "at_least_one": (0.89, 0.015),
    "higher_education": (0.58, 0.02),
    "long_higher_education": (0.26, 0.02),
}
# Statistics Denmark, STATUSU6 2024, 18-25-year-olds by municipality of the primary school: Albertslund.
STATUSU6 = {"completed": 1151, "in_progress": 250, "broken_off": 209, "none_registered": 226}


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    """What is true of the municipality of the default size and seed."""
    return truth_of(make_municipality(Request(SIZES["municipality"], DEFAULT_SEED, 2006, 2016)), [])


def expected(truth: dict[str, Any], definition: str, group: dict[str, str], cohort: int = 2012) -> float:
    (row,) = (
        row
        for row in truth["expected"]
        if (row["cohort"], row["definition"], row["horizon"], row["group"]) == (cohort, definition, "25 years", group)
    )
    return float(row["value"])


@pytest.mark.parametrize("definition", PROFILE_MODEL_2012)
def test_the_2012_cohort_is_expected_to_complete_what_the_ministry_expected(
    truth: dict[str, Any], definition: str
) -> None:
    published, tolerance = PROFILE_MODEL_2012[definition]
    reached = expected(truth, definition, {})
    print(f"{definition}, cohort 2012: {reached:.1%} (published {published:.0%}, tolerance {tolerance:.1%})")
    assert reached == pytest.approx(published, abs=tolerance)


def test_girls_are_above_boys_and_danish_origin_above_foreign_about_as_in_the_country(truth: dict[str, Any]) -> None:
    # The country, cohort 2012: girls 95, boys 91; Danish origin 94, foreign 87 (UNI-C; reference note, 1.5).
    by_sex = expected(truth, "at_least_one", {"sex": "K"}) - expected(truth, "at_least_one", {"sex": "M"})
    danish = expected(truth, "at_least_one", {"origin": "danish"})
    by_origin = danish - expected(truth, "at_least_one", {"origin": "descendant"})
    print(f"girls - boys {by_sex:.1%} (published 4), Danish - descendants {by_origin:.1%} (published about 7)")
    assert 0.02 < by_sex < 0.07
    assert 0.03 < by_origin < 0.10
    assert expected(truth, "at_least_one", {"origin": "immigrant"}) < danish


def test_behaviour_rose_from_2007_to_2012(truth: dict[str, Any]) -> None:
    # The strategy tells 74 % for 2007; ours is not tuned to it, but must lie well below 2012's.
    reached = expected(truth, "a_youth_education", {}, 2007)
    print(f"a_youth_education, cohort 2007: {reached:.1%} (published 74 %)")
    assert 0.72 < reached < expected(truth, "a_youth_education", {}) - 0.04


def test_426_young_people_are_on_kontanthjaelp_in_december_2013(truth: dict[str, Any]) -> None:
    # The strategy, chapter 6.
    persons = {row["month"]: row["persons"] for row in truth["on_benefits"]}
    print(f"on kontanthjælp, December 2013: {persons['2013-12']} (published 426, tolerance 10)")
    assert abs(persons["2013-12"] - 426) <= 10
    assert 341 < persons["2015-12"] < 470  # the target of 341 is not reached: there is something to see


def test_1140_people_are_15_to_17_years_old_on_1_january_2014(truth: dict[str, Any]) -> None:
    # Statistics Denmark, FOLK1A 2014K1.
    assert truth["residents"] == {"day": "2014-01-01", "n_persons": 14_789, "aged_15_17": 1140}


@pytest.mark.shared
def test_the_counts_of_statusu6_are_those_of_the_note() -> None:
    assert "completed 1151, in progress 250, broken off 209" in shared_file("data/README.md").read_text("utf-8")


@pytest.mark.parametrize("state", STATUSU6)
def test_18_to_25_year_olds_stand_as_statusu6_says(truth: dict[str, Any], state: str) -> None:
    (row,) = (row for row in truth["status_18_25"] if row["year"] == 2015)
    assert sum(row[name] for name in STATUSU6) == row["n"]
    published = STATUSU6[state] / sum(STATUSU6.values())
    reached = row[state] / row["n"]
    print(f"18-25-year-olds, {state}: {reached:.1%} (published {published:.1%}, tolerance 4.0%)")
    assert reached == pytest.approx(published, abs=0.04)


def test_5_to_10_percent_leave_school_without_the_exam(truth: dict[str, Any]) -> None:
    years = truth["leavers_lacking_tests"]
    lack = sum(row["no_tests"] + row["some_missing"] for row in years) / sum(row["leavers"] for row in years)
    print(f"leave 9th or 10th grade lacking tests, 2006-2015: {lack:.1%} (wanted 5 to 10 %)")
    assert 0.05 < lack < 0.10
    for row in years:
        assert 0.03 < (row["no_tests"] + row["some_missing"]) / row["leavers"] < 0.13


def test_most_but_not_all_15_to_17_year_olds_do_something_that_counts(truth: dict[str, Any]) -> None:
    for row in truth["classes_15_17"]:
        does_nothing = row["nothing"] / sum(count for name, count in row.items() if name != "month")
        assert 0.005 < does_nothing < 0.08, row["month"]
    last_year = truth["classes_15_17"][-13:-1]
    share = sum(row["nothing"] for row in last_year) / sum(
        sum(count for name, count in row.items() if name != "month") for row in last_year
    )
    print(f"15-17-year-olds who do nothing that counts, 2015: {share:.1%} (wanted 2 to 6 %)")
    assert 0.02 < share < 0.06
