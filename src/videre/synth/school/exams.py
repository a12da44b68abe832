"""Marks of folkeskolens afgangsprøve, 9th and 10th grade, of the municipality's pupils."""

import numpy as np
import polars as pl

from videre.synth.calendars import day_in, years_of
from videre.synth.draws import Draws
from videre.synth.people.persons import People
from videre.synth.request import Period
from videre.synth.school.parameters import Exams, Share, read_pupils
from videre.synth.told.reporting import as_reported, draw_delays

SCALE = np.array([-3, 0, 2, 4, 7, 10, 12])  # the seven-point scale, in force since August 2007
BETWEEN = (SCALE[1:] + SCALE[:-1]) / 2
SUBJECTS = {
    "danish_reading": "danish",
    "danish_spelling": "danish",
    "danish_written": "danish",
    "danish_oral": "danish",
    "mathematics_without_aids": "mathematics",
    "mathematics_with_aids": "mathematics",
    "english_oral": "english",
    "science": "science",
    "drawn_humanities": "drawn",
    "drawn_science": "drawn",
}
AGAIN = [name for name, subject in SUBJECTS.items() if subject in {"danish", "mathematics"}]
BETTER_IN_TENTH = 0.5
EXEMPTED = 0.4
TAKEN, ABSENT, EXEMPT = "taken", "absent", "exempted"
KEY = ["person", "school_year", "grade", "discipline"]


def exam_register(
    draws: Draws, people: People, ninth: pl.DataFrame, tenth: pl.DataFrame, period: Period
) -> pl.DataFrame:
    """Return all marks as they were reported: those of `exam_marks`, and `reported`."""
    taken = exam_marks(draws, people, ninth, tenth)
    ended = day_in(taken["year"].to_numpy(), 6, 20)
    delay = draw_delays(draws.stream("exam_reports"), "exams", len(taken))
    reported = taken.with_columns(reported=pl.Series(ended + delay)).drop("year")
    return as_reported(reported, KEY, people.known_since, period.end)


def exam_marks(draws: Draws, people: People, ninth: pl.DataFrame, tenth: pl.DataFrame) -> pl.DataFrame:
    """Return all marks: person, year, school_year, grade, subject, discipline, mark, status.

    Args:
        draws: where marks are drawn from.
        people: whose footing it is.
        ninth: completed stays in 9th grade at the municipality's schools (person, stop).
        tenth: completed stays in 10th grade of people who live in the municipality.
    """
    stream = draws.stream("exams")
    rules = read_pupils().exams
    ability = rules.average + rules.slope * people.footing + rules.of_pupil * stream.normal(size=len(people))
    status = ninth_grade_status(stream, rules, people, ninth)
    person = ninth["person"].to_numpy()
    lacks = np.zeros(len(people), dtype=bool)
    lacks[person] = (status != TAKEN).any(axis=1)
    in_ninth = marks(stream, rules, ability[person], ninth, 9, status)
    return pl.concat([in_ninth, tenth_grade_marks(stream, rules, ability, tenth, lacks)])


def share_of(rule: Share, footing: np.ndarray) -> np.ndarray:
    """Return the share of each footing, on the scale of log odds."""
    return np.asarray(1 / (1 + (1 - rule.share) / rule.share * np.exp(-rule.slope * footing)))


def ninth_grade_status(stream: np.random.Generator, rules: Exams, people: People, ninth: pl.DataFrame) -> np.ndarray:
    """Return for each pupil and test whether it was taken: [pupil, test]."""
    footing = people.footing[ninth["person"].to_numpy()]
    n, n_tests = len(footing), len(SUBJECTS)
    status = np.full((n, n_tests), TAKEN, dtype=object)
    takes_none = stream.random(n) < share_of(rules.no_tests, footing)
    misses_some = ~takes_none & (stream.random(n) < share_of(rules.some_missing, footing))
    n_missing = stream.integers(1, 5, size=n)
    rank = stream.random((n, n_tests)).argsort(axis=1).argsort(axis=1)
    why = np.where(stream.random(n) < EXEMPTED, EXEMPT, ABSENT)[:, None]
    missing = (misses_some[:, None] & (rank < n_missing[:, None])) | takes_none[:, None]
    return np.where(missing, why, status)


def marks(
    stream: np.random.Generator, rules: Exams, ability: np.ndarray, stays: pl.DataFrame, grade: int, status: np.ndarray
) -> pl.DataFrame:
    """Return a row a pupil and test; empty status leaves a test out."""
    n, n_tests = status.shape
    points = (
        ability[:, None]
        + np.array([rules.tests[name] for name in SUBJECTS])
        + rules.of_test * stream.normal(size=(n, n_tests))
    )
    mark = SCALE[np.searchsorted(BETWEEN, points)]
    year = years_of(stays["stop"].to_numpy())
    pupil, test = np.nonzero(status != "")
    of_test = status[pupil, test]
    names = list(SUBJECTS)
    return pl.DataFrame(
        {
            "person": stays["person"].to_numpy()[pupil],
            "year": year[pupil],
            "school_year": [f"{one - 1}/{one % 100:02d}" for one in year[pupil]],
            "grade": np.full(len(pupil), grade),
            "subject": pl.Series([SUBJECTS[name] for name in names])[test],
            "discipline": pl.Series(names)[test],
            "mark": pl.Series(mark[pupil, test]).zip_with(
                pl.Series(of_test == TAKEN), pl.Series([None], dtype=pl.Int64)
            ),
            "status": pl.Series(of_test, dtype=pl.String),
        }
    )


def tenth_grade_marks(
    stream: np.random.Generator, rules: Exams, ability: np.ndarray, tenth: pl.DataFrame, lacks: np.ndarray
) -> pl.DataFrame:
    """Return marks of 10th grade: all tests of some who lacked them, Danish and mathematics again of some others."""
    person = tenth["person"].to_numpy()
    n = len(person)
    takes_all = lacks[person] & (stream.random(n) < rules.taken_in_tenth)
    takes_again = ~lacks[person] & (stream.random(n) < rules.again_in_tenth)
    is_again = np.array([name in AGAIN for name in SUBJECTS])
    status = np.where(takes_all[:, None] | (takes_again[:, None] & is_again), TAKEN, "").astype(object)
    return marks(stream, rules, ability[person] + BETTER_IN_TENTH, tenth, 10, status)
