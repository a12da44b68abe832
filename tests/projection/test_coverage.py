"""The small version of the coverage study: fewer worlds of benchmarks/projection_coverage.py, in the suite.

With 40 worlds a coverage has a Monte Carlo error of 3.4 points, so the bounds here catch what is broken, not what is a
point off; `python benchmarks/projection_coverage.py` judges with 1,000.
"""

import numpy as np
import pytest
from benchmarks.projection_coverage import question_of, score_worlds, table_of
from benchmarks.projection_worlds import HORIZONS, Design, draw_world, read_design

from videre.projection.behaviour import smoothed
from videre.projection.forward import project
from videre.projection.nowcasting import correct, estimate_completeness

N_WORLDS = 40


@pytest.fixture(scope="module")
def scores() -> list[dict[str, float]]:
    found = score_worlds(range(5000, 5000 + N_WORLDS))
    print("\n".join(table_of(found)))
    return found


@pytest.mark.parametrize("name", ["realised_6_95", "realised_25_95", "expected_6_95", "expected_25_95"])
def test_intervals_cover_what_they_say(scores: list[dict[str, float]], name: str) -> None:
    covered = np.mean([score[name] for score in scores])
    assert covered >= 0.95 - 3 * (0.95 * 0.05 / N_WORLDS) ** 0.5


@pytest.mark.parametrize("level", [0.5, 0.8])
def test_the_middle_of_the_distribution_is_where_it_says_by_mid_probability(
    scores: list[dict[str, float]], level: float
) -> None:
    for years in (6, 25):
        covered = np.mean([score[f"realised_{years}_{level:.0%}"] for score in scores])
        assert abs(covered - level) <= 3 * (level * (1 - level) / N_WORLDS) ** 0.5


@pytest.mark.parametrize("rival", ["raw local rates", "country alone", "cell-wise Dirichlet"])
def test_errors_are_below_each_rivals(scores: list[dict[str, float]], rival: str) -> None:
    for years in (6, 25):
        ours, theirs = (np.mean([s[f"error_{years}_{name}"] ** 2 for s in scores]) for name in ("ours", rival))
        assert ours < theirs


def test_corrected_newest_months_have_at_most_half_the_error_of_raw_ones(scores: list[dict[str, float]]) -> None:
    assert sum(s["newest_corrected"] for s in scores) <= sum(s["newest_raw"] for s in scores) / 2


def errors_of_late_reports(design: Design, seeds: range) -> np.ndarray:
    """Return how late reports move shares by the newest year's own moves: (world, horizon, raw or corrected)."""
    moves, kinds = design.moves, design.kind_of_move
    found = []
    for seed in seeds:
        world = draw_world(design, np.random.default_rng(seed))
        final_by_kind = np.array([np.bincount(kinds, year.sum(axis=(0, 1)), 4) for year in world.own])
        completeness = estimate_completeness(world.then[:-1], final_by_kind[:-1])
        pool = world.country.sum(axis=(0, 1, 2)) + world.own.sum(axis=(0, 1, 2))
        counts = (world.own[-1], world.known, correct(moves, world.known, kinds, completeness).counts)
        rates = [smoothed(moves, each, pool) for each in counts]
        asked = [question_of(design, world.initial, years) for years in HORIZONS]
        values = np.array([[project(moves, each, one).value for each in rates] for one in asked])
        found.append(values[:, 1:] - values[:, :1])
    return np.array(found)


def test_a_share_by_corrected_moves_of_the_newest_year_has_at_most_half_the_error_of_one_by_raw_ones() -> None:
    # Where the year stands alone and lateness is more than the chance of whose report is missing: cohorts of 5,000.
    design = read_design()
    errors = errors_of_late_reports(Design({**design.parameters, "cohort": 5000}), range(7000, 7012))
    raw, corrected = np.moveaxis(np.sqrt((errors**2).mean(axis=0)), -1, 0)
    assert (corrected <= raw / 2).all()


def test_in_a_small_place_the_correction_takes_away_the_bias_of_late_reports() -> None:
    raw, corrected = np.moveaxis(np.abs(errors_of_late_reports(read_design(), range(7000, 7012)).mean(axis=0)), -1, 0)
    assert (corrected < raw).all()
