"""Released tables of a small made-up Albertslund: every kind of row that the half-year report must tell apart.

Numbers are chosen so that each can be found in the report, or must not be: NOBODYS_BUSINESS is hidden, LATER belongs to
the months after the half-year.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from tests.projected import projected_tables

from videre.definitions.catalogue import Definitions
from videre.definitions.files import Text
from videre.definitions.parts_of_change import titles_of_parts
from videre.definitions.pathways import PathwayGroups
from videre.disclosure.released import Released, ReleasedFigure, make_released
from videre.disclosure.threshold import release_by_threshold
from videre.domain.days import iso_from_month, month_from_iso
from videre.domain.figures import Figure, IntervalKind, Provenance, Unit
from videre.reports.half_year import Material
from videre.reports.half_years import HalfYear

NOBODYS_BUSINESS = 7919  # hidden beside the three under-18s, who would be known without it
LATER = 9973
HALF = HalfYear(2015, 2)
DAY = date(2016, 2, 5)
RULE = {"da": "Antal personer under 5 er skjult.", "en": "Numbers of persons under 5 are hidden."}
PROVENANCE = Provenance("2016-01-31", "2015-11-30", "17", "0.1.0-abcdef12-34567890")
MONTHS = [iso_from_month(month_from_iso("2014-10") + place) for place in range(16)]  # to January 2016
COHORTS = ("2012", "2013", "2014", "2015")


@cache
def definitions() -> Definitions:
    return Definitions()


def figure(
    measure: str,
    period: str,
    breakdown: Mapping[str, str],
    numerator: float,
    denominator: int,
    *,
    unknown: int = 0,
    margin: float | None = None,
    unit: Unit = Unit.SHARE,
) -> Figure:
    """Return a figure; with a margin it is an estimate, else a count of everybody."""
    is_share = unit is Unit.SHARE
    value = numerator / denominator if is_share else float(numerator)
    strategy = definitions().strategy("albertslund-2014-2017")
    target = strategy.find_target(measure, unit, breakdown)
    return Figure(
        measure=measure,
        period=period,
        breakdown=breakdown,
        value=value,
        numerator=numerator,
        denominator=denominator,
        unknown=unknown,
        bounds_low=value,
        bounds_high=(numerator + unknown) / denominator if is_share else value,
        interval_low=None if margin is None else value - margin,
        interval_high=None if margin is None else min(value + margin, 1.0),
        interval_kind=IntervalKind.NONE if margin is None else IntervalKind.SAMPLING,
        unit=unit,
        target=target.value_in(period) if target else None,
        provenance=PROVENANCE,
    )


def released(name: str, figures: Sequence[Figure]) -> Released:
    """Return figures as the first release of a home would."""
    dimensions = tuple(sorted({key for each in figures for key in each.breakdown}))
    return release_by_threshold(name, dimensions, figures, 5, RULE)


def benefits() -> Iterable[Released]:
    """Yield point 2: 400 in October 2014, one fewer a month; by age with two hidden; January 2016 is LATER."""
    totals = [LATER if month == "2016-01" else 400 - place for place, month in enumerate(MONTHS)]
    persons = Unit.PERSONS
    yield released(
        "benefits",
        [figure("benefits", month, {}, n, 11_000, unit=persons) for month, n in zip(MONTHS, totals, strict=True)],
    )
    ages = {"under_18": 3, "18_24": 8_111, "25_29": NOBODYS_BUSINESS}
    yield released(
        "benefits_by_age_group",
        [
            figure("benefits", month, {"age_group": age}, n, 20_000, unit=persons)
            for month in MONTHS
            for age, n in ages.items()
        ],
    )


def youth() -> Iterable[Released]:
    """Yield point 3: 1,140 persons, 40 unknown; June 2015 is hidden; three schools, of which one is hidden always."""
    totals = [figure("youth_15_17", month, {}, 1050 + place, 1140, unknown=40) for place, month in enumerate(MONTHS)]
    june = MONTHS.index("2015-06")
    totals[june] = figure("youth_15_17", "2015-06", {}, 1137, 1140)
    yield released("youth_15_17", totals)
    classes = {"primary_school": 500, "education": 550, "exempted": 3, "off_plan": 47, "unknown": 40}
    yield released(
        "youth_15_17_by_class",
        [
            figure("youth_15_17", month, {"class": name}, n, 1140, unknown=40 if name != "unknown" else 0)
            for month in MONTHS
            for name, n in classes.items()
        ],
    )
    schools = {"990001": (320, 350), "990002": (400, 440), "990003": (348, 350)}
    yield released(
        "youth_15_17_by_school",
        [
            figure("youth_15_17", month, {"school": school}, n, of)
            for month in MONTHS
            for school, (n, of) in schools.items()
        ],
    )


def exam() -> Iterable[Released]:
    """Yield point 4: 30 of 310 in 2012, five fewer a year; followed for a year, 2015 for nine months."""
    lacking = {year: 30 - 5 * place for place, year in enumerate(COHORTS)}
    yield released("exam", [figure("exam", year, {}, n, 310) for year, n in lacking.items()])
    months = [
        figure("exam", year, {"months": str(month)}, n - month // 4, 310)
        for year, n in lacking.items()
        for month in range(10 if year == "2015" else 13)
    ]
    yield released("exam_by_months", months)
    groups = {"no_tests": 9, "some_missing": 6, "below_pass": 0, "passed_no_eud_entry": 25, "passed": 270}
    yield released(
        "exam_by_group",
        [figure("exam", year, {"group": group}, n, 310) for year in COHORTS for group, n in groups.items()],
    )


def completion() -> Iterable[Released]:
    """Yield point 1: 300 a cohort, 88 % and a point more each year; by sex with all of it hidden."""
    ways = [(what, horizon) for what in ("a_youth_education", "at_least_one") for horizon in ("25 years", "before 25")]
    shares = dict(zip(ways, (0.83, 0.74, 0.88, 0.79), strict=True))
    figures = [
        figure(
            "completion",
            year,
            {"definition": what, "horizon": horizon},
            (share + 0.01 * place) * 300,
            300,
            margin=0.03,
        )
        for place, year in enumerate(COHORTS)
        for (what, horizon), share in shares.items()
    ]
    yield released("completion", figures)
    by_sex = [
        each._replace(breakdown={**each.breakdown, "sex": sex}, denominator=each.numerator + 2)
        for each in figures
        for sex in ("K", "M")
    ]
    yield released("completion_by_sex", by_sex)


def pathways() -> Iterable[Released]:
    """Yield point 5: three kinds, of which 10th grade is the largest and no youth education; after 3 and 15 months."""
    kinds = {"stx": 120, "hhx": 40, "tenth_grade": 150}
    figures = []
    for year in COHORTS:
        for months in (3, 15) if year != "2015" else (3,):
            for kind, n in kinds.items():
                steps = {"chosen": n, "started": n, "still_there": n - 20, "completed": 0, "changed": 20}
                steps |= {"broke_off": 0, "paused": 0}
                for step, n_persons in steps.items():
                    breakdown = {"kind": kind, "months": str(months), "step": step}
                    figures.append(figure("pathways", year, breakdown, n_persons + int(year) - 2012, 310))
    yield released("pathways", figures)
    by_sex = [
        figure("pathways", each.period, {**each.breakdown, "sex": sex}, each.numerator // 2, 155)
        for each in figures
        for sex in ("K", "M")
    ]
    yield released("pathways_by_sex", by_sex)


def official(rows: Iterable[tuple[str, str, str, str, str, float]]) -> Released:
    """Return published figures: indicator, cohort, area, group, year of publication and value."""
    return make_released(
        name="official_figures",
        measure="official_figures",
        dimensions=("indicator", "area", "horizon", "group", "published", "source"),
        rows=[
            ReleasedFigure(
                period=cohort,
                breakdown={
                    "indicator": indicator,
                    "area": area,
                    "group": group,
                    "horizon": "25 years",
                    "published": published,
                    "source": "Profilmodellen",
                },
                is_hidden=False, value=value, numerator=None, denominator=None, unknown=None, bounds_low=None,
                bounds_high=None, interval_low=None, interval_high=None, interval_kind="none", unit="share",
                target=None, figure_id=f"{indicator}{cohort}",
            )
            for indicator, cohort, area, group, published, value in rows
        ],
        rule=RULE,
        **PROVENANCE._asdict(),
    )  # fmt: skip


OFFICIAL = (
    ("a_youth_education", "2013", "Albertslund", "", "2015", 0.84),
    ("at_least_one", "2012", "Albertslund", "", "2014", 0.89),
    ("at_least_one", "2013", "Albertslund", "", "2015", 0.90),
    ("at_least_one", "2014", "Albertslund", "", "2016", 0.97),  # published after the half-year
    ("at_least_one", "2013", "Albertslund", "sex=K", "2015", 0.99),  # of girls alone
    ("at_least_one", "2013", "Hele landet", "", "2015", 0.93),
)


@cache
def all_tables() -> tuple[Released, ...]:
    """Return every table."""
    return (*completion(), *projected_tables(300), *benefits(), *youth(), *exam(), *pathways(), official(OFFICIAL))


def material(
    tables: Iterable[Released] | None = None,
    *,
    half: HalfYear = HALF,
    strategy: str = "albertslund-2014-2017",
    is_demo: bool = False,
) -> Material:
    """Return what a report is made of: all tables of this file unless others are given."""
    there = all_tables() if tables is None else tables
    return Material(
        tables={table.name: table for table in there},
        strategy=definitions().strategy(strategy),
        measures={name: definitions().measure(name) for name in definitions().names("measures")},
        groups=definitions().definition("programmes", "groups", PathwayGroups),
        registers={"persons": Text(da="Personer", en="Persons"), "benefits": Text(da="Ydelser", en="Benefits")},
        municipality_name="Albertslund",
        half=half,
        day=DAY,
        is_demo=is_demo,
        change_parts=titles_of_parts(definitions().state_space("youth_education")),
    )
