"""In a whole made-up village, delivered as files: every list is as long as its figure says, by the same fold."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from videre.definitions.catalogue import Definitions
from videre.domain.periods import parse_period
from videre.home.home import Home
from videre.pipeline.casework import roll_forward
from videre.pipeline.demonstrating import make_demonstration
from videre.pipeline.measuring import measure
from videre.pipeline.synthesising import Request
from videre.web.followup.actions import refresh_lists
from videre.web.followup.models import Entry
from videre.web.people.sink import CaseworkDatabase

pytestmark = [pytest.mark.long, pytest.mark.django_db]
LAST_OF_JANUARY, KNOWN_AT = date(2016, 1, 31), date(2016, 2, 1)


@pytest.fixture
def village(tmp_path: Path, settings: Settings) -> Home:
    home, _results = make_demonstration(
        tmp_path / "home", Request(1_500, 1, from_year=2006, to_year=2016), lambda *_: None
    )
    settings.VIDERE_HOME = home
    roll_forward(home, CaseworkDatabase(home))
    return home


def test_every_list_is_as_long_as_its_figure_says(village: Home) -> None:
    refresh_lists(day=LAST_OF_JANUARY, by="test")
    entries = Entry.objects.filter(closed__isnull=True)
    told = Counter(entries.values_list("list_name", flat=True))
    lists = [each for each in Definitions().list_follow_up() if each.figure is not None]
    for name, period, dimension in (("youth_15_17", "2016-01", "class"), ("youth_18_24", "2016-01", "class")):
        figures = measure(village, (name,), parse_period(period), (dimension,), KNOWN_AT)
        counted = {figure.breakdown[dimension]: figure.numerator for figure in figures}
        of_figure = {
            each.name: counted.get(each.figure.part, 0) for each in lists if each.figure and each.figure.measure == name
        }
        assert {each: told[each] for each in of_figure} == of_figure
        assert sum(of_figure.values()) > 50


def test_the_lists_of_last_summers_leavers_are_as_long_as_the_figure_of_their_groups(village: Home) -> None:
    refresh_lists(day=LAST_OF_JANUARY, by="test")
    entries = Entry.objects.filter(closed__isnull=True, list_name__startswith="leaver_")
    told = Counter(entry.list_name for entry in entries if entry.why["year"] == 2015)
    figures = measure(village, ("exam",), parse_period("2015"), ("group",), KNOWN_AT)
    counted = {figure.breakdown["group"]: figure.numerator for figure in figures}
    lacking = {"no_tests", "some_missing", "below_pass", "passed_no_eud_entry"}
    assert {each: told[f"leaver_{each}"] for each in lacking} == {each: counted.get(each, 0) for each in lacking}
