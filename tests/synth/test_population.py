import csv

import numpy as np
import pytest
from tests.shared import shared_file

from videre.domain.days import OPEN_ENDED, day_number
from videre.synth.calendars import first_days, years_of
from videre.synth.draws import Draws
from videre.synth.municipality import Municipality
from videre.synth.people.parameters import read_people, read_stock, scaled_stock
from videre.synth.people.visits import Visits, make_visits
from videre.synth.request import SIZES, Period

PERIOD = Period(day_number(2006, 1, 1), day_number(2016, 2, 1))
STOCK_DAY = day_number(2014, 1, 1)


def by_sex_and_age(visits: Visits, day: int) -> np.ndarray:
    here = (visits.start <= day) & (day < visits.stop)
    counts = np.zeros((2, 120), dtype=int)
    age_years = (years_of(np.array([day]))[0] - years_of(visits.birth_day))[here] - 1  # on 1 January
    np.add.at(counts, (visits.is_woman[here].astype(int), age_years), 1)
    return counts


@pytest.mark.parametrize("seed", [1, 2, 2014])
def test_on_the_day_of_the_stock_every_age_and_sex_is_as_statistics_denmark_counted(seed: int) -> None:
    visits = make_visits(Draws(seed).stream("visits"), read_people(), SIZES["municipality"], PERIOD)
    counts = by_sex_and_age(visits, STOCK_DAY)
    assert (counts[:, :41] == read_stock()).all()
    assert counts[:, 41:].sum() == 0


@pytest.mark.shared
def test_the_shipped_stock_is_statistics_denmarks() -> None:
    with shared_file("data/dst/population_albertslund_2014-01-01.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert read_stock()["MK".index(row["sex"]), int(row["age_years"])] == int(row["n_persons"])
    assert read_stock().sum() == SIZES["municipality"]


@pytest.mark.parametrize("n_persons", [100, 1_500, 14_789, 20_001])
def test_a_scaled_stock_has_exactly_as_many_as_asked_for(n_persons: int) -> None:
    scaled = scaled_stock(n_persons)
    assert scaled.sum() == n_persons
    assert np.abs(scaled - read_stock() * (n_persons / 14_789)).max() < 1


def test_every_month_has_as_many_young_people_as_the_stock(municipality: Municipality) -> None:
    visits = municipality.people.visits
    young = (read_stock()[:, 0:30]).sum()
    months = np.arange(2006 * 12, 2016 * 12 + 1)
    for day in first_days(months):
        age = (day - visits.birth_day) / 365.25
        here = (visits.start <= day) & (day < visits.stop) & (age < 30) & (age >= 0)
        assert 0.9 < here.sum() / young < 1.1


def test_visits_of_one_person_are_in_order_and_apart(municipality: Municipality) -> None:
    visits = municipality.people.visits
    same = visits.person[1:] == visits.person[:-1]
    assert (visits.start[1:][same] > visits.stop[:-1][same]).all()
    assert (visits.start >= visits.birth_day).all()
    assert (visits.start < visits.stop).all()
    assert same.sum() > 300  # some come back


def test_whoever_moves_in_had_a_home_elsewhere_before_or_came_from_abroad(municipality: Municipality) -> None:
    people, elsewhere = municipality.people, municipality.elsewhere
    here = np.column_stack([people.visits.person, people.visits.start, people.visits.stop])
    rows = np.vstack([here, elsewhere.select("person", "start", "stop").to_numpy()])
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    same = rows[1:, 0] == rows[:-1, 0]
    assert (rows[1:, 1][same] == rows[:-1, 2][same]).all()  # no gap and no overlap between two homes
    first = np.append(True, ~same)
    assert (rows[first, 1] == people.immigrated[rows[first, 0]]).all()
    assert (rows[:, 2] <= OPEN_ENDED).all()
