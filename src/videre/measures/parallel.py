"""Running a kernel over all persons, in pieces, on every core."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")

PERSONS_A_PIECE = 20_000  # some 800,000 facts: a piece's scratch space stays under 100 MB


def pieces_of(n_persons: int, persons_a_piece: int = PERSONS_A_PIECE) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of pieces that together cover all persons once."""
    for first in range(0, n_persons, persons_a_piece):
        yield first, min(first + persons_a_piece, n_persons)


def over_pieces(
    n_persons: int, work: Callable[[int, int], Piece], persons_a_piece: int = PERSONS_A_PIECE
) -> list[Piece]:
    """Return what `work(first, last)` gives for each piece, in the order of persons whatever finishes first.

    Kernels release the interpreter's lock, so threads are enough; there is one a core.
    """
    pieces = list(pieces_of(n_persons, persons_a_piece))
    if len(pieces) <= 1:
        return [work(first, last) for first, last in pieces]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return list(pool.map(lambda piece: work(*piece), pieces))
