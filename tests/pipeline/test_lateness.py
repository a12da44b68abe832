"""The newest months of a made-up place: as told then, as corrected then, and as they turned out."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.homes import TODAY
from tests.pipeline.village import village

from videre.definitions.happenings import Happening
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.lateness import NewestMonth, events_in, events_of, list_newest_months
from videre.pipeline.setting import set_up

KIND = {"begins": Happening.BEGINS, "completes": Happening.COMPLETES, "leaves": Happening.LEAVES}


def people_of(gathered: Gathered) -> np.ndarray:
    return np.asarray(gathered.history.pseudonyms[set_up(gathered).counted.leavers.members.person])


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    return gather(village(tmp_path_factory.mktemp("village") / "home"), TODAY)


def month_number_of(row: NewestMonth) -> int:
    return int(row.month[:4]) * 12 + int(row.month[5:]) - 1


def judged(gathered: Gathered, days: list[date], n_months: int) -> tuple[float, float, list[bool]]:
    """Return the error of raw and of corrected months known on some days, against what is known today."""
    people = people_of(gathered)
    final = events_of(gathered.home, gathered.ledger, people, gathered.known_at)
    raw, corrected, inside = 0.0, 0.0, []
    for day in days:
        for row in list_newest_months(gathered.home, gathered.ledger, people, day, n_months):
            truth = events_in(final, month_number_of(row), None)[KIND[row.happening]]
            raw += abs(row.known - truth)
            corrected += abs(row.corrected - truth)
            inside.append(row.low - 1e-9 <= truth <= row.high + 1e-9)
    return raw, corrected, inside


def test_raw_and_corrected_stand_side_by_side_for_the_months_that_have_ended(gathered: Gathered) -> None:
    rows = list_newest_months(gathered.home, gathered.ledger, people_of(gathered), gathered.known_at, 12)
    assert len({row.month for row in rows}) == 12
    assert rows[-1].month == "2016-01"
    for row in rows:
        assert row.low <= row.corrected + 1e-9
        assert row.corrected <= row.high + 1e-9
        assert row.corrected == pytest.approx(row.known / row.share_known)
    assert sum(row.corrected for row in rows) > sum(row.known for row in rows)


def test_months_told_all_at_once_when_the_register_began_teach_nothing(gathered: Gathered) -> None:
    # The first deliveries told of years at a time; learning from those, corrected months were five times too high.
    people, early = people_of(gathered), date(2009, 11, 1)
    known = list_newest_months(gathered.home, gathered.ledger, people, early, 12)
    assert all(row.corrected < 3 * row.known + 3 for row in known)
    assert list_newest_months(gathered.home, gathered.ledger, people, date(2007, 3, 1), 12) == []


def test_intervals_of_a_villages_newest_months_hold_what_turned_out(gathered: Gathered) -> None:
    _, _, inside = judged(gathered, [date(year, month, 1) for year in (2012, 2013) for month in (2, 8, 11)], 3)
    assert np.mean(inside) > 0.8


@pytest.mark.long
def test_corrected_newest_months_of_a_municipality_have_at_most_half_the_error_of_raw_ones(tmp_path: Path) -> None:
    place = gather(village(tmp_path / "home", n_persons=14_789, seed=3), TODAY)
    days = [date(year, month, 1) for year in range(2010, 2015) for month in (2, 5, 8, 9, 10, 11, 12)]
    raw, corrected, inside = judged(place, days, 3)
    assert corrected <= raw / 2  # 31 to 34 % of it in two municipalities
    assert np.mean(inside) > 0.9
