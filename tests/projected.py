"""Released tables of a made-up projection, for tests of pages, charts and reports: a cohort of any size."""

from collections.abc import Iterator, Mapping

from videre.disclosure.estimates import release_estimates
from videre.disclosure.released import Released
from videre.domain.figures import Figure, IntervalKind, Provenance, Unit
from videre.pipeline.fanning import FAN_YEARS

RULE = {"da": "Antal personer under 5 er skjult.", "en": "Numbers of persons under 5 are hidden."}
PROVENANCE = Provenance("2016-01-31", "2015-11-30", "17", "0.1.0-abcdef12-34567890", "this_years_behaviour")
COHORTS = ("2012", "2013", "2014", "2015")
DEFINITIONS = {"at_least_one": 0.0, "a_youth_education": 0.05}
WIDTHS = {"50": 0.01, "80": 0.02, "95": 0.03}
FORECASTS = {"3": ("2007", "2008", "2009"), "6": ("2007", "2008"), "9": ("2006",)}
# Of 100: what each begins first, completes and ends with.
WAYS = {
    ("gymnasial", "gymnasial", "long"): 28, ("gymnasial", "gymnasial", "medium"): 20,
    ("gymnasial", "gymnasial", "bachelor"): 2, ("gymnasial", "gymnasial", "short"): 3,
    ("gymnasial", "gymnasial", "gymnasial"): 8, ("gymnasial", "vocational", "vocational"): 2,
    ("gymnasial", "none", "none"): 2, ("vocational", "vocational", "vocational"): 15,
    ("vocational", "gymnasial", "medium"): 2, ("vocational", "none", "none"): 4, ("stu", "stu", "stu"): 2,
    ("unseen", "none", "medium"): 1, ("unseen", "none", "none"): 4, ("none", "none", "none"): 7,
}  # fmt: skip
PARTS = {"change": 0.018, "leaves.gf2.fewer": 0.011, "begins.stx.more": 0.009, "make_up": -0.004, "rest": 0.002}


def estimate(
    period: str,
    breakdown: Mapping[str, str],
    value: float,
    share: float,
    n_persons: int,
    margin: float | None = None,
) -> Figure:
    """Return an estimate of a share of so many persons; `value` is what is told of it."""
    return Figure(
        measure="completion",
        period=period,
        breakdown=breakdown,
        value=value,
        numerator=share * n_persons,
        denominator=n_persons,
        unknown=0,
        bounds_low=value,
        bounds_high=value,
        interval_low=None if margin is None else max(value - margin, 0.0),
        interval_high=None if margin is None else min(value + margin, 1.0),
        interval_kind=IntervalKind.NONE if margin is None else IntervalKind.PREDICTION,
        unit=Unit.SHARE,
        target=None,
        provenance=PROVENANCE,
    )


def released(name: str, figures: list[Figure]) -> Released:
    """Return estimates as `videre release` does."""
    return release_estimates(name, tuple(sorted(figures[0].breakdown)), figures, 20, 5, RULE)


def share_after(years: int, cohort: int) -> float:
    """Return the share of a cohort that has completed after so many years."""
    return 0.92 - 1.6 / years + 0.005 * cohort


def fan(n_persons: int) -> Released:
    """Return the fan of four cohorts."""
    return released(
        "completion_fan",
        [
            estimate(
                period,
                {"definition": what, "years": str(years), "level": level},
                share - less,
                share - less,
                n_persons,
                w,
            )
            for at, period in enumerate(COHORTS)
            for what, less in DEFINITIONS.items()
            for years in FAN_YEARS
            for share in (share_after(years, at),)
            for level, w in WIDTHS.items()
        ],
    )


def uncertainty(n_persons: int) -> Released:
    """Return how far each of the three uncertainties reaches."""
    return released(
        "completion_uncertainty",
        [
            estimate(period, {"definition": what, "years": str(years), "source": source}, reach, 0.8, n_persons)
            for period in COHORTS
            for what in DEFINITIONS
            for years in FAN_YEARS
            for source, reach in {"estimation": 0.01, "drift": 0.002 * years, "chance": 0.03}.items()
        ],
    )


def backtest(n_persons: int) -> Released:
    """Return six forecasts: two points too much of every other cohort, one too little of the rest; one lies outside."""
    figures = []
    for years, cohorts in FORECASTS.items():
        for place, cohort in enumerate(cohorts):
            happened = 0.4 + int(years) / 20
            said = happened + (0.02 if place % 2 == 0 else -0.01)
            named = {"definition": "at_least_one", "years": years}
            values = {"happened": happened, "inside_50": 0.5, "inside_80": 1.0, "inside_95": float(years != "9")}
            values |= {"ministry_like": happened - 0.03, **({"last_year": happened + 0.04} if years == "3" else {})}
            figures.append(estimate(cohort, {**named, "said": "said"}, said, said, n_persons, 0.05))
            figures += [
                estimate(cohort, {**named, "said": name}, value, happened, n_persons) for name, value in values.items()
            ]
    return released("completion_backtest", figures)


def profile_flows() -> dict[tuple[str, str], float]:
    """Return the shares of the profile figure, by where from and where to."""
    flows: dict[tuple[str, str], float] = {("any", "changed"): 0.06, ("any", "higher"): 0.6}
    for (first, completed, ends), n in WAYS.items():
        places = (f"first_{first}", f"completed_{completed}", f"ends_{ends}")
        for pair in (*(("any", place) for place in places), places[:2], places[1:]):
            flows[pair] = flows.get(pair, 0.0) + n / 100
    return flows


def profile(n_persons: int) -> Released:
    """Return the profile figure."""
    return released(
        "completion_profile",
        [
            estimate(period, {"from": came_from, "to": came_to}, share, share, n_persons)
            for period in COHORTS
            for (came_from, came_to), share in profile_flows().items()
        ],
    )


def why(n_persons: int) -> Released:
    """Return what each change is made of."""
    return released(
        "completion_why",
        [
            estimate(period, {"definition": what, "horizon": horizon, "part": part}, points, 0.9, n_persons)
            for period in COHORTS
            for what in DEFINITIONS
            for horizon in ("25 years", "before 25")
            for part, points in PARTS.items()
        ],
    )


def projected_tables(n_persons: int) -> Iterator[Released]:
    """Yield every table of the projection of cohorts of so many persons."""
    yield from (make(n_persons) for make in (fan, uncertainty, backtest, profile, why))
