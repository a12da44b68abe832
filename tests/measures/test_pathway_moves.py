"""A cohort's way from month to month, by those in sight: against persons counted one by one with dates."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, FIRST_DAY, GLOSTRUP, LAST_DAY, World, cohorts, day, days, enrolment, residence
from tests.measures.asking import asked
from tests.oracles import leaving, pathways, tally
from tests.oracles.dated import date_of, months_later
from tests.oracles.occupation import Path, occupation
from tests.people import ASTA

from videre.definitions.catalogue import Definitions
from videre.domain.education import EducationKind
from videre.domain.facts import FactKind
from videre.domain.pathways import N_PATHWAY_STEPS, PathwayStep
from videre.measures.arrays import History, history_of
from videre.measures.leavers import leavers_of_ninth_grade
from videre.measures.pathway_moves import PathwayMoves, count_pathway_moves
from videre.measures.pathways import measure_pathways
from videre.projection.occupation import estimate_occupation_of_looks

DEFINITIONS = Definitions()
LEVELS = st.sampled_from(["kind", "sector", "youth_education"])
ABROAD = 998
N_MONTHS = 18


def counted(history: History, level: str, year: int) -> PathwayMoves:
    leavers = leavers_of_ninth_grade(history, ALBERTSLUND, year)
    nobody = np.zeros(len(leavers.left_on), np.int32)
    return count_pathway_moves(history, DEFINITIONS.pathway_rules(level), leavers, N_MONTHS, ABROAD, nobody, 1)


def paths_of(world: World, level: str, year: int, known_at: date, group: int) -> list[Path]:
    """Return each leaver's steps month by month, None where he or she is out of sight."""
    rules = DEFINITIONS.pathway_rules(level)
    paths: list[Path] = []
    for someone, stay in tally.leavers(tally.people(world), year, ALBERTSLUND, leaving.end_of_ninth_grade):
        path: Path = []
        for month in range(N_MONTHS + 1):
            on = months_later(stay.stop, month)
            homes = [f.place for f in someone.facts if f.kind == FactKind.RESIDENCE and f.is_true_on(on)]
            is_seen = on <= known_at and bool(homes) and homes[0] != ABROAD
            path.append(
                int(pathways.pathway_step(group, someone.facts, stay.stop, on, known_at, rules)) if is_seen else None
            )
        paths.append(path)
    return paths


@given(cohorts(), st.data(), LEVELS, st.integers(2013, 2015), days(FIRST_DAY + 300) | st.just(LAST_DAY))
def test_shares_with_censoring_are_those_of_the_oracle(
    world: World, data: st.DataObject, level: str, year: int, known_at: int
) -> None:
    moved = [
        (person, [*(f for f in facts if f.kind != FactKind.RESIDENCE), *data.draw(HOMES)]) for person, facts in world
    ]
    history = history_of(moved, known_at)
    counts = counted(history, level, year)
    for group in DEFINITIONS.pathway_groups(level).names():
        paths = paths_of(moved, level, year, date_of(known_at), group)
        assert int(counts.leavers[0]) == len(paths)
        if not any(path[0] is not None for path in paths):
            assert counts.seen[0, group].sum() == 0
            continue
        found = estimate_occupation_of_looks(counts.moves[:, group, ..., 0] * 1.0, counts.seen[0, group, :, 0] * 1.0)
        expected = occupation(paths)
        assert len(found.times) == len(expected)
        for shares, slow in zip(found.shares, expected, strict=True):
            np.testing.assert_allclose(shares, [float(slow.get(s, 0)) for s in range(N_PATHWAY_STEPS)], atol=1e-12)


HOMES = st.sampled_from(
    [
        [residence()],
        [residence(stop="2015-09-01"), residence("2015-09-01", municipality=GLOSTRUP)],
        [residence(stop="2014-09-15"), residence("2014-09-15", municipality=ABROAD)],
        [residence(stop="2015-10-01"), residence("2016-01-01")],
        [residence(stop="2016-02-01")],
    ]
)


@given(cohorts(), LEVELS, st.integers(2013, 2015))
def test_without_censoring_it_is_the_plain_share_with_the_noise_of_so_many(world: World, level: str, year: int) -> None:
    here = [(person, [*(f for f in facts if f.kind != FactKind.RESIDENCE), residence()]) for person, facts in world]
    history = history_of(here, LAST_DAY)
    counts = counted(history, level, year)
    rules, names = DEFINITIONS.pathway_rules(level), DEFINITIONS.pathway_groups(level).names()
    n_leavers = int(counts.leavers[0])
    months = tuple(range(N_MONTHS + 1))
    plain = {
        (int(f.breakdown["months"]), f.breakdown[level], f.breakdown["step"]): f.value
        for f in measure_pathways(history, rules, names, months, asked(year, 1, ()), level)
    }
    reached = {month for month, _, _ in plain}
    for group, name in names.items() if n_leavers else ():
        found = estimate_occupation_of_looks(counts.moves[:, group, ..., 0] * 1.0, counts.seen[0, group, :, 0] * 1.0)
        for month in reached:
            shares, errors = found.at(month)
            for step in [*PathwayStep][1:]:
                value = plain[month, name, step.name.lower()]
                assert shares[step] == pytest.approx(value, abs=1e-12)
                assert errors[step] ** 2 == pytest.approx(value * (1 - value) / n_leavers, abs=1e-12)


def test_whoever_goes_abroad_is_taken_to_do_as_those_who_are_seen() -> None:
    # Four begin hf; one goes abroad after half a year; of the three who are seen two complete.
    def life(stop: str, value: int, gone: str = "") -> list[object]:
        homes = [residence(stop=gone), residence(gone, municipality=ABROAD)] if gone else [residence()]
        ninth = enrolment(EducationKind.NINTH_GRADE, "2014-08-10", "2015-06-27")
        return [*homes, ninth, enrolment(EducationKind.HF, "2015-06-28", stop, value)]  # type: ignore[arg-type]

    lives = [life("2016-06-20", 2), life("2016-06-20", 2), life("2016-03-01", 3), life("2016-06-20", 3, "2016-01-05")]
    world = [(ASTA.person, lived) for lived in lives]
    counts = counted(history_of(world, day("2016-12-31")), "youth_education", 2015)  # type: ignore[arg-type]
    found = estimate_occupation_of_looks(counts.moves[:, 1, ..., 0] * 1.0, counts.seen[0, 1, :, 0] * 1.0)
    shares, errors = found.at(13)
    assert shares[PathwayStep.COMPLETED] == pytest.approx(2 / 3)
    assert int(counts.seen[13, 1].sum()) == 3
    assert errors[PathwayStep.COMPLETED] == pytest.approx((2 / 9 / 3) ** 0.5)
