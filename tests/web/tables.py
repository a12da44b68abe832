"""Released tables of a made-up Albertslund, with hidden numbers where few persons are: what pages are tested on."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from tests.projected import projected_tables

from videre.definitions.catalogue import Definitions
from videre.definitions.strategy import Strategy
from videre.disclosure.released import Released, ReleasedFigure, make_released
from videre.disclosure.threshold import release_by_threshold
from videre.domain.figures import Figure, IntervalKind, Provenance, Unit

SMALLEST_COUNT = 5
RULE = {"da": "Antal personer under 5 er skjult.", "en": "Numbers of persons under 5 are hidden."}
PROVENANCE = Provenance("2016-02-29", "2015-12-31", "17", "0.1.0-abcdef12-34567890")
MONTHS = [f"{year}-{month:02d}" for year in (2013, 2014, 2015) for month in range(1, 13)]
SCHOOLS = ("165001", "165002", "165003", "165004", "165005")
CLASS_SHARES = {
    "primary_school": 0.42,
    "education": 0.46,
    "ordinary_employment": 0.02,
    "other_employment": 0.004,
    "preparatory": 0.02,
    "exempted": 0.006,
    "off_plan": 0.025,
    "unknown": 0.045,
}
KIND_SHARES = {"stx": 0.41, "hf": 0.07, "hhx": 0.11, "htx": 0.06, "eud_gf1": 0.09, "tenth_grade": 0.38, "egu": 0.0}
STEP_SHARES = {"still_there": 0.72, "completed": 0.06, "changed": 0.1, "broke_off": 0.07, "paused": 0.05}
MONTHS_SINCE = (3, 6, 15, 27)


@cache
def strategy() -> Strategy:
    """Return the strategy of the tests."""
    return Definitions().strategy("albertslund-2014-2017")


def figure(
    measure: str,
    period: str,
    breakdown: Mapping[str, str],
    numerator: float,
    denominator: int,
    unknown: int = 0,
    margin: float | None = None,
    unit: Unit = Unit.SHARE,
) -> Figure:
    """Return a figure; with a margin it is an estimate, else a count of everybody."""
    value = numerator / denominator if unit is Unit.SHARE else float(numerator)
    target = strategy().find_target(measure, unit, breakdown)
    is_share = unit is Unit.SHARE
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
    return release_by_threshold(name, dimensions, figures, SMALLEST_COUNT, RULE)


def split(total: int, parts: Mapping[str, float]) -> dict[str, int]:
    """Return a number of persons divided by shares, adding up to it; the first part takes what is left over."""
    counts = {name: int(total * share) for name, share in parts.items()}
    first = next(iter(counts))
    counts[first] += total - sum(counts.values())
    return counts


def benefits() -> Iterator[Released]:
    """Yield measurement point 2: from 426 in December 2013 down to 356 two years later."""
    noise = np.random.default_rng(2).normal(0, 4, len(MONTHS))
    totals = {
        month: 426 + round((11 - place) * 2.9 + (0 if place == 11 else noise[place]))
        for place, month in enumerate(MONTHS)
    }
    groups: dict[str, dict[str, float]] = {
        "": {"": 1.0},
        "sex": {"M": 0.54, "K": 0.46},
        "origin": {"danish": 0.63, "immigrant": 0.24, "descendant": 0.13},
        "age_group": {"18_24": 0.56, "25_29": 0.435, "under_18": 0.005},
    }
    for dimension, shares in groups.items():
        figures = []
        for month, total in totals.items():
            for value, n_persons in split(total, shares).items():
                breakdown = {dimension: value} if dimension else {}
                figures.append(figure("benefits", month, breakdown, n_persons, 10_350, unit=Unit.PERSONS))
        yield released(f"benefits_by_{dimension}" if dimension else "benefits", figures)


def youth(measure: str = "youth_15_17", residents: int = 1140) -> Iterator[Released]:
    """Yield measurement point 3: 92 % of some 1,140 persons are under way; more are unknown in July and August."""
    met = ("primary_school", "education", "ordinary_employment", "other_employment", "preparatory")
    totals, by_class = [], []
    for place, month in enumerate(MONTHS):
        summer = 0.05 if month.endswith(("-07", "-08")) else 0.0
        shares = CLASS_SHARES | {"unknown": 0.06 - place * 0.0008 + summer, "education": 0.43 + place * 0.001 - summer}
        counts = split(residents + place % 7, shares)
        n_persons, unknown = sum(counts.values()), counts["unknown"]
        totals.append(figure(measure, month, {}, sum(counts[name] for name in met), n_persons, unknown))
        for name, n_in_class in counts.items():
            may_be = unknown if name != "unknown" else 0
            by_class.append(figure(measure, month, {"class": name}, n_in_class, n_persons, may_be))
    yield released(measure, totals)
    yield released(f"{measure}_by_class", by_class)
    for dimension, values in {"sex": ("M", "K"), "origin": ("danish", "immigrant"), "school": SCHOOLS}.items():
        figures = []
        for place, month in enumerate(MONTHS):
            for at, value in enumerate(values):
                n_persons = residents // len(values) - 23 * at
                unknown = 6 + at * 3
                n_met = round(n_persons * (0.91 + 0.0008 * place - 0.012 * at)) - unknown
                figures.append(figure(measure, month, {dimension: value}, n_met, n_persons, unknown))
        yield released(f"{measure}_by_{dimension}", figures)


def exam() -> Iterator[Released]:
    """Yield measurement point 4: some 310 leavers a year, of whom one in twelve lacks the exam, fewer a year later."""
    years = [str(year) for year in range(2011, 2016)]
    sizes = dict(zip(years, (327, 318, 305, 298, 312), strict=True))
    lacking = dict(zip(years, (36, 33, 27, 25, 22), strict=True))
    yield released("exam", [figure("exam", year, {}, lacking[year], sizes[year], 4) for year in years])
    groups = []
    for year in years:
        rest = sizes[year] - lacking[year] - 4
        counts = {
            "no_tests": 4,
            "some_missing": lacking[year] - 4,
            "below_pass": 0,
            "passed_no_eud_entry": rest // 8,
            "passed": rest - rest // 8,
        }
        groups += [figure("exam", year, {"group": name}, n, sizes[year], 4) for name, n in counts.items()]
    yield released("exam_by_group", groups)
    months = [
        figure("exam", year, {"months": str(month)}, round(lacking[year] * 0.965**month), sizes[year])
        for year in years
        for month in range(13)
        if not (year == "2015" and month > 7)
    ]
    yield released("exam_by_months", months)
    for dimension, values in {"sex": ("M", "K"), "origin": ("danish", "immigrant"), "school": SCHOOLS}.items():
        figures = []
        for year in years:
            for at, value in enumerate(values):
                n_leavers = sizes[year] // len(values)
                n_lacking = max(0, round(lacking[year] / len(values) * (1.6 - 0.5 * at)))
                figures.append(figure("exam", year, {dimension: value}, n_lacking, n_leavers))
        yield released(f"exam_by_{dimension}", figures)


def completion() -> Iterator[Released]:
    """Yield measurement point 1: cohorts of some 310, each with two horizons and two definitions."""
    for dimension, values in {"": ("",), "sex": ("M", "K"), "origin": ("danish", "immigrant")}.items():
        figures = []
        for place, year in enumerate(range(2010, 2016)):
            for at, value in enumerate(values):
                n_persons = (306 + 3 * place) // len(values)
                for definition, less in {"a_youth_education": 0.05, "at_least_one": 0.0}.items():
                    for horizon, lower in {"25 years": 0.0, "before 25": 0.09}.items():
                        share = 0.885 + 0.006 * place - less - lower - 0.04 * at
                        breakdown = {"definition": definition, "horizon": horizon}
                        if dimension:
                            breakdown[dimension] = value
                        margin = 0.033 * len(values) ** 0.5
                        figures.append(
                            figure("completion", str(year), breakdown, share * n_persons, n_persons, margin=margin)
                        )
        yield released(f"completion_by_{dimension}" if dimension else "completion", figures)


def pathways() -> Iterator[Released]:
    """Yield measurement point 5: where each cohort is with each kind of education."""
    for dimension, values in {"": ("",), "sex": ("M", "K")}.items():
        figures = []
        for year in range(2011, 2016):
            for months in [each for each in MONTHS_SINCE if year * 12 + 6 + each <= 2016 * 12 + 2]:
                for at, value in enumerate(values):
                    n_leavers = 312 // len(values)
                    own = {dimension: value} if dimension else {}
                    for kind, share in KIND_SHARES.items():
                        started = round(n_leavers * share * (1 + 0.1 * at) * min(1.0, 0.8 + months / 60))
                        counts = split(started, STEP_SHARES) if started else dict.fromkeys(STEP_SHARES, 0)
                        steps = {"chosen": round(started * 0.95), "started": started, **counts}
                        for step, n_persons in steps.items():
                            breakdown = {**own, "kind": kind, "months": str(months), "step": step}
                            figures.append(figure("pathways", str(year), breakdown, n_persons, n_leavers))
        yield released(f"pathways_by_{dimension}" if dimension else "pathways", figures)


def outside() -> Iterator[Released]:
    """Yield the totals of those outside education and work, by three of the official definitions."""
    official = {"stil_unattached": (10,), "dst_neet": (11,), "outreach_guidance": range(1, 13)}
    figures = [
        figure("outside", f"2015-{month:02d}", {"definition": name}, 140 + month, 2950)
        for name, months in official.items()
        for month in months
    ]
    yield released("outside", figures)


def flows() -> Iterator[Released]:
    """Yield how cohorts flow: most choose 10th grade or upper secondary, and some flows are of few."""
    moves = {
        3: {("gymnasial", "gymnasial"): 140, ("tenth_grade", "tenth_grade"): 130, ("no_choice", "elsewhere"): 12,
            ("vocational", "vocational"): 26, ("gymnasial", "ordinary_work"): 4},
        15: {("gymnasial", "gymnasial"): 132, ("gymnasial", "vocational"): 8, ("tenth_grade", "gymnasial"): 90,
             ("tenth_grade", "vocational"): 31, ("tenth_grade", "elsewhere"): 9, ("vocational", "vocational"): 20,
             ("vocational", "preparatory"): 6, ("elsewhere", "elsewhere"): 12, ("ordinary_work", "elsewhere"): 4},
        27: {("gymnasial", "gymnasial"): 222, ("vocational", "vocational"): 50, ("vocational", "completed"): 9,
             ("preparatory", "elsewhere"): 6, ("elsewhere", "elsewhere"): 25},
    }  # fmt: skip
    figures = [
        figure("flows", str(year), {"from": came_from, "to": came_to, "months": str(months)}, n, 312)
        for year in (2011, 2012, 2013, 2014)
        for months, of_look in moves.items()
        if year * 12 + 6 + months <= 2016 * 12 + 2
        for (came_from, came_to), n in of_look.items()
    ]
    yield released("flows", figures)


def alternatives() -> Iterator[Released]:
    """Yield what those who complete nothing were given."""
    shares = {"any": 0.8, "none": 0.2, "produktionsskole": 0.5, "egu": 0.1, "bridge_building": 0.2, "kuu": 0.0}
    figures = [
        figure("alternatives", str(year), {"course": course, "months": months}, round(60 * share), 60)
        for year in (2011, 2012)
        for months in ("15", "27")
        for course, share in shares.items()
    ]
    yield released("alternatives", figures)


def intake() -> Iterator[Released]:
    """Yield each year's intake and completion."""
    figures = [
        figure("intake", str(year), {"kind": kind, "event": event}, round(900 * share), 900, unit=Unit.PERSONS)
        for year in range(2010, 2016)
        for event in ("started", "completed")
        for kind, share in KIND_SHARES.items()
    ]
    yield released("intake", figures)


