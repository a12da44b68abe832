"""Courses after 9th grade as the register of enrolments has them: institution, programme, days, and how it ended."""

import numpy as np
import polars as pl

from videre.domain.days import OPEN_ENDED, SCHOOL_YEAR_STARTS_MONTH
from videre.synth.calendars import first_days
from videre.synth.chain.chances import ChanceTables
from videre.synth.chain.walking import Lives
from videre.synth.courses.places import cumulated, read_places
from videre.synth.draws import Draws, choose_by_row
from videre.synth.people.persons import People
from videre.synth.request import Period
from videre.synth.told.reporting import NEVER, as_reported, draw_delays, opened_and_closed, read_reports

SEPTEMBER, JANUARY, FEBRUARY = 9, 1, 2
KEY = ["person", "institution", "programme", "start"]
LEFT_IS_DONE = {
    "produktionsskole": 0.6,
    "single_subjects": 0.6,
    "fgu": 0.45,
}  # courses that may be left with an aim met
TRANSFERRED = 0.02  # of long courses: the institution is changed on the way
REASONS = ("wrong_choice", "personal", "illness", "absence", "no_training_place", "work", "other")


def course_spells(draws: Draws, tables: ChanceTables, lives: Lives) -> pl.DataFrame:
    """Return one row a stay in a course: person, course, level, start, stop (OPEN_ENDED while it lasts), outcome."""
    stream = draws.stream("courses")
    moves, chain = lives.moves, tables.chain
    names = [stage.course for stage in chain.stages]
    is_course = np.array([name is not None for name in names])
    begins = np.flatnonzero(is_course[moves.after])
    ends = begins + 1
    same = np.append(moves.person[1:] == moves.person[:-1], False)[begins]
    ends = np.where(same, ends, 0)
    courses = [tables.parameters.courses[name] if name else None for name in names]
    summer = np.array([course.summer if course else 0 for course in courses])[moves.after[begins]]
    first_day = first_days_of_course(stream, moves.month)
    start = first_day[begins]
    end_month = moves.month[ends]
    is_done = moves.is_done[ends]
    last_of_month = first_days(end_month - np.where(is_done, summer, 0))
    done = last_of_month - stream.integers(2, 8, size=len(begins))
    dropped = first_days(end_month - 1) + stream.integers(0, 28, size=len(begins))
    goes_straight_on = is_done & (summer == 0) & is_course[moves.after[ends]]
    done = np.where(goes_straight_on, first_day[ends], done)
    stop = np.where(same, np.maximum(np.where(is_done, done, dropped), start + 1), OPEN_ENDED)
    left_is_done = np.array([LEFT_IS_DONE.get(name or "", 0.0) for name in names])[moves.after[begins]]
    is_done |= stream.random(len(begins)) < left_is_done
    outcome = np.select([~same, is_done], ["ongoing", "completed"], default="interrupted")
    return pl.DataFrame(
        {
            "person": moves.person[begins],
            "stage": moves.after[begins],
            "course": pl.Series(names)[moves.after[begins]],
            "start": start,
            "stop": stop,
            "outcome": outcome,
        }
    )


def first_days_of_course(stream: np.random.Generator, month: np.ndarray) -> np.ndarray:
    """Return the day in a month on which a course begins: after the summer on a fixed few days, else on any."""
    of_year = month % 12 + 1
    least = np.select([of_year == SCHOOL_YEAR_STARTS_MONTH, of_year == JANUARY], [7, 4], default=0)
    width = np.select(
        [of_year == SCHOOL_YEAR_STARTS_MONTH, np.isin(of_year, [SEPTEMBER, FEBRUARY]), of_year == JANUARY],
        [8, 3, 6],
        default=20,
    )
    return np.asarray(first_days(month) + least + np.floor(stream.random(len(month)) * width).astype(np.int64))


def with_places(draws: Draws, people: People, spells: pl.DataFrame) -> pl.DataFrame:
    """Return spells with programme, institution and reason for breaking off; a person keeps to one area."""
    stream = draws.stream("places")
    places = read_places()
    area = stream.integers(0, 12, size=len(people))[spells["person"].to_numpy()]
    course = spells["course"].to_numpy()
    programme = np.empty(len(spells), dtype=object)
    institution = np.empty(len(spells), dtype=object)
    for name in spells["course"].unique().sort():
        rows = np.flatnonzero(course == name)
        codes = np.array([one.programme for one in places.programmes_of(name)], dtype=object)
        programme[rows] = codes[area[rows] % len(codes)]
        institution[rows] = draw_institutions(stream, name, len(rows))
    broke_off = pl.col("outcome") == "interrupted"
    return spells.with_columns(
        institution=pl.Series(institution, dtype=pl.String),
        programme=pl.Series(programme, dtype=pl.String),
        reason=pl.when(broke_off).then(draw_reasons(stream, len(spells))),
    )


def draw_reasons(stream: np.random.Generator, n: int) -> pl.Series:
    """Return n reasons for breaking off."""
    return pl.Series(REASONS, dtype=pl.String).gather(stream.integers(0, len(REASONS), size=n))


