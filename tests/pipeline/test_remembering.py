"""A projection that was made before is said again, and made anew as soon as anything that decides it has changed."""

from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, deliver, new_home

from videre.home.home import Home
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.reference_counts import OF_HOME
from videre.pipeline.remembering import Rows, remembered

NOW = date(2016, 2, 1)
BENEFIT = {"cpr": ALICE, "benefit": "kontanthjaelp", "start": "2014-01-01"}


class Maker:
    """Makes answers, each another than the one before."""

    def __init__(self) -> None:
        self.n_made = 0

    def __call__(self) -> Rows:
        self.n_made += 1
        return [{"value": 1 / (2 + self.n_made), "breakdown": {"sex": "K"}}]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = new_home(tmp_path / "home")
    deliver(made, "benefits", [BENEFIT], reported=date(2014, 6, 30))
    return made


def asking(home: Home, day: date = NOW) -> Gathered:
    return gather(home, day)._replace(may_remember=True)


def test_the_same_question_is_answered_by_what_was_kept_to_the_last_digit(home: Home) -> None:
    make = Maker()
    first = remembered(asking(home), {"cohort": 2015}, make)
    assert remembered(asking(home), {"cohort": 2015}, make) == first
    assert make.n_made == 1


def test_who_may_not_remember_makes_it_anew(home: Home) -> None:
    make = Maker()
    first = remembered(asking(home), {"cohort": 2015}, make)
    assert remembered(gather(home, NOW), {"cohort": 2015}, make) != first


def test_another_question_day_delivery_or_reference_is_answered_anew(home: Home) -> None:
    make = Maker()
    remembered(asking(home), {"cohort": 2015}, make)
    remembered(asking(home), {"cohort": 2014}, make)
    remembered(asking(home, date(2015, 2, 1)), {"cohort": 2015}, make)
    deliver(home, "benefits", [{**BENEFIT, "start": "2015-01-01"}], reported=date(2015, 6, 30))
    remembered(asking(home), {"cohort": 2015}, make)
    (home.paths.root / OF_HOME).write_bytes(b"another country")
    remembered(asking(home), {"cohort": 2015}, make)
    assert make.n_made == 5
