"""Does the projection cover? `python benchmarks/projection_coverage.py --worlds 1000` prints the table.

Each coverage stands with its Monte Carlo error. Worlds are made by benchmarks/projection_worlds.yaml; world n has the
seed n, so the table is the same each time. Intervals are those that are told: drift is widened as each world's own
earlier cohorts ask for (`pipeline.widening`). The same without the widening is named `plain`.
"""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.projection_worlds import HORIZONS, N_TABLES, Design, World, draw_world, read_design

from videre.pipeline.behaviour import DRIFT_FLOOR
from videre.pipeline.widening import FEWEST_YEARS, HORIZONS_YEARS
from videre.projection.backtesting import Forecast, Parts, covers, estimate_widening, mid_covers, parts_of, widened
from videre.projection.behaviour import Drift, estimate_drift, smoothed
from videre.projection.chain import Rates
from videre.projection.forward import Question, project, question
from videre.projection.nowcasting import correct, estimate_completeness, variance_of_completeness
from videre.projection.shrinking import Place, ShrunkShare, place_of, project_all, shrink
from videre.projection.uncertainty import distribution_of_count, interval_of_share, variance_of_drift

CELLWISE_PERSONS = 20.0  # the strength of the country in the cell-wise rival; chosen, not tuned


def judge(world: World, design: Design) -> dict[str, Any]:
    """Return what the projection says of a world, scored against what is true."""
    moves, kinds = design.moves, design.kind_of_move
    final_by_kind = np.array([np.bincount(kinds, year.sum(axis=(0, 1)), 4) for year in world.own])
    completeness = estimate_completeness(world.then[:-1], final_by_kind[:-1])
    corrected = correct(moves, world.known, kinds, completeness)
    seen = [*world.own[:-1], corrected.counts * corrected.information[..., moves.origin]]
    place, drift, theirs = behaviour_of(design, world.country, seen)
    asked = [question_of(design, world.initial, years) for years in HORIZONS]
    pool = world.country.sum(axis=(0, 1, 2)) + world.own.sum(axis=(0, 1, 2))
    rivals = {
        "raw local rates": smoothed(moves, world.known, pool, n_borrowed=1e-6),
        "country alone": theirs,
        "cell-wise Dirichlet": cellwise(design, world, theirs.share),
    }
    widening = estimate_widening(
        [each for cohort in testable(world) for each in hindsight(design, world, cohort, drift)]
    )
    scores: dict[str, Any] = {
        "drift": drift.of_kind,
        "spread": mean_spread(place),
        "widening": widening.factor,
        "newest_raw": np.abs(told(world.known, kinds) - final_by_kind[-1][1:]).sum(),
        "newest_corrected": np.abs(told(corrected.counts, kinds) - final_by_kind[-1][1:]).sum(),
    }
    newest = (seen[-1].sum() / sum(each.sum() for each in seen)) ** 2
    for at, (years, one, share) in enumerate(zip(HORIZONS, asked, project_all(place, asked), strict=True)):
        estimation = share.variance + newest * variance_of_completeness(share.slope.sum(axis=0), kinds, completeness)
        plain = forecast_of(design, world.initial, share, drift, (0, years), world.realised[at], estimation)
        forecast = widened(plain, widening.factor)
        scores[f"realised_{years}_95"] = covers(forecast, 0.95)
        scores[f"plain_realised_{years}_95"] = covers(plain, 0.95)
        for level in (0.5, 0.8):
            scores[f"realised_{years}_{level:.0%}"] = mid_covers(forecast, level)
        for name, part in {
            "expected": parts_of(forecast).drift,
            "plain_expected": parts_of(plain).drift,
            "period": 0.0,
        }.items():
            low, high = interval_of_share(share.value, (estimation + part) ** 0.5, 0.95)
            truth = world.period[at] if name == "period" else world.expected[at]
            scores[f"{name}_{years}_95"] = low <= truth <= high
        scores[f"error_{years}_ours"] = share.value - world.period[at]
        for name, rates in rivals.items():
            scores[f"error_{years}_{name}"] = project(moves, rates, one).value - world.period[at]
    return scores


def behaviour_of(design: Design, country: np.ndarray, seen: list[np.ndarray]) -> tuple[Place, Drift, Rates]:
    """Return the municipality's newest behaviour, its drift, and the country's rates of the same year.

    Args:
        country: counts by year up to the newest, (Y, R, K, E). seen: the municipality's of the same years.
    """
    moves = design.moves
    pool = country.sum(axis=(0, 1, 2)) + np.sum(seen, axis=(0, 1, 2))
    theirs: list[Rates] = [smoothed(moves, year, pool) for year in country]
    inside = [year.any(axis=2) for year in seen]
    shrunk = shrink(
        moves,
        np.concatenate([rates.share[rows] for rates, rows in zip(theirs, inside, strict=True)]),
        np.concatenate([year[rows] for year, rows in zip(seen, inside, strict=True)]),
    )
    drift = estimate_drift(moves, country, design.kind_of_move, DRIFT_FLOOR)
    return place_of(moves, theirs[-1], shrunk), drift, theirs[-1]


