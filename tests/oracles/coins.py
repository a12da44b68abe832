"""The distribution of how many of n coins of one chance fall right, by ratios from the middle."""

import numpy as np


def binomial(n: int, p: float) -> np.ndarray:
    """Return the binomial distribution, by ratios from the middle so that nothing under- or overflows."""
    steps = np.arange(1, n + 1)
    logs = np.concatenate([[0.0], np.cumsum(np.log((n - steps + 1) / steps) + np.log(p) - np.log1p(-p))])
    weights = np.exp(logs - logs.max())
    found: np.ndarray = weights / weights.sum()
    return found