def after_completing() -> Iterator[Released]:
    """Yield work after completing, in all and by class."""
    at = [(year, months) for year in range(2010, 2015) for months in ("12", "24") if year < 2014 or months == "12"]
    shares = {"stx": (150, 0.3), "eud_main": (88, 0.61), "egu": (6, 0.5)}
    totals, by_class = [], []
    for year, months in at:
        for kind, (n, share) in shares.items():
            own = {"kind": kind, "months_after": months}
            n_work = round(n * share)
            totals.append(figure("after_completing", str(year), own, n_work, n, n // 5))
            counts = {"education": n - n_work - n // 5, "ordinary_employment": n_work, "unknown": n // 5}
            by_class += [
                figure("after_completing", str(year), {**own, "class": name}, number, n)
                for name, number in counts.items()
            ]
    yield released("after_completing", totals)
    yield released("after_completing_by_class", by_class)


def given_back() -> Iterator[Released]:
    """Yield what is given back: to all schools together, to each school, and to units."""
    shares = {"education": 0.73, "work": 0.04, "preparatory": 0.11, "outside": 0.04, "unknown": 0.08}
    beside = {"completed": 0.0, "in_or_through": 0.74}
    senders: dict[str, dict[str, int]] = {
        "": {"": 524},
        "school": {"any": 524, **dict.fromkeys(SCHOOLS, 104)},
        "unit": {"any": 900, "job_centre": 480, "uu": 440, "team_nord": 30},
    }
    for dimension, sizes in senders.items():
        figures = []
        for year in (2011, 2012, 2013):
            for months in ("3", "15"):
                for sender, n in sizes.items():
                    own = {"months_after": months} | ({dimension: sender} if dimension else {})
                    counts = split(n, shares) | {name: round(n * share) for name, share in beside.items()}
                    figures += [figure("given_back", str(year), {**own, "doing": d}, c, n) for d, c in counts.items()]
        yield released(f"given_back_by_{dimension}" if dimension else "given_back", figures)


def official_figures() -> Released:
    """Return the ministry's figures: the strategy's own two, and one published later."""
    published = [
        ("a_youth_education", "2007", "2009", 0.74),
        ("a_youth_education", "2012", "2013", 0.84),
        ("at_least_one", "2012", "2013", 0.89),
        ("at_least_one", "2013", "2015", 0.90),
        ("in_or_through_after_15_months", "2013", "2015", 0.78),
    ]
    rows = [
        ReleasedFigure(
            period=cohort,
            breakdown={"indicator": indicator, "area": "Albertslund", "horizon": "25 years", "published": year,
                       "source": "Undervisningsministeriet"},
            is_hidden=False, value=value, numerator=None, denominator=None, unknown=None, bounds_low=None,
            bounds_high=None, interval_low=None, interval_high=None, interval_kind="none", unit="share", target=None,
            figure_id=f"{indicator}{cohort}",
        )
        for indicator, cohort, year, value in published
    ]  # fmt: skip
    return make_released(
        name="official_figures",
        measure="official_figures",
        dimensions=("indicator", "area", "horizon", "published", "source"),
        rows=rows,
        rule={"da": "Offentliggjorte tal.", "en": "Published figures."},
        **PROVENANCE._asdict(),
    )


def all_tables() -> list[Released]:
    """Return every table."""
    older = [*youth("youth_18_24", 2950), *youth("youth_25_29", 1712)]
    beside = [*older, *projected_tables(312), *flows(), *alternatives(), *intake(), *after_completing(), *given_back()]
    return [*completion(), *benefits(), *youth(), *outside(), *exam(), *pathways(), *beside, official_figures()]
