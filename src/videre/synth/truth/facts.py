"""What is true of the people on a day and in a month: counted from lives, not from what is told of them."""

import numpy as np
import polars as pl

from videre.domain.days import day_number, first_day, iso_from_month, month_of
from videre.synth.calendars import first_days, years_of
from videre.synth.chain.walking import NOT_YET
from videre.synth.daily.benefits import THIRTY_YEARS, birthdays
from videre.synth.daily.situation import IN_A_GAP
from videre.synth.municipality import Municipality
from videre.synth.people.parameters import read_people
from videre.synth.school.exams import SUBJECTS, exam_marks
from videre.synth.truth.expected import home_pupils

YOUTH_EDUCATIONS = {"stx", "hf", "hhx", "htx", "eux", "grundforloeb", "gf1", "gf2", "main_course", "stu"}
STATUS_MONTH = 10  # Statistics Denmark counts education on 1 October
LONGEST_SUMMER_DAYS = 100
HOURS_OF_WORK = 78.0  # a month: the benchmarking unit's test, 18 hours a week
CLASS_OF_GROUP = {
    "pupil": "primary_school",
    "gymnasial": "education",
    "basic": "education",
    "apprentice": "education",
    "higher": "education",
    "preparatory": "preparatory",
}
UNION = ("kontanthjaelp", "uddannelseshjaelp")


def residents(made: Municipality) -> dict[str, object]:
    """Return how many lived in the municipality on the day of the stock, and how many of them were 15 to 17."""
    day = read_people().stock_day_number
    here = made.people.lives_here(day)
    age = made.people.age_on(day)
    young = here & (age >= 15) & (age <= 17)
    return {"day": read_people().stock_day.isoformat(), "n_persons": int(here.sum()), "aged_15_17": int(young.sum())}


def status_18_25(made: Municipality) -> list[dict[str, int]]:
    """Return, for each 1 October, what the 18-25-year-olds who left 9th grade here have of youth education.

    The four states are those of Statistics Denmark's STATUSU6: completed, in progress, broken off, none registered.
    """
    people, chain, period = made.people, made.tables.chain, made.request.period
    is_pupil = home_pupils(people)
    is_youth = np.array([stage.course in YOUTH_EDUCATIONS for stage in chain.stages])
    has_one = np.array([stage.level in made.tables.parameters.has_youth_education for stage in chain.stages])
    moves = made.lives.moves
    begins = is_youth[moves.after]
    rows = []
    for year in range(made.request.from_year, made.request.to_year):
        day = day_number(year, STATUS_MONTH, 1)
        if not period.begin <= day < period.end:
            continue
        stages = made.lives.stages[month_of(day) - made.lives.first_month]
        age = people.age_on(day)
        asked = is_pupil & (age >= 18) & (age <= 25)
        begun = np.zeros(len(people), dtype=bool)
        begun[moves.person[begins & (moves.month <= month_of(day))]] = True
        completed = by_stage(has_one)[stages]
        in_progress = by_stage(is_youth)[stages] & ~completed
        left = ~completed & ~in_progress
        counted = {
            "completed": completed,
            "in_progress": in_progress,
            "broken_off": left & begun,
            "none_registered": left & ~begun,
        }
        rows.append(
            {
                "year": year,
                "n": int(asked.sum()),
                **{name: int((asked & is_so).sum()) for name, is_so in counted.items()},
            }
        )
    return rows


def by_stage(values: np.ndarray) -> np.ndarray:
    """Return values of stages with room for NOT_YET, of which none is true."""
    return np.append(values, np.zeros(NOT_YET + 1 - len(values), dtype=bool))


def on_benefits(made: Municipality) -> list[dict[str, object]]:
    """Return the residents under 30 with a day on kontanthjælp or uddannelseshjælp in each month."""
    people, period = made.people, made.request.period
    spells = made.daily.benefits.filter(pl.col("benefit").is_in(UNION))
    person, start, stop = (spells[name].to_numpy() for name in ("person", "start", "stop"))
    turns_30 = birthdays(people.birth_day[person], THIRTY_YEARS)
    rows = []
    for month in range(month_of(period.begin), month_of(period.end - 1) + 1):
        first, after = first_day(month), first_day(month + 1)
        here = people.is_here(person, np.full(len(person), after - 1))
        counted = (start < after) & (stop > first) & (turns_30 >= after) & here
        rows.append({"month": iso_from_month(month), "persons": len(np.unique(person[counted]))})
    return rows


def lacking_exam(made: Municipality) -> list[dict[str, object]]:
    """Return for each year those who left 9th or 10th grade for good, and how many lacked tests when they did.

    Of 9th grade those count who finished it at the municipality's schools, of 10th those who live in the municipality.
    """
    ninth, tenth = made.finished_ninth, made.finished_tenth
    went_on = made.courses.filter(pl.col("course") == "tenth_grade").select("person", began=pl.col("start"))
    stayed = ninth.join(went_on, on="person", how="left").filter(
        pl.col("began").is_null() | ~pl.col("began").is_between(pl.col("stop"), pl.col("stop") + LONGEST_SUMMER_DAYS)
    )
    left = pl.concat([stayed.select("person", "stop"), tenth.select("person", "stop")]).unique("person", keep="last")
    left = left.with_columns(year=pl.Series(years_of(left["stop"].to_numpy())))
    marks = exam_marks(made.draws, made.people, ninth, tenth).filter(pl.col("status") == "taken")
    tests = marks.group_by("person").agg(n_tests=pl.col("discipline").n_unique())
    n_tests = pl.col("n_tests").fill_null(0)
    counted = (
        left.filter(pl.col("stop") >= made.request.period.begin)
        .join(tests, on="person", how="left")
        .group_by("year")
        .agg(
            leavers=pl.len(), no_tests=(n_tests == 0).sum(), some_missing=n_tests.is_between(1, len(SUBJECTS) - 1).sum()
        )
    )
    return counted.sort("year").to_dicts()


def classes_15_17(made: Municipality) -> list[dict[str, object]]:
    """Return what the 15-17-year-olds who live here do on the last day of each month.

    Work is 78 hours in the month; whoever is in no course, at no such work, in no activity and not exempted does
    `nothing` that counts.
    """
    young = made.daily.young.with_columns(day=pl.Series(first_days(made.daily.young["month"].to_numpy() + 1) - 1))
    active = young.join(made.activities, on="person").filter(
        (pl.col("start") <= pl.col("day")) & (pl.col("day") < pl.col("stop"))
    )
    active = active.select("month", "person", "activity").unique(["month", "person"], keep="first", maintain_order=True)
    is_in_gap = pl.col("group").is_in(IN_A_GAP)
    does = (
        pl.when(~is_in_gap)
        .then(pl.col("group").replace_strict(CLASS_OF_GROUP, default=None))
        .when(pl.col("hours") >= HOURS_OF_WORK)
        .then(pl.lit("work"))
        .when(pl.col("activity") == "exemption")
        .then(pl.lit("exempted"))
        .when(pl.col("activity").is_not_null())
        .then(pl.lit("activity"))
        .otherwise(pl.lit("nothing"))
    )
    counts = young.join(active, on=["month", "person"], how="left").group_by("month", does.alias("does")).len()
    wide = counts.sort("month", "does").pivot("does", index="month", values="len").fill_null(0)
    return [{**row, "month": iso_from_month(row["month"])} for row in wide.to_dicts()]
