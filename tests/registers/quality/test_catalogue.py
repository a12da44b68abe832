"""The rules together: each can be found, understood and is tried by a test; what they share agrees with the store."""

import importlib.util
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quality import Row, found, known

from videre.domain.days import age_on, day_of_date, school_year_of
from videre.domain.education import EducationKind
from videre.registers.catalogue import REGISTERS
from videre.registers.quality import catalogue
from videre.registers.quality import spells as arithmetic
from videre.registers.quality.asking import ask, ask_register
from videre.registers.quality.catalogue import QUALITY_RULES
from videre.registers.quality.known import POSITION, kind_of_course
from videre.registers.quality.rule import QualityRule, RowRule
from videre.registers.rules.catalogue import OWN_RULES, RULES
from videre.registers.rules.rule import Severity
from videre.store.history_queries import PARTS
from videre.store.history_queries import kind_of_course as kind_in_sql
from videre.store.shapes import SHAPES

FOLDER = Path(catalogue.__file__).parent
TESTS = Path(__file__).parent
CODES = [rule.code for rule in QUALITY_RULES]


def test_there_are_at_least_forty_rules_of_the_store_and_no_two_rules_have_one_code() -> None:
    at_import = [rule.code for rules in (RULES, *OWN_RULES.values()) for rule in rules]
    assert len(QUALITY_RULES) >= 40
    assert len(set(CODES + at_import)) == len(CODES) + len(at_import)


def test_every_rule_is_a_small_file_of_its_name_and_every_file_is_asked() -> None:
    files = {path.stem: path for path in FOLDER.glob("*/*.py") if path.stem != "__init__"}
    assert set(files) == set(CODES)
    assert max(len(path.read_text("utf-8").splitlines()) for path in files.values()) < 90


@cache
def answers() -> dict[str, set[bool]]:
    """Return for each rule whether its tests find something, and whether they find nothing: the tests are run."""
    said: dict[str, set[bool]] = {}

    def listening(code: str, *words: date, **registers: Sequence[Row]) -> list[tuple[str, object]]:
        rows = found(code, *words, **registers)
        said.setdefault(code, set()).add(bool(rows))
        return rows

    for path in sorted(TESTS.glob("test_rules_of_*.py")):
        tests = vars(module_from_file(path))
        tests["found"] = listening
        for name, test in list(tests.items()):
            if name.startswith("test_"):
                test()
    return said


