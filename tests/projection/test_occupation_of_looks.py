"""State occupation where everybody is looked at at the same times."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles.occupation import Path, occupation

from videre.projection.occupation import (
    STAYED,
    ImpossibleStays,
    Stays,
    estimate_occupation,
    estimate_occupation_of_looks,
)

N_STATES, N_LOOKS = 3, 5
SEEN = st.lists(st.one_of(st.none(), st.integers(0, N_STATES - 1)), min_size=N_LOOKS, max_size=N_LOOKS)


def counted(paths: list[Path]) -> tuple[np.ndarray, np.ndarray]:
    moves, initial = np.zeros((N_LOOKS - 1, N_STATES, N_STATES)), np.zeros(N_STATES)
    for path in paths:
        if path[0] is not None:
            initial[path[0]] += 1
        for look in range(N_LOOKS - 1):
            before, after = path[look], path[look + 1]
            if before is not None and after is not None:
                moves[look, before, after] += 1
    return moves, initial


@given(st.lists(SEEN, min_size=1, max_size=12).filter(lambda paths: any(path[0] is not None for path in paths)))
def test_shares_are_those_of_the_oracle_and_end_where_nobody_can_tell(paths: list[Path]) -> None:
    found, expected = estimate_occupation_of_looks(*counted(paths)), occupation(paths)
    assert len(found.times) == len(expected)
    for shares, slow in zip(found.shares, expected, strict=True):
        np.testing.assert_allclose(shares, [float(slow.get(state, 0)) for state in range(N_STATES)], atol=1e-12)


@given(st.lists(st.lists(st.integers(0, 2), min_size=N_LOOKS, max_size=N_LOOKS), min_size=1, max_size=12))
def test_without_censoring_shares_and_covariance_are_those_of_so_many_persons(paths: list[Path]) -> None:
    found = estimate_occupation_of_looks(*counted(paths))
    for look in range(N_LOOKS):
        share = np.bincount([path[look] or 0 for path in paths], minlength=N_STATES) / len(paths)
        np.testing.assert_allclose(found.shares[look], share, atol=1e-12)
        plain = (np.diag(share) - np.outer(share, share)) / len(paths)
        np.testing.assert_allclose(found.covariance[look], plain, atol=1e-12)


def test_it_is_the_estimate_of_stays_with_greenwoods_covariance() -> None:
    # Persons in states 0 to 2 who move at looks and are censored between them; all begin in 0, which is given.
    generator, rows, paths = np.random.default_rng(8), [], []
    for person in range(60):
        path: Path = [0]
        for _ in range(N_LOOKS - 1):
            now = path[-1]
            path.append(None if now is None or generator.random() < 0.1 else int(generator.integers(now, N_STATES)))
        paths.append(path)
        since = 0
        for look in range(1, N_LOOKS):
            if path[look] is None:
                if path[look - 1] is not None and look - 0.5 > since:
                    rows.append((since, look - 0.5, path[look - 1], STAYED, person))
                break
            if path[look] != path[look - 1]:
                rows.append((since, look, path[look - 1], path[look], person))
                since = look
        else:
            if since < N_LOOKS - 1:
                rows.append((since, N_LOOKS - 1, path[-1], STAYED, person))
    entered, left, origin, target, who = (np.array(column) for column in zip(*rows, strict=True))
    stays = Stays(entered * 1.0, left * 1.0, origin.astype(int), target.astype(int), who)
    slow = estimate_occupation(stays, N_STATES, np.array([1.0, 0, 0]))
    found = estimate_occupation_of_looks(*counted(paths))
    for look in (1, 2, 3, 4):
        for quick, other in zip(found.at(look), slow.at(look), strict=True):
            np.testing.assert_allclose(quick, other, atol=1e-12)


def test_nobody_to_begin_and_counts_that_are_none_are_refused() -> None:
    for moves, initial in (
        (np.zeros((1, 2, 2)), np.zeros(2)),
        (np.zeros((1, 2, 3)), np.ones(2)),
        (-np.ones((1, 2, 2)), np.ones(2)),
    ):
        with pytest.raises(ImpossibleStays, match="somebody to begin"):
            estimate_occupation_of_looks(moves, initial)
