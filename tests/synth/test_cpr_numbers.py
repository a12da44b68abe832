import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from videre.domain.cpr import parse_cpr
from videre.domain.days import date_of_day, day_number
from videre.domain.people import Sex
from videre.synth.municipality import Municipality
from videre.synth.people.cpr_numbers import TooManyPersons, replacement_numbers

TEN_DIGITS = re.compile(r"(?<!\d)\d{6}-?\d{4}(?!\d)")
CPR_COLUMNS = re.compile(r"cpr|pnr|foraeldremyndighed", re.IGNORECASE)


def texts_of(path: Path) -> str:
    if path.suffix == ".xlsx":
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        return "\n".join(";".join(map(str, row)) for row in rows)
    return path.read_bytes().decode("utf-8" if path.suffix != ".csv" else "latin-1")


def test_every_number_in_every_file_is_a_replacement_number(municipality_folder: Path) -> None:
    found = 0
    for path in municipality_folder.iterdir():
        numbers = set(TEN_DIGITS.findall(texts_of(path)))
        assert all(int(number[0]) >= 6 for number in numbers), path.name
        found += len(numbers)
    assert found > 50_000  # the search finds them: persons, guardians, and those of the spoilt rows


def test_a_number_says_the_birthday_and_sex_of_its_person(municipality: Municipality) -> None:
    people = municipality.people
    for person in range(0, len(people), 37):
        said = parse_cpr(str(people.cpr[person]))
        assert said.is_replacement
        assert said.birth_date == date_of_day(int(people.birth_day[person]))
        assert said.sex == (Sex.K if people.is_woman[person] else Sex.M)


def test_no_two_people_have_one_number(municipality: Municipality) -> None:
    numbers = np.concatenate([municipality.people.cpr, municipality.people.guardian_cpr.ravel()])
    assert len(np.unique(numbers)) == len(numbers)


@pytest.mark.parametrize(("year", "n_numbers"), [(1999, 2000), (2014, 3000), (2050, 2000)])
def test_a_day_has_numbers_for_so_many_of_one_sex_and_no_more(year: int, n_numbers: int) -> None:
    born = day_number(year, 3, 1)
    stream = np.random.default_rng(1)
    numbers = replacement_numbers(stream, np.full(n_numbers, born), np.ones(n_numbers, dtype=bool))
    assert len(np.unique(numbers)) == n_numbers
    assert {parse_cpr(str(number)).birth_date for number in numbers} == {date_of_day(born)}
    with pytest.raises(TooManyPersons):
        replacement_numbers(stream, np.full(n_numbers + 1, born), np.ones(n_numbers + 1, dtype=bool))


def test_a_person_in_the_register_says_nothing_else_than_the_number(told: dict[str, pl.DataFrame]) -> None:
    for cpr, birth_date, sex in told["persons"].select("cpr", "birth_date", "sex").iter_rows():
        said = parse_cpr(cpr)
        assert (said.birth_date, said.sex.name) == (birth_date, sex)
