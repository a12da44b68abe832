"""What is to be expected of each cohort that leaves 9th grade: exact, from the chain that made the lives."""

from collections.abc import Iterator

import numpy as np

from videre.domain.days import SCHOOL_YEAR_STARTS_MONTH
from videre.domain.people import Origin
from videre.synth.calendars import day_in, months_of
from videre.synth.chain.expectation import occupation, share_with
from videre.synth.municipality import Municipality
from videre.synth.people.persons import People

HORIZON_MONTHS = 25 * 12  # the ministry's: 25 years after 9th grade
BEFORE_AGE_YEARS = 25
PUBLISHED_COHORT = 2012  # whose 84 % and 89 % the strategy tells
FEWEST_PUPILS = 100  # of smaller cohorts no share is worth telling, and a village should not wait for them

Groups = Iterator[tuple[dict[str, str], np.ndarray]]


def home_pupils(people: People) -> np.ndarray:
    """Return whether each person lived in the municipality when 9th grade ended, in Denmark."""
    here = people.lives_here(day_in(people.ninth_year, 6, 25))
    return np.asarray(here & people.went_to_school_here)


def groups_of(people: People) -> Groups:
    """Yield everybody, both sexes, and Danish and foreign origin, each with who belongs to it."""
    yield {}, np.ones(len(people), dtype=bool)
    for sex, is_woman in (("M", False), ("K", True)):
        yield {"sex": sex}, people.is_woman == is_woman
    for origin in (Origin.DANISH, Origin.IMMIGRANT, Origin.DESCENDANT):
        yield {"origin": origin.name.lower()}, people.origin == origin


def expected_shares(made: Municipality) -> list[dict[str, object]]:
    """Return the expected shares of each cohort, group, horizon and definition.

    `value` is for the mix of sexes, origins and footings of all cohorts of the period together, and so shows what
    changed in behaviour only; `of_these_pupils` is for those who really left that year.
    """
    people, period = made.people, made.request.period
    is_pupil = home_pupils(people)
    ends = day_in(people.ninth_year, 6, 25)
    of_period = is_pupil & (ends >= period.begin) & (ends < period.end)
    rows: list[dict[str, object]] = []
    for cohort in sorted({int(year) for year in people.ninth_year[of_period]} | {PUBLISHED_COHORT}):
        of_cohort = is_pupil & (people.ninth_year == cohort)
        if of_cohort.sum() >= FEWEST_PUPILS or cohort == PUBLISHED_COHORT:
            rows += shares_of_cohort(made, cohort, of_period, of_cohort)
    return rows


def shares_of_cohort(
    made: Municipality, cohort: int, of_period: np.ndarray, of_cohort: np.ndarray
) -> list[dict[str, object]]:
    """Return the expected shares of one cohort."""
    people, lives = made.people, made.tables.parameters
    definitions = {
        "a_youth_education": lives.has_youth_education,
        "at_least_one": (*lives.has_youth_education, "higher_only"),
        "higher_education": lives.has_higher_education,
        "long_higher_education": ("long",),
    }
    months = {"25 years": np.full(len(people), HORIZON_MONTHS), "before 25": months_to_age_limit(people)}
    asked = {int(month) for of_horizon in months.values() for month in np.unique(of_horizon[of_period | of_cohort])}
    shares = occupation(made.tables, cohort, asked)
    rows: list[dict[str, object]] = []
    for horizon, of_person in months.items():
        for definition, levels in definitions.items():
            table = np.zeros((HORIZON_MONTHS + 1, made.tables.chain.n_types))
            for month in asked:
                table[month] = share_with(made.tables, shares[month], levels)
            chance = table[np.clip(of_person, 0, HORIZON_MONTHS), people.kind]
            for group, belongs in groups_of(people):
                rows.append(
                    {
                        "cohort": cohort,
                        "group": group,
                        "horizon": horizon,
                        "definition": definition,
                        "value": mean_of(chance, of_period & belongs),
                        "of_these_pupils": mean_of(chance, of_cohort & belongs),
                        "n_pupils": int((of_cohort & belongs).sum()),
                    }
                )
    return rows


def months_to_age_limit(people: People) -> np.ndarray:
    """Return the months from August after 9th grade to the month of the 25th birthday."""
    left = people.ninth_year * 12 + SCHOOL_YEAR_STARTS_MONTH - 1
    return np.asarray(months_of(people.birth_day) + BEFORE_AGE_YEARS * 12 - left)


def mean_of(chance: np.ndarray, chosen: np.ndarray) -> float | None:
    """Return the mean chance of those chosen, rounded; None of nobody."""
    return round(float(chance[chosen].mean()), 5) if chosen.any() else None