def module_from_file(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("code", CODES)
def test_every_rule_is_tried_by_a_row_that_breaks_it_and_one_that_does_not(code: str) -> None:
    assert answers().get(code) == {True, False}


@pytest.mark.parametrize("rule", QUALITY_RULES, ids=lambda rule: rule.code)
def test_a_rule_says_in_two_languages_what_is_wrong_and_names_columns_that_there_are(rule: QualityRule) -> None:
    for text in (rule.explanation.da, rule.explanation.en):
        said = text.format(column="“kolonnen”")
        assert said.endswith(".")
        assert len(said.split()) >= 10
    assert rule.severity in (Severity.WRONG, Severity.DOUBTFUL)
    if isinstance(rule, RowRule):
        assert rule.fields
    asked = rule.fields if isinstance(rule, RowRule) else {rule.register: (rule.column,)}
    for register, fields in asked.items():
        names = {column.name for column in REGISTERS[register].columns} | {"reported"}
        assert set(fields) <= names, (register, fields)


def test_a_clean_home_has_nothing_to_mend() -> None:
    stays = [
        {"institution": 101001, "programme": 900, "grade": 9, "start": "2014-08-11", "stop": "2015-06-27"}
        | {"outcome": "completed"},
        {"start": "2015-08-10"},
    ]
    everything = known(
        programmes=[{"programme": 900, "kind": "primary_school"}, {"programme": 920, "kind": "stx"}],
        enrolments=stays,
        exams=[{}],
        absence=[{}],
        applications=[{}],
        benefits=[{"person": 2, "benefit": "sygedagpenge", "start": "2015-01-01", "stop": "2015-02-01"}],
        persons=[{}, {"person": 2, "birth_date": "1990-01-01"}],
        residence=[{}, {"person": 2}],
        employment=[{}],
        contacts=[{}],
        activities=[{"stop": "2015-09-01", "review": "2015-08-20"}],
        notifications=[{"event": "admitted", "date": "2015-08-10", "event_id": 1}],
        official_figures=[{}],
    )
    assert ask(QUALITY_RULES, [everything]).rows() == []


def test_every_rule_can_be_asked_of_registers_that_nobody_has_delivered() -> None:
    nothing = known(institutions=[], programmes=[], persons=[], residence=[])
    assert ask(QUALITY_RULES, [nothing]).rows() == []
    of_rows = [rule for rule in QUALITY_RULES if isinstance(rule, RowRule)]
    for register in REGISTERS:
        assert ask_register(register, of_rows, nothing).is_empty()


DATES = st.dates(date(1980, 1, 1), date(2030, 12, 31)) | st.sampled_from([date(2004, 2, 29), date(2016, 2, 29)])


@given(birth=DATES, day=DATES)
def test_ages_and_school_years_are_the_domain_s(birth: date, day: date) -> None:
    row = pl.DataFrame({"birth": [birth], "day": [day]})
    asked = row.select(
        age=arithmetic.age_years(pl.col("birth"), pl.col("day")), year=arithmetic.school_year_of(pl.col("day"))
    )
    assert asked.row(0) == (age_on(day_of_date(birth), day_of_date(day)), school_year_of(day_of_date(day)))


def test_the_kind_of_a_course_is_the_one_that_histories_have() -> None:
    kinds = [kind.name.lower() for kind in EducationKind if kind]
    rows = pl.DataFrame(
        [
            {"kind_of_programme": kind, "part": part, "grade": grade}
            for kind in kinds
            for part in (None, "29", *PARTS)
            for grade in (None, 8, 9, 10)
        ]
    )
    mine = rows.select(kind_of_course("enrolments")).to_series().str.to_uppercase()
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE stays (n INTEGER, kind_of_programme VARCHAR, part VARCHAR, grade INTEGER)")
        connection.executemany(
            "INSERT INTO stays VALUES (?, ?, ?, ?)", [(n, *row) for n, row in enumerate(rows.rows())]
        )
        kind = duckdb.SQLExpression(kind_in_sql("kind_of_programme", "part", "grade"))
        answered = connection.table("stays").sort("n").select(kind).fetchall()
        theirs = [EducationKind(number).name for (number,) in answered]
    assert mine.to_list() == theirs


PERIODS = st.lists(
    st.tuples(st.integers(1, 2), st.integers(0, 30), st.none() | st.integers(1, 12)), min_size=1, max_size=8
)


@given(rows=PERIODS, others=PERIODS)
def test_days_within_other_periods_are_counted_once(
    rows: list[tuple[int, int, int | None]], others: list[tuple[int, int, int | None]]
) -> None:
    def days(person: int, start: int, length: int | None) -> set[tuple[int, int]]:
        return {(person, day) for day in range(start, 100 if length is None else start + length)}

    def frame(periods: list[tuple[int, int, int | None]]) -> pl.DataFrame:
        first = date(2015, 1, 1).toordinal()
        return pl.DataFrame(
            {
                "person": [person for person, _, _ in periods],
                "start": [date.fromordinal(first + start) for _, start, _ in periods],
                "stop": [
                    date.fromordinal(first + (100 if length is None else start + length))
                    for _, start, length in periods
                ],
            }
        ).with_row_index(POSITION)

    covered = set().union(*(days(*period) for period in others))
    expected = {n: len(days(*period) & covered) for n, period in enumerate(rows)}
    counted = arithmetic.days_within(frame(rows), frame(others))
    assert dict(counted.iter_rows()) == {n: n_days for n, n_days in expected.items() if n_days}


def test_every_register_about_persons_is_read_with_birth_dates() -> None:
    everything = known(persons=[{}])
    about = [name for name, shape in SHAPES.items() if "person" in shape.columns]
    assert all("birth_date" in everything.rows(name).columns for name in about)
