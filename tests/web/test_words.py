"""Numbers, periods and ages as people write them, in both languages."""

from datetime import date

import pytest
from django.utils import translation

from videre.definitions.catalogue import Definitions
from videre.domain.exam import ExamGroup
from videre.domain.pathways import PathwayStep
from videre.domain.people import Origin, Sex
from videre.domain.standing import YouthClass
from videre.measures.benefits import AGE_GROUPS
from videre.web.insight.presenters.words import (
    DIMENSIONS,
    VALUES,
    age_text,
    count,
    name_of_value,
    percentage,
    period_text,
    value_text,
)


@pytest.mark.parametrize(
    ("share", "danish", "english"),
    [
        (0.89, "89\u00a0%", "89%"),
        (0.9281, "93\u00a0%", "93%"),
        (0.885, "89\u00a0%", "89%"),
        (0.0641, "6,4\u00a0%", "6.4%"),
        (0.0, "0\u00a0%", "0%"),
        (1.0, "100\u00a0%", "100%"),
        (0.09999, "10,0\u00a0%", "10.0%"),
    ],
)
def test_a_share_is_rounded_and_has_a_decimal_where_it_is_small(share: float, danish: str, english: str) -> None:
    with translation.override("da"):
        assert percentage(share) == danish
    with translation.override("en"):
        assert percentage(share) == english


def test_thousands_and_hidden_values() -> None:
    with translation.override("da"):
        assert count(1140) == "1.140"
        assert value_text(None, "share") == "·"
        assert value_text(341.4, "full_time_persons") == "341"


@pytest.mark.parametrize(("period", "danish"), [("2013-12", "december 2013"), ("2014/15", "2014/15"), ("2012", "2012")])
def test_a_period_is_written_as_people_say_it(period: str, danish: str) -> None:
    with translation.override("da"):
        assert period_text(period) == danish


@pytest.mark.parametrize(
    ("day", "danish"),
    [
        ("2016-03-01", "fra i dag"),
        ("2016-02-29", "1 dag gammel"),
        ("2016-01-02", "59 dage gammel"),
        ("2015-12-31", "2 måneder gammel"),
        ("2015-03-01", "12 måneder gammel"),
        ("2013-09-01", "2,5 år gammel"),
    ],
)
def test_an_age_is_told_in_the_unit_that_fits(day: str, danish: str) -> None:
    with translation.override("da"):
        assert age_text(day, date(2016, 3, 1)) == danish


def test_every_dimension_of_every_measure_has_a_name() -> None:
    assert {each for measure in Definitions().list_measures() for each in measure.dimensions} <= set(DIMENSIONS)


@pytest.mark.parametrize(
    ("dimension", "codes"),
    [
        ("sex", [each.name for each in Sex if each]),
        ("origin", [each.name.lower() for each in Origin if each]),
        ("class", [each.name.lower() for each in YouthClass if each]),
        ("group", [each.name.lower() for each in ExamGroup if each]),
        ("step", [each.name.lower() for each in PathwayStep if each] + ["chosen", "started"]),
        ("age_group", [name for _from, _to, name in AGE_GROUPS]),
        ("horizon", [each.name for each in Definitions().measure("completion").horizons]),
    ],
)
def test_every_code_has_a_name(dimension: str, codes: list[str]) -> None:
    assert [code for code in codes if code != "unknown" and (dimension, code) not in VALUES] == []


def test_what_nobody_knows_is_called_unknown_everywhere_and_a_school_by_its_number() -> None:
    with translation.override("da"):
        assert name_of_value("sex", "unknown") == name_of_value("school", "unknown") == "Ukendt"
        assert name_of_value("school", "165001") == "Skole 165001"
        assert name_of_value("school", "Egelundskolen") == "Egelundskolen"
        assert name_of_value("months", "1") == "1 måned"
