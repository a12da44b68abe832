"""What was released stays: months are frozen when they are released, and a report can be printed again."""

from datetime import date
from pathlib import Path

import pytest
from tests.pipeline.small_home import small_home, tell_of_a_break

from videre.home.home import Home
from videre.pipeline.freezing import NoEdition, read_edition
from videre.pipeline.releasing import release
from videre.pipeline.reporting import report
from videre.pipeline.revising import revisions
from videre.reports.half_years import parse_half_year
from videre.store.frozen_book import FrozenBook

SPRING, AUTUMN = date(2015, 1, 20), date(2015, 10, 1)
HALF = parse_half_year("2014H2")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


def test_what_is_released_is_frozen(home: Home) -> None:
    released = release(home, SPRING, ("youth_15_17",))
    frozen = FrozenBook(home.paths.figures).list("youth_15_17")
    assert {each.figure["figure_id"] for each in frozen} == {row.figure_id for table in released for row in table.rows}
    tell_of_a_break(home, reported=date(2015, 5, 1))
    release(home, AUTUMN, ("youth_15_17",))
    again = FrozenBook(home.paths.figures).list("youth_15_17")
    assert [each for each in again if each in frozen] == frozen
    assert {each.frozen.figure["period"] for each in revisions(home, ["youth_15_17"], None, AUTUMN)} >= {"2014-10"}


def test_a_report_of_spring_is_printed_again_in_autumn_to_the_byte(home: Home, tmp_path: Path) -> None:
    release(home, SPRING)
    first = report(home, HALF, SPRING, "en", tmp_path / "spring")[0].read_bytes()
    tell_of_a_break(home, reported=date(2015, 5, 1))
    release(home, AUTUMN)
    again = report(home, HALF, AUTUMN, "en", tmp_path / "again", edition=SPRING)[0].read_bytes()
    assert again == first
    assert report(home, HALF, AUTUMN, "en", tmp_path / "autumn")[0].read_bytes() != first


def test_an_edition_is_the_newest_by_its_day(home: Home) -> None:
    release(home, SPRING, ("youth_15_17",))
    release(home, AUTUMN, ("youth_15_17",))
    assert read_edition(home, date(2015, 9, 30))["youth_15_17"].as_known_at == "2015-01-20"
    assert read_edition(home, AUTUMN)["youth_15_17"].as_known_at == "2015-10-01"
    with pytest.raises(NoEdition, match=r"Nothing had been released by 2015-01-01.*2015-01-20, 2015-10-01"):
        read_edition(home, date(2015, 1, 1))
