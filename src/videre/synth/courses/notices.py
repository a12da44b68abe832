"""What institutions tell the municipality, and what young people apply for."""

import numpy as np
import polars as pl

from videre.domain.days import OPEN_ENDED
from videre.synth.calendars import day_in, months_of, years_of
from videre.synth.courses.enrolments import draw_institutions, draw_reasons
from videre.synth.courses.places import read_places
from videre.synth.daily.benefits import birthdays
from videre.synth.daily.guidance import UNDER_25
from videre.synth.daily.parameters import read_daily
from videre.synth.draws import Draws
from videre.synth.people.persons import People
from videre.synth.request import Period
from videre.synth.told.reporting import as_reported, draw_delays, read_reports

AUGUST, SEPTEMBER = 8, 9
HIGHER = ("higher_short", "higher_medium", "bachelor", "long")
SUMMER_NOTICE_DAYS = (20, 45)  # places that begin after the summer are told of before it
APPLIED_FOR = ("tenth_grade", "stx", "hf", "hhx", "htx", "eux", "grundforloeb", "gf1", "gf2")


def notification_register(draws: Draws, people: People, spells: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return the events that institutions told of residents under 25 in youth or preparatory education.

    Some are never told. A place that begins after the summer is told of in June or July, with the day it begins.
    """
    stream = draws.stream("notifications")
    followed = spells.filter(~pl.col("course").is_in(["tenth_grade", *HIGHER]))
    events = pl.concat(
        [
            admissions(stream, followed),
            endings(stream, followed, "interrupted"),
            endings(stream, followed, "completed"),
            risks(stream, followed),
        ]
    )
    missing = read_reports().notifications_missing
    luck = pl.Series(stream.random(len(events)))
    day = events["date"].to_numpy()
    person = events["person"].to_numpy()
    is_due = people.is_here(person, day) & (day < birthdays(people.birth_day[person], UNDER_25)) & (day >= period.begin)
    events = events.filter(
        pl.Series(is_due) & (luck >= pl.col("event").replace_strict(missing, return_dtype=pl.Float64))
    )
    key = ["person", "institution", "programme", "event", "date"]
    rows = as_reported(events, key, people.known_since, period.end)
    ids = pl.format("U{}", pl.int_range(pl.len()).cast(pl.String).str.zfill(8))
    return rows.with_columns(event_id=ids)


def event_rows(rows: pl.DataFrame, event: str, date: pl.Series, reported: pl.Series, reason: pl.Series) -> pl.DataFrame:
    """Return events of one kind."""
    return rows.select("person", "institution", "programme", event=pl.lit(event)).with_columns(
        date=date, reported=reported, reason=reason
    )


def no_reason(n: int) -> pl.Series:
    """Return n empty reasons."""
    return pl.Series([None] * n, dtype=pl.String)


def admissions(stream: np.random.Generator, spells: pl.DataFrame) -> pl.DataFrame:
    """Return the admissions to every course."""
    start = spells["start"].to_numpy()
    n = len(spells)
    after_summer = np.isin(months_of(start) % 12 + 1, [AUGUST, SEPTEMBER])
    before = start - stream.integers(*SUMMER_NOTICE_DAYS, size=n)
    told = np.where(after_summer, before, start + draw_delays(stream, "notification", n))
    return event_rows(spells, "admitted", spells["start"], pl.Series(told), no_reason(n))


def endings(stream: np.random.Generator, spells: pl.DataFrame, outcome: str) -> pl.DataFrame:
    """Return the ends of one kind."""
    ended = spells.filter((pl.col("outcome") == outcome) & (pl.col("stop") < OPEN_ENDED))
    told = ended["stop"] + pl.Series(draw_delays(stream, "notification", len(ended)))
    reasons = draw_reasons(stream, len(ended)) if outcome == "interrupted" else no_reason(len(ended))
    return event_rows(ended, outcome, ended["stop"], told, reasons)


def risks(stream: np.random.Generator, spells: pl.DataFrame) -> pl.DataFrame:
    """Return announcements that somebody may break off: before many who do, and of some who do not."""
    rules = read_daily().notifications
    n = len(spells)
    stop, start = spells["stop"].to_numpy(), spells["start"].to_numpy()
    breaks_off = (spells["outcome"] == "interrupted").to_numpy()
    day = np.where(breaks_off, stop - stream.integers(25, 100, size=n), start + stream.integers(30, 300, size=n))
    chosen = stream.random(n) < np.where(breaks_off, rules.at_risk, rules.at_risk_in_vain)
    chosen &= (day > start) & (day < stop)
    at_risk = spells.with_columns(day=pl.Series(day)).filter(pl.Series(chosen))
    told = at_risk["day"] + pl.Series(draw_delays(stream, "notification", len(at_risk)))
    return event_rows(at_risk, "at_risk", at_risk["day"], told, draw_reasons(stream, len(at_risk)))


def application_register(
    draws: Draws, people: People, spells: pl.DataFrame, gaps: pl.DataFrame, period: Period
) -> pl.DataFrame:
    """Return the choices of residents in the spring for courses that begin after the summer, as applied and decided."""
    rules = read_daily().applications
    stream = draws.stream("applications")
    begins_in_august = pl.Series(months_of(spells["start"].to_numpy()) % 12 + 1 == AUGUST)
    chosen = spells.filter(begins_in_august & pl.col("course").is_in(APPLIED_FOR)).select(
        "person",
        "course",
        "programme",
        "institution",
        year=pl.Series(years_of(spells["start"].to_numpy())).filter(
            begins_in_august & spells["course"].is_in(APPLIED_FOR)
        ),
    )
    chosen = chosen.sort("person", "year").unique(["person", "year"], keep="first", maintain_order=True)
    n = len(chosen)
    luck = stream.random(n)
    second = pl.Series(luck < rules.second_choice)
    more = pl.Series((luck >= rules.second_choice) & (luck < rules.second_choice + rules.more_choices))
    other = other_choices(stream, chosen)
    rows = pl.concat(
        [
            as_choice(chosen.filter(~second), 1, "admitted"),
            as_choice(chosen.filter(second), 2, "admitted"),
            as_choice(other.filter(second), 1, "rejected"),
            as_choice(other.filter(more), 2, "withdrawn"),
            applied_in_vain(stream, gaps),
        ]
    ).unique(["person", "year", "priority"], keep="first", maintain_order=True)
    month, day = (int(part) for part in rules.applied.split("-"))
    of_person = stream.integers(0, 12, size=len(people))
    applied = day_in(rows["year"].to_numpy(), month, day) - of_person[rows["person"].to_numpy()]
    rows = rows.with_columns(applied=pl.Series(applied)).filter(
        pl.Series(people.is_here(rows["person"].to_numpy(), applied) & (applied >= period.begin))
    )
    return decided(stream, people, rows, period)


def other_choices(stream: np.random.Generator, chosen: pl.DataFrame) -> pl.DataFrame:
    """Return another choice for each: a programme of upper secondary or vocational education."""
    programmes = [
        (one.programme, one.course) for one in read_places().programmes if one.course in {"stx", "hf", "hhx", "htx"}
    ]
    drawn = stream.integers(0, len(programmes), size=len(chosen))
    institutions = np.empty(len(chosen), dtype=object)
    for place, (_, course) in enumerate(programmes):
        of_programme = np.flatnonzero(drawn == place)
        institutions[of_programme] = draw_institutions(stream, course, len(of_programme))
    codes = pl.Series([code for code, _ in programmes])
    return chosen.with_columns(programme=codes.gather(drawn), institution=pl.Series(institutions, dtype=pl.String))


def as_choice(rows: pl.DataFrame, priority: int, outcome: str) -> pl.DataFrame:
    """Return choices with their priority and what became of them."""
    return rows.select("person", "year", "programme", "institution", priority=pl.lit(priority), outcome=pl.lit(outcome))


def applied_in_vain(stream: np.random.Generator, gaps: pl.DataFrame) -> pl.DataFrame:
    """Return choices of people who then began nothing: never turned up, were refused, or changed their mind."""
    rules = read_daily().applications
    begins_in_august = months_of(gaps["start"].to_numpy()) % 12 + 1 == AUGUST
    chosen = gaps.filter(pl.Series(begins_in_august & (stream.random(len(gaps)) < rules.in_vain)))
    rows = chosen.select("person", year=pl.Series(years_of(chosen["start"].to_numpy())))
    rows = other_choices(stream, rows)
    outcome = pl.Series(["admitted", "rejected", "withdrawn"]).gather(stream.integers(0, 3, size=len(rows)))
    return rows.select("person", "year", "programme", "institution", priority=pl.lit(1), outcome=outcome)


def decided(stream: np.random.Generator, people: People, rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return choices as reported: pending in the spring, decided in June."""
    month, day = (int(part) for part in read_daily().applications.decided.split("-"))
    answer = day_in(rows["year"].to_numpy(), month, day) + draw_delays(stream, "application_decided", len(rows))
    asked = rows["applied"] + pl.Series(draw_delays(stream, "application", len(rows)))
    pending = rows.with_columns(outcome=pl.lit("pending"), reported=asked)
    known = pl.concat([pending, rows.with_columns(reported=pl.Series(answer))])
    return as_reported(known.drop("year"), ["person", "applied", "priority"], people.known_since, period.end)
