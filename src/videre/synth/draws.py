"""Random numbers with a seed that somebody chose, a stream of its own for each subject.

A stream depends on the seed and on its name only, so that drawing more of one subject leaves every other as it was.
"""

import zlib
from collections.abc import Mapping

import numpy as np


class Draws:
    """Named streams of random numbers."""

    def __init__(self, seed: int) -> None:
        """Keep the seed."""
        self.seed = seed

    def stream(self, name: str) -> np.random.Generator:
        """Return the stream of a subject, always from its beginning."""
        return np.random.default_rng([self.seed, zlib.crc32(name.encode())])


def choose(stream: np.random.Generator, shares: Mapping[str, float], n: int) -> np.ndarray:
    """Return n places in `shares`, drawn with these shares, which are made to sum to 1."""
    edges = np.cumsum(list(shares.values()))
    return np.minimum(np.searchsorted(edges / edges[-1], stream.random(n), side="right"), len(edges) - 1)


def choose_by_row(stream: np.random.Generator, cumulated: np.ndarray) -> np.ndarray:
    """Return for each row of cumulated shares (the last 1) the place drawn."""
    drawn = (stream.random(len(cumulated))[:, None] >= cumulated).sum(axis=1)
    return np.asarray(np.minimum(drawn, cumulated.shape[1] - 1))
