"""Does the projection cover? `python benchmarks/projection_coverage.py --worlds 1000` prints the table.

Each coverage stands with its Monte Carlo error. Worlds are made by benchmarks/projection_worlds.yaml; world n has the
seed n, so the table is the same each time.
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
from videre.projection.backtesting import Forecast, covers, mid_covers
from videre.projection.behaviour import estimate_drift, smoothed
from videre.projection.forward import project, question
from videre.projection.nowcasting import correct, estimate_completeness, variance_of_completeness
from videre.projection.shrinking import place_of, project_all, shrink
from videre.projection.uncertainty import distribution_of_count, interval_of_share, variance_of_drift

CELLWISE_PERSONS = 20.0  # the strength of the country in the cell-wise rival; chosen, not tuned


def judge(world: World, design: Design) -> dict[str, Any]:
    """Return what the projection says of a world, scored against what is true."""
    moves, kinds = design.moves, design.kind_of_move
    n_years = len(world.own)
    final_by_kind = np.array([np.bincount(kinds, year.sum(axis=(0, 1)), 4) for year in world.own])
    completeness = estimate_completeness(world.then[:-1], final_by_kind[:-1])
    corrected = correct(moves, world.known, kinds, completeness)
    seen = [*world.own[:-1], corrected.counts * corrected.information[..., moves.origin]]
    pool = world.country.sum(axis=(0, 1, 2)) + world.own.sum(axis=(0, 1, 2))
    theirs = [smoothed(moves, year, pool) for year in world.country]
    rows = [(year, *np.nonzero(seen[year].any(axis=2))) for year in range(n_years)]
    shrunk = shrink(
        moves,
        np.concatenate([theirs[year].share[table, cell] for year, table, cell in rows]),
        np.concatenate([seen[year][table, cell] for year, table, cell in rows]),
    )
    place = place_of(moves, theirs[-1], shrunk)
    drift = estimate_drift(moves, world.country, kinds, DRIFT_FLOOR)
    clock = np.arange(N_TABLES)
    asked = [question(world.initial, clock, design.counted, years, first_table=1) for years in HORIZONS]
    rivals = {
        "raw local rates": smoothed(moves, world.known, pool, n_borrowed=1e-6),
        "country alone": theirs[-1],
        "cell-wise Dirichlet": cellwise(design, world, theirs[-1].share),
    }
    scores: dict[str, Any] = {
        "drift": drift.of_kind,
        "spread": shrunk.spread,
        "newest_raw": np.abs(told(world.known, kinds) - final_by_kind[-1][1:]).sum(),
        "newest_corrected": np.abs(told(corrected.counts, kinds) - final_by_kind[-1][1:]).sum(),
    }
    for at, (years, one, share) in enumerate(zip(HORIZONS, asked, project_all(place, asked), strict=True)):
        newest = (seen[-1].sum() / sum(each.sum() for each in seen)) ** 2
        estimation = share.variance + newest * variance_of_completeness(share.slope.sum(axis=0), kinds, completeness)
        walked = variance_of_drift(share.slope, kinds, np.array([0.0, *[drift.of_kind] * 3]))
        walked += variance_of_drift(share.slope, np.arange(len(kinds)), np.full(len(kinds), drift.of_move))
        expected_error = (estimation + walked) ** 0.5
        distribution = distribution_of_count(world.initial, share.chance, expected_error)
        n_persons = len(distribution) - 1
        forecast = Forecast(0, years, distribution, share.value, round(world.realised[at] * n_persons), {})
        scores[f"realised_{years}_95"] = covers(forecast, 0.95)
        for level in (0.5, 0.8):
            scores[f"realised_{years}_{level:.0%}"] = mid_covers(forecast, level)
        low, high = interval_of_share(share.value, expected_error, 0.95)
        scores[f"expected_{years}_95"] = low <= world.expected[at] <= high
        low, high = interval_of_share(share.value, estimation**0.5, 0.95)
        scores[f"period_{years}_95"] = low <= world.period[at] <= high
        scores[f"error_{years}_ours"] = share.value - world.period[at]
        for name, rates in rivals.items():
            scores[f"error_{years}_{name}"] = project(moves, rates, one).value - world.period[at]
    return scores


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
    for name in (key for key in scores[0] if key.startswith(("realised", "expected", "period"))):
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
    lines.append(f"spread found {spread:.3f}, drift of kinds found {drift:.3f}")
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