def question_of(design: Design, initial: np.ndarray, years: int) -> Question:
    """Return the question what share of a cohort has completed after so many years."""
    return question(initial, np.arange(N_TABLES), design.counted, years, first_table=1)


def forecast_of(
    design: Design,
    initial: np.ndarray,
    share: ShrunkShare,
    drift: Drift,
    named: tuple[int, int],
    happened: float,
    estimation: float,
) -> Forecast:
    """Return what is said of a cohort, named by its year and horizon, with no widening."""
    kinds = design.kind_of_move
    walked = variance_of_drift(share.slope, kinds, np.array([0.0, *[drift.of_kind] * 3]))
    walked += variance_of_drift(share.slope, np.arange(len(kinds)), np.full(len(kinds), drift.of_move))
    distribution = distribution_of_count(initial, share.chance, (estimation + walked) ** 0.5)
    parts = Parts(initial, share.chance, estimation, walked)
    return Forecast(*named, distribution, share.value, round(happened * initial.sum()), {}, parts)


def testable(world: World) -> range:
    """Return the earlier cohorts by which drift is widened, as `pipeline.widening` chooses them."""
    return range(FEWEST_YEARS - 1, len(world.own) - min(HORIZONS_YEARS))


def hindsight(design: Design, world: World, cohort: int, drift: Drift) -> list[Forecast]:
    """Return what is said of an earlier cohort by its year's behaviour and today's drift, and what has been seen."""
    place, _, _ = behaviour_of(design, world.country[: cohort + 1], [*world.own[: cohort + 1]])
    years_seen = [*world.own[:-1], world.known]
    initial = arrived(design, years_seen[cohort][0])
    horizons = [years for years in HORIZONS_YEARS if cohort + years < len(years_seen)]
    shares = project_all(place, [question_of(design, initial, years) for years in horizons])
    found = []
    for years, share in zip(horizons, shares, strict=True):
        stands = arrived(design, years_seen[cohort + years][years])
        happened = float(stands[:, list(design.counted)].sum() / initial.sum())
        found.append(forecast_of(design, initial, share, drift, (cohort, years), happened, share.variance))
    return found


def arrived(design: Design, counts: np.ndarray) -> np.ndarray:
    """Return where those stand who made some moves, (K, S)."""
    stands = np.zeros((len(counts), design.moves.n_states))
    np.add.at(stands.T, design.moves.target, counts.T)
    return stands


def mean_spread(place: Place) -> float:
    """Return the mean spread between a place and its reference."""
    return float(sum(weight * tilts.spread for _, tilts, weight in place.of_spread))


def told(counts: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Return moves by kind, without going on."""
    return np.bincount(kinds, counts.sum(axis=(0, 1)), 4)[1:]


def cellwise(design: Design, world: World, country: np.ndarray) -> Any:
    """Return rates of each cell and table by a Dirichlet prior of the country's row, with no sharing between rows."""
    moves = design.moves
    counts = world.known + CELLWISE_PERSONS * country
    return smoothed(moves, counts, world.country.sum(axis=(0, 1, 2)), n_borrowed=1e-6)


def score_worlds(seeds: range) -> list[dict[str, Any]]:
    """Return the scores of some worlds."""
    design = read_design()
    return [judge(draw_world(design, np.random.default_rng(seed)), design) for seed in seeds]


def table_of(scores: list[dict[str, Any]]) -> list[str]:
    """Return the table as lines: coverage with Monte Carlo error, errors beside the rivals', and the nowcast."""
    n = len(scores)
    lines = [f"{n} worlds", f"{'interval':34}{'covers':>8}{'± MC':>8}"]
    for name in (key for key in scores[0] if key.startswith(("realised", "expected", "period", "plain"))):
        share = float(np.mean([each[name] for each in scores]))
        error = float(np.std([each[name] for each in scores]) / n**0.5)
        lines.append(f"{name:34}{share:8.3f}{error:8.3f}")
    lines.append(f"{'root mean square error, points':34}" + "".join(f"{f'{years} y':>8}" for years in HORIZONS))
    for name in ("ours", "raw local rates", "country alone", "cell-wise Dirichlet"):
        errors = [
            100 * float(np.sqrt(np.mean([s[f"error_{years}_{name}"] ** 2 for s in scores]))) for years in HORIZONS
        ]
        lines.append(f"{name:34}" + "".join(f"{error:8.2f}" for error in errors))
    raw, corrected = (sum(each[name] for each in scores) / n for name in ("newest_raw", "newest_corrected"))
    lines.append(f"newest moves: error {raw:.1f} raw, {corrected:.1f} corrected ({corrected / raw:.2f} of it)")
    spread, drift = (float(np.mean([each[name] for each in scores])) for name in ("spread", "drift"))
    factor = float(np.mean([each["widening"] for each in scores]))
    lines.append(f"spread found {spread:.3f}, drift of kinds found {drift:.3f}, widened {factor:.2f} times")
    return lines


def main() -> None:
    """Score the worlds on all cores and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    began = time.perf_counter()
    pieces = [range(first, min(first + 25, asked.worlds)) for first in range(0, asked.worlds, 25)]
    with ProcessPoolExecutor(asked.processes) as pool:
        scores = [score for piece in pool.map(score_worlds, pieces) for score in piece]
    print("\n".join(table_of(scores)))
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