def draw_institutions(stream: np.random.Generator, course: str, n: int) -> np.ndarray:
    """Return n institutions that offer a course, by their shares; 10th grade is taken at a school."""
    places = read_places()
    if course == "tenth_grade":
        elsewhere = places.schools_elsewhere
        schools = [*places.schools_of("tenth"), *places.schools_of("efterskole")]
        codes = [*(one.institution for one in schools), *(one.institution for one in elsewhere)]
        shares = [*(one.share for one in schools), *([places.tenth_elsewhere / len(elsewhere)] * len(elsewhere))]
    else:
        providers = places.providers_of(course)
        codes, shares = [one.institution for one in providers], [one.share for one in providers]
    edges = np.broadcast_to(cumulated(shares), (n, len(shares)))
    return np.asarray(np.array(codes, dtype=object)[choose_by_row(stream, edges)])


def with_transfers(draws: Draws, spells: pl.DataFrame) -> pl.DataFrame:
    """Return spells with some long courses cut in two where the pupil went on at another institution."""
    stream = draws.stream("transfers")
    drawn = stream.random(len(spells)) < TRANSFERRED
    after_days = stream.integers(120, 500, size=len(spells))
    other = np.empty(len(spells), dtype=object)
    course = spells["course"].to_numpy()
    for name in np.unique(course):
        rows = np.flatnonzero(course == name)
        other[rows] = draw_institutions(stream, str(name), len(rows))
    spells = spells.with_columns(cut=pl.col("start") + pl.Series(after_days), other=pl.Series(other, dtype=pl.String))
    is_cut = pl.Series(drawn) & (spells["cut"] + 60 < spells["stop"]) & (spells["other"] != spells["institution"])
    is_cut &= spells["course"].is_in(["stx", "hhx", "htx", "hf", "main_course", "higher_medium", "bachelor"])
    cut = spells.filter(is_cut)
    before = cut.with_columns(stop=pl.col("cut"), outcome=pl.lit("transferred"), reason=pl.lit(None, dtype=pl.String))
    after = cut.with_columns(start=pl.col("cut"), institution=pl.col("other"))
    return pl.concat([spells.filter(~is_cut), before, after]).drop("cut", "other").sort("person", "start")


def enrolments_register(draws: Draws, people: People, spells: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return the enrolments after 9th grade as they were reported: open at the start, closed at the end, or never."""
    stream = draws.stream("enrolment_reports")
    parts = {one.programme: one.part for one in read_places().programmes}
    rows = spells.with_columns(part=pl.col("programme").replace_strict(parts), grade=pl.lit(None, dtype=pl.Int64))
    rows = rows.with_columns(grade=pl.when(pl.col("course") == "tenth_grade").then(10).otherwise(pl.col("grade")))
    begun = rows.filter(pl.col("start") < period.end)
    ended = pl.col("stop") < period.end
    begun = begun.with_columns(
        stop=pl.when(ended).then("stop").otherwise(OPEN_ENDED),
        outcome=pl.when(ended).then("outcome").otherwise(pl.lit("ongoing")),
        reason=pl.when(ended).then("reason"),
    )
    completed = (begun["outcome"] == "completed").to_numpy()
    soon, late = draw_delays(stream, "course_completed", len(begun)), draw_delays(stream, "course_end", len(begun))
    told_after = (draw_delays(stream, "course_start", len(begun)), np.where(completed, soon, late))
    rows = opened_and_closed(begun, told_after, {"outcome": "ongoing", "reason": None})
    is_closed = pl.col("stop") < OPEN_ENDED
    wrong, closed = first_reported_wrong(stream, rows.filter(is_closed))
    return as_reported(pl.concat([rows.filter(~is_closed), wrong, closed]), KEY, people.known_since, period.end)


def first_reported_wrong(stream: np.random.Generator, closed: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return reports that are wrong in the last day or in how the course ended, and all ends, those corrected later."""
    reports = read_reports()
    n = len(closed)
    is_wrong = pl.Series(stream.random(n) < reports.corrected) & (closed["reported"] < NEVER)
    later = pl.Series(stream.integers(*reports.corrected_after_days, size=n))
    days = pl.Series(stream.integers(*reports.wrong_by_days, size=n))
    wrong_day = pl.Series(stream.random(n) < 0.6)
    other_outcome = pl.when(pl.col("outcome") == "completed").then(pl.lit("interrupted")).otherwise(pl.lit("completed"))
    earlier = pl.max_horizontal(pl.col("stop") - days, pl.col("start") + 1)
    wrong = closed.with_columns(
        stop=pl.when(wrong_day).then(earlier).otherwise("stop"),
        outcome=pl.when(wrong_day).then("outcome").otherwise(other_outcome),
        reason=pl.when(wrong_day).then("reason"),
    )
    corrected = closed.with_columns(reported=pl.col("reported") + pl.when(is_wrong).then(later).otherwise(0))
    return wrong.filter(is_wrong), corrected
