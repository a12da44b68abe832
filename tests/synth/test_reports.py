"""When things are told: late, never, wrong and then right, and never before the municipality could know."""

import numpy as np
import polars as pl
import pytest

from videre.domain.days import OPEN_ENDED, day_number
from videre.synth.municipality import Municipality
from videre.synth.told.reporting import NEVER, as_reported, draw_delays, read_reports

FIRST, LAST = day_number(2006, 1, 1), day_number(2016, 1, 31)
NOBODYS = {"institutions", "programmes", "official_figures", "wellbeing"}
KEYS = {
    "persons": ["cpr"],
    "residence": ["cpr", "start"],
    "school-system-enrolments": ["cpr", "institution", "programme", "start"],
    "youth-education-enrolments": ["cpr", "institution", "programme", "start"],
    "applications": ["cpr", "applied", "priority"],
    "exams": ["cpr", "school_year", "grade", "discipline"],
    "absence": ["cpr", "institution", "month"],
    "benefits": ["cpr", "benefit", "start"],
    "employment": ["cpr", "month", "kind", "employer"],
    "activities": ["cpr", "activity", "start"],
    "contacts": ["cpr", "unit", "role", "start"],
    "notifications": ["event_id"],
    "readiness": ["cpr", "assessed", "programme_group"],
}


def test_nothing_is_told_after_the_last_day_or_before_the_period(told: dict[str, pl.DataFrame]) -> None:
    for name, rows in told.items():
        reported = rows["reported"].to_physical()
        assert reported.max() <= LAST, name
        assert reported.min() >= FIRST, name


def test_rows_stand_in_the_order_in_which_they_were_told(told: dict[str, pl.DataFrame]) -> None:
    for name in KEYS:
        assert told[name]["reported"].is_sorted(), name


@pytest.mark.parametrize("name", KEYS)
def test_nothing_is_told_twice_about_one_key_on_one_day(told: dict[str, pl.DataFrame], name: str) -> None:
    rows = told[name]
    assert len(rows.select(*KEYS[name], "reported").unique()) == len(rows)


def test_nothing_is_told_of_a_person_before_they_lived_here(
    municipality: Municipality, told: dict[str, pl.DataFrame]
) -> None:
    known_since = municipality.people.known_since
    for name in set(told) - NOBODYS:
        person, reported = told[name]["person"].to_numpy(), told[name]["reported"].to_physical().to_numpy()
        assert (reported >= known_since[person]).all(), name


def test_what_happened_is_told_afterwards(told: dict[str, pl.DataFrame]) -> None:
    # An admission names the day on which the course will begin; nothing else is told before it happens.
    for name in ("school-system-enrolments", "youth-education-enrolments", "benefits", "activities", "contacts"):
        rows = told[name]
        assert rows.filter(pl.col("reported") < pl.col("start")).is_empty(), name
        assert rows.filter(pl.col("reported") < pl.col("stop")).is_empty(), name
    events = told["notifications"].filter(pl.col("event") != "admitted")
    assert events.filter(pl.col("reported") < pl.col("date")).is_empty()


def test_work_is_told_on_the_20th_of_the_next_month(told: dict[str, pl.DataFrame]) -> None:
    rows = told["employment"]
    assert (rows["reported"] == rows["month"].dt.offset_by("1mo19d")).all()


def test_most_ends_of_courses_are_told_soon_some_late_and_a_few_never(
    municipality: Municipality, told: dict[str, pl.DataFrame]
) -> None:
    end, begin = day_number(2014, 1, 1), day_number(2008, 1, 1)
    ended = municipality.courses.filter(pl.col("stop").is_between(begin, end) & (pl.col("outcome") == "interrupted"))
    known = pl.Series(municipality.people.known_since)[ended["person"].to_numpy()]
    ended = ended.filter(known < ended["start"]).select("person", "start", "stop")
    rows = told["youth-education-enrolments"].filter(pl.col("stop").is_not_null())
    said = rows.with_columns(pl.col("start", "stop", "reported").to_physical().cast(pl.Int64))
    first = said.group_by("person", "start").agg(pl.col("reported").min())
    delay = (
        ended.join(first, on=["person", "start"], how="left").select(pl.col("reported") - pl.col("stop")).to_series()
    )
    never = delay.null_count() / len(delay)
    late = (delay > 40).sum() / len(delay)
    assert never == pytest.approx(0.03, abs=0.012)  # parameters/reports.yaml, course_end
    assert late == pytest.approx(0.15, abs=0.03)


def test_some_ends_are_corrected(told: dict[str, pl.DataFrame]) -> None:
    rows = told["youth-education-enrolments"].filter(pl.col("stop").is_not_null())
    versions = rows.group_by("person", "institution", "programme", "start").len()
    corrected = versions.filter(pl.col("len") > 1).height / versions.height
    assert 0.003 < corrected < 0.02


def test_some_events_are_never_told_of(municipality: Municipality, told: dict[str, pl.DataFrame]) -> None:
    interrupted = told["notifications"].filter(pl.col("event") == "interrupted").height
    at_risk = told["notifications"].filter(pl.col("event") == "at_risk").height
    assert interrupted > 500
    assert 100 < at_risk < interrupted
    assert told["notifications"]["event_id"].n_unique() == len(told["notifications"])


def test_delays_come_from_their_mixture() -> None:
    drawn = draw_delays(np.random.default_rng(3), "course_end", 100_000)
    assert (drawn == NEVER).mean() == pytest.approx(0.03, abs=0.005)
    assert (drawn <= 21).mean() == pytest.approx(0.82, abs=0.01)
    assert drawn.min() == 1
    assert set(read_reports().delays) >= {"residence", "course_start", "benefit_end", "notification"}


def test_what_was_said_before_somebody_was_known_is_told_once_in_its_last_version() -> None:
    rows = pl.DataFrame(
        {
            "person": [0, 0, 1, 1],
            "start": [10, 10, 10, 10],
            "stop": [OPEN_ENDED, 30, OPEN_ENDED, 30],
            "reported": [12, 31, 12, 31],
        }
    )
    told = as_reported(rows, ["person", "start"], known_since=np.array([100, 0]), end=1000)
    assert told.select("person", "stop", "reported").rows() == [(1, OPEN_ENDED, 12), (1, 30, 31), (0, 30, 100)]


def test_the_last_word_on_what_has_ended_is_that_it_ended(told: dict[str, pl.DataFrame]) -> None:
    # However late the beginning is told of, the end is never told of before it.
    for name in ("residence", "benefits", "activities", "contacts", "youth-education-enrolments"):
        last = (
            told[name].group_by(KEYS[name], maintain_order=True).agg(pl.col("stop").last(), ever=pl.col("stop").max())
        )
        assert (last["stop"].is_null() == last["ever"].is_null()).all(), name
