"""The small version of the coverage study: fewer worlds of benchmarks/projection_coverage.py, in the suite.

With 40 worlds a coverage has a Monte Carlo error of 3.4 points, so the bounds here catch what is broken, not what is a
point off; `python benchmarks/projection_coverage.py` judges with 1,000.
"""

import numpy as np
import pytest
from benchmarks.projection_coverage import score_worlds, table_of

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
