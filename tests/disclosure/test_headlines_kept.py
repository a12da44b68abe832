"""A headline that can be told by itself is told, though its divisions are given up for it."""

import numpy as np
from tests.disclosure.test_certifying import accept, entry_of, how, youth_rows

from videre.disclosure.certifying import TableRow, certify_finest, certify_period, certify_rows
from videre.disclosure.protecting import NOTHING_BEFORE
from videre.disclosure.witnessing import NoCertificate

HEADLINE = {"youth_15_17[] persons", "youth_15_17[] of"}
# Five unknown in all: whoever is one of them at one school knows that there are four at most at the other.
SMALL = {
    ("M", "990001"): (50, 0, 2),
    ("K", "990001"): (28, 0, 1),
    ("M", "990002"): (40, 0, 1),
    ("K", "990002"): (33, 0, 1),
}


def can_be_told_alone(rows: list[TableRow]) -> bool:
    """Return whether the headline can be told where nothing else is."""
    alone = [row for row in rows if not row.figure.breakdown]
    told: set[str] = set()
    for eager in (True, False):
        try:
            told |= certify_rows(
                alone, how("youth_15_17"), NOTHING_BEFORE, keep=frozenset(HEADLINE), eager=eager
            ).told.keys()
        except NoCertificate:
            continue
    return told >= HEADLINE


def test_the_division_by_school_is_given_up_before_the_headline() -> None:
    own, rows = how("youth_15_17"), youth_rows(SMALL)
    finest = certify_finest(rows, own, NOTHING_BEFORE, (), is_begun=False)
    assert not finest.told.keys() >= HEADLINE  # with every division, the headline has to go
    certified = certify_period(rows, own)
    assert certified.told.keys() >= HEADLINE
    assert "youth_15_17_by_school" in certified.given_up
    assert "youth_15_17" not in certified.given_up
    accept(entry_of(rows, certified, own), own)


def test_a_headline_is_told_wherever_it_can_be_told_alone_and_never_where_it_cannot() -> None:
    own, chance = how("youth_15_17"), np.random.default_rng(5)
    n_kept = n_hidden = 0
    for _ in range(25):
        cells = {
            (sex, school): (int(chance.integers(5, 40)), int(chance.integers(0, 3)), int(chance.integers(0, 3)))
            for sex in "MK"
            for school in ("990001", "990002")
        }
        rows = youth_rows(cells)
        certified = certify_period(rows, own)
        is_told = certified.told.keys() >= HEADLINE
        assert is_told == can_be_told_alone(rows), cells
        accept(entry_of(rows, certified, own), own)
        n_kept, n_hidden = n_kept + is_told, n_hidden + (not is_told)
    assert min(n_kept, n_hidden) > 2


def test_a_headline_of_too_few_stays_hidden_and_its_divisions_are_told_as_before() -> None:
    own = how("youth_15_17")
    rows = youth_rows({("M", "990001"): (60, 2, 1), ("K", "990002"): (70, 0, 0)})
    certified = certify_period(rows, own)
    assert certified == certify_finest(rows, own, NOTHING_BEFORE, (), is_begun=False)
    assert not certified.told.keys() >= HEADLINE
