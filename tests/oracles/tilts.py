"""The tilts of one state by brute force: the posterior on a fine grid, nothing approximated."""

import numpy as np


def two_moves(rates: np.ndarray, seen: np.ndarray, spread: float) -> tuple[np.ndarray, float]:
    """Return the posterior mean share of the second of two moves in each row, and the log evidence of the spread."""
    grid = np.linspace(-6 * spread, 6 * spread, 401)
    one, other = np.meshgrid(grid, grid, indexing="ij")
    prior = -0.5 * (one**2 + other**2) / spread**2 - np.log(2 * np.pi * spread**2) + 2 * np.log(grid[1] - grid[0])
    fit = np.zeros_like(one)
    shares = []
    for (a, b), (n, m) in zip(rates, seen, strict=True):
        left, right = a * np.exp(one), b * np.exp(other)
        share = right / (left + right)
        shares.append(share)
        fit += n * np.log(1 - share) + m * np.log(share)
    posterior = np.exp(prior + fit - (prior + fit).max())
    evidence = float((prior + fit).max() + np.log(posterior.sum()))
    posterior /= posterior.sum()
    return np.array([(posterior * share).sum() for share in shares]), evidence
