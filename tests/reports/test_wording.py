"""Numbers, dates and names in both languages."""

from datetime import date

import pytest
from tests.reports.tables import figure, official, released

from videre.definitions.files import Text
from videre.disclosure.released import HIDDEN_TEXT, ReleasedFigure
from videre.domain.figures import Unit
from videre.reports.wording import Language, Wording, catalogue

DANISH, ENGLISH = Wording("da"), Wording("en")


def row(
    numerator: float, denominator: int = 1000, *, margin: float | None = None, unit: Unit = Unit.SHARE
) -> ReleasedFigure:
    return released("t", [figure("exam", "2015", {}, numerator, denominator, margin=margin, unit=unit)]).rows[0]


def test_numbers_have_the_signs_of_their_language() -> None:
    assert (DANISH.count(1174.4), ENGLISH.count(1174.4)) == ("1.174", "1,174")
    assert (DANISH.number(1174.55, 1), ENGLISH.number(1174.55, 1)) == ("1.174,5", "1,174.5")
    assert (DANISH.percentage(0.906), ENGLISH.percentage(0.906)) == ("90,6\u00a0%", "90.6%")


def test_nobody_and_everybody_need_no_decimal() -> None:
    assert [DANISH.percentage(share) for share in (0.0, 1.0, 0.9999)] == ["0\u00a0%", "100\u00a0%", "100,0\u00a0%"]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (row(906), "90,6\u00a0%"),
        (row(906, margin=0.03), "91\u00a0%"),  # an estimate: three points either way
        (row(906, unit=Unit.PERSONS), "906"),
        (row(3), HIDDEN_TEXT),
    ],
)
def test_a_value_is_told_as_exactly_as_it_is_known(shown: ReleasedFigure, text: str) -> None:
    assert DANISH.value(shown, shown.value) == text


@pytest.mark.parametrize(("value", "text"), [(0.89, "89\u00a0%"), (0.895, "89,5\u00a0%")])
def test_a_published_share_is_told_as_it_was_published(value: float, text: str) -> None:
    published = official([("at_least_one", "2012", "Albertslund", "", "2014", value)]).rows[0]
    assert DANISH.value(published, published.value) == text


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [("da", "31. december 2015", "maj 2015"), ("en", "31 December 2015", "May 2015")],
)
def test_days_and_months_are_written_out(language: Language, day: str, month: str) -> None:
    assert Wording(language).day("2015-12-31") == day
    assert Wording(language).period("2015-05") == month
    assert Wording(language).period("2014/15") == "2014/15"


@pytest.mark.parametrize(
    ("iso", "danish", "english"),
    [
        ("2016-02-04", "1 dag", "1 day"),
        ("2016-02-05", "i dag", "today"),
        ("2016-01-01", "35 dage", "35 days"),
        ("2015-11-30", "2 måneder", "2 months"),
        ("2006-02-05", "10 år", "10 years"),
    ],
)
def test_the_age_of_a_source_is_told_in_the_unit_that_fits(iso: str, danish: str, english: str) -> None:
    day = date(2016, 2, 5)
    assert (DANISH.age(iso, day), ENGLISH.age(iso, day)) == (danish, english)


def test_codes_have_names_and_an_unknown_code_is_called_as_it_is() -> None:
    wording = Wording("da", {"stx": Text(da="stx", en="stx"), "eud_main": Text(da="eud hovedforløb", en="main course")})
    assert wording.value_name("sex", "K") == "Kvinder"
    assert wording.value_name("kind", "eud_main") == "eud hovedforløb"
    assert wording.value_name("school", "165001") == "Skole 165001"
    assert wording.value_name("school", "Herstedlund Skole") == "Herstedlund Skole"
    assert wording.value_name("class", "unknown") == "Ukendt"
    assert [wording.value_name("months", months) for months in ("1", "15")] == ["1 måned", "15 måneder"]
    assert wording.value_name("shoe_size", "44") == "44"
    assert wording.dimension("shoe_size") == "shoe_size"


def test_reasons_for_a_difference_to_the_ministry_are_all_those_of_the_catalogue_in_its_order() -> None:
    found = Wording("en").reasons_for_difference(2015)
    keys = [key for key in catalogue().texts if key.startswith("reason.")]
    assert len(found) == len(keys) == 5
    assert "as it stood in 2015" in found[keys.index("reason.vintage")]
    assert all("{" not in sentence for sentence in (*found, *Wording("da").reasons_for_difference(2015)))
