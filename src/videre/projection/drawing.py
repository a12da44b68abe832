"""Rates of a place, drawn about what was estimated: for what has no gradient at hand, such as a figure of many flows.

A draw has a spread by its weight, the tilts that it leaves (normal about their mode), and a walk of behaviour: one step
a table of rates, of each kind of move together and of each move for itself. So draws are as unsure as
`shrinking.project_shrunk` and `uncertainty.variance_of_drift` say a share is.
"""

from collections.abc import Iterator

import numpy as np

from videre.projection.behaviour import Drift
from videre.projection.chain import Floats, Ints, Rates, WrongRates
from videre.projection.shrinking import Layout, Place, Tilts, tilted


def draw_rates(
    place: Place, kind_of_move: Ints, drift: Drift, first_table: int, n_draws: int, generator: np.random.Generator
) -> Iterator[Rates]:
    """Yield rates so many times. Each table of rates is a year later than the one before it, and behaviour walks on.

    Args:
        place: from `shrinking.place_of`. kind_of_move: what walks together, (E,). drift: of a year, widened or not.
        first_table: of the first step that is asked for. The walk begins there: before it behaviour stands still.
        generator: the source of chance.

    Raises:
        WrongRates: fewer than one draw.
    """
    if n_draws < 1:
        raise WrongRates(f"Draw at least once, not {n_draws} times.")
    chances = np.array([weight for _, _, weight in place.of_spread])
    roots = [root_of(tilts, place.layout) for _, tilts, _ in place.of_spread]
    n_tables, n_kinds = len(place.rates.share), int(kind_of_move.max()) + 1
    for at in generator.choice(len(chances), size=n_draws, p=chances / chances.sum()):
        rates, tilts, _ = place.of_spread[at]
        normal = generator.standard_normal(place.layout.move.shape)
        by_state = np.matmul(roots[at], normal[..., None])[..., 0]
        tilt = np.zeros(len(tilts.tilt))
        tilt[place.layout.move[place.layout.is_move]] = by_state[place.layout.is_move]
        of_kind = generator.normal(0, drift.of_kind, (n_tables, n_kinds))[:, kind_of_move]
        steps = of_kind + generator.normal(0, drift.of_move, (n_tables, len(tilt)))
        steps[:first_table] = 0
        walk = steps.cumsum(axis=0)
        yield tilted(place.moves, rates, (tilt + walk)[:, None])


def root_of(tilts: Tilts, layout: Layout) -> Floats:
    """Return a root of each state's covariance, (S, D, D); places that are no moves have none."""
    values, vectors = np.linalg.eigh(tilts.covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))[:, None, :]
    return np.asarray(np.where(layout.is_move[..., None], root, 0.0))
