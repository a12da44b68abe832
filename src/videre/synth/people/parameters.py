"""The parameters of who lives in the made-up municipality, as `parameters/people.yaml` gives them."""

import csv
from datetime import date
from functools import cache

import numpy as np

from videre.definitions.files import Strict, read_definition
from videre.domain.days import day_of_date
from videre.synth.parameter_files import FOLDER

OLDEST = 40  # years of age in the stock


class Place(Strict):
    """A municipality to live in."""

    municipality: int
    name: str
    postal_code: int
    share: float


class PeopleParameters(Strict):
    """All of people.yaml; it says what each field means."""

    population_file: str
    stock_day: date
    smoothed_over_ages: int
    moving_out: dict[int, float]
    least_moving_in: float
    returning: float
    returns_after_days: int
    leaves_for_abroad: float
    origin: dict[str, dict[str, float]]
    straight_from_abroad: float
    parents_education: dict[str, dict[str, float]]
    parents_unknown: dict[str, float]
    starts_school_late: float
    starts_school_early: float
    protected: float
    protected_days: int
    guardians_two: float
    elsewhere: tuple[Place, ...]
    home: Place

    @property
    def stock_day_number(self) -> int:
        """The day on which the population is exact."""
        return day_of_date(self.stock_day)

    @property
    def yearly_moving_out(self) -> np.ndarray:
        """The chance of moving out in each year of age, 0 to OLDEST."""
        ages = list(self.moving_out)
        places = np.searchsorted(ages, np.arange(OLDEST + 1), side="right") - 1
        return np.array(list(self.moving_out.values()))[places]


@cache
def read_people() -> PeopleParameters:
    """Return the shipped parameters of people."""
    return read_definition(FOLDER / "people.yaml", PeopleParameters)


@cache
def read_stock() -> np.ndarray:
    """Return Albertslund's population on 1 January 2014, [men and women, age 0 to 40]. Kilde: Danmarks Statistik."""
    stock = np.zeros((2, OLDEST + 1), dtype=np.int64)
    with (FOLDER / read_people().population_file).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            stock["MK".index(row["sex"]), int(row["age_years"])] = int(row["n_persons"])
    return stock


def scaled_stock(n_persons: int) -> np.ndarray:
    """Return the stock scaled to `n_persons` by largest remainders, so that it sums to them exactly."""
    exact = read_stock() * (n_persons / read_stock().sum())
    scaled = np.floor(exact).astype(np.int64)
    left_over = n_persons - int(scaled.sum())
    order = np.argsort((scaled - exact).ravel(), kind="stable")
    scaled.ravel()[order[:left_over]] += 1
    return np.asarray(scaled)
