"""What if: rates changed by hand, and the share that follows. Arithmetic, not effect.

A change is scaling some moves (the rest of each row gives way in proportion), closing them (scaling by nought), or
giving a cell the rates of another. Changes are applied in order. Each knows how to pull a gradient back to the rates
before it, so that the difference a scenario makes has the interval of the difference, not of two unrelated figures.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from videre.projection.chain import Flags, Floats, Ints, Moves, Rates, WrongRates, sum_by_origin
from videre.projection.forward import Question, by_table, project
from videre.projection.shrinking import Place, variance_of_tilts


class Scaled(NamedTuple):
    """Some moves made `factor` times as frequent, in some cells. is_move: (E,). is_cell: (K,)."""

    is_move: Flags
    is_cell: Flags
    factor: float


class Borrowed(NamedTuple):
    """A cell that behaves as another in the rows of some states. is_state: (S,)."""

    cell: int
    as_cell: int
    is_state: Flags


Change = Scaled | Borrowed


class Difference(NamedTuple):
    """What a scenario gives: the share without and with it, and the standard error of the difference."""

    before: float
    after: float
    standard_error: float


def apply(moves: Moves, rates: Rates, changes: Sequence[Change]) -> Rates:
    """Return the rates with all changes made, in order.

    Raises:
        WrongRates: a scaled move would be made by more than all, or nothing is left to do where moves were closed.
    """
    for change in changes:
        rates = scale(moves, rates, change) if isinstance(change, Scaled) else borrow(moves, rates, change)
    return rates


def scale(moves: Moves, rates: Rates, change: Scaled) -> Rates:
    """Return rates with some moves scaled, and the rest of each row in proportion."""
    own, rest = shares_of_rows(moves, rates, change)
    wanted = change.factor * own
    impossible = (wanted > 1 + 1e-12) | ((rest <= 0) & (own > 0) & (change.factor != 1.0))
    if change.factor < 0 or (impossible & rates.is_known & change.is_cell[:, None]).any():
        _, cell, state = (int(place[0]) for place in np.nonzero(impossible | (np.array(change.factor) < 0)))
        raise WrongRates(
            f"Scaling by {change.factor:g} is impossible in cell {cell}, state {state}: nobody could do anything else. "
            "Choose a smaller factor, from nought on, or leave another move open."
        )
    give_way = np.divide(1 - wanted, rest, out=np.zeros_like(rest), where=rest > 0)[..., moves.origin]
    scaled = rates.share * np.where(change.is_move, change.factor, give_way)
    is_changed = change.is_cell[:, None] & (own > 0)[..., moves.origin]
    return Rates(np.where(is_changed, scaled, rates.share), rates.is_known)


def shares_of_rows(moves: Moves, rates: Rates, change: Scaled) -> tuple[Floats, Floats]:
    """Return the share of each row that the scaled moves have, and that the others have. Shapes (R, K, S)."""
    own = sum_by_origin(moves, np.where(change.is_move, rates.share, 0.0))
    return own, sum_by_origin(moves, np.where(change.is_move, 0.0, rates.share))


def borrow(moves: Moves, rates: Rates, change: Borrowed) -> Rates:
    """Return rates with one cell's rows replaced by another's."""
    share, is_known = rates.share.copy(), rates.is_known.copy()
    is_move = change.is_state[moves.origin]
    share[:, change.cell, is_move] = rates.share[:, change.as_cell, is_move]
    is_known[:, change.cell, change.is_state] = rates.is_known[:, change.as_cell, change.is_state]
    return Rates(share, is_known)


def pull_back(moves: Moves, rates: Rates, changes: Sequence[Change], gradient: Floats) -> Floats:
    """Return a gradient by the rates after all changes as one by the rates before them. Shape (R, K, E)."""
    before = []
    for change in changes:
        before.append(rates)
        rates = apply(moves, rates, (change,))
    for change, at in zip(reversed(changes), reversed(before), strict=True):
        if isinstance(change, Scaled):
            gradient = pull_scale(moves, at, change, gradient)
        else:
            gradient = pull_borrow(moves, change, gradient)
    return gradient


def pull_scale(moves: Moves, rates: Rates, change: Scaled, gradient: Floats) -> Floats:
    """Return the gradient before a scaling: the scaled moves also make room for the others."""
    own, rest = shares_of_rows(moves, rates, change)
    inside = (own > 0) & (rest > 0)
    room = np.divide(1 - change.factor * own, rest, out=np.zeros_like(rest), where=inside)
    others = sum_by_origin(moves, np.where(change.is_move, 0.0, rates.share * gradient))
    # d/dp of (1 - f P) / (1 - P), with P the share of the scaled moves and 1 - P that of the others
    bend = np.divide((1 - change.factor) * others, rest**2, out=np.zeros_like(rest), where=inside)
    pulled = np.where(
        change.is_move, change.factor * gradient + bend[..., moves.origin], room[..., moves.origin] * gradient
    )
    is_changed = change.is_cell[:, None] & inside[..., moves.origin]
    return np.where(is_changed, pulled, gradient)


def pull_borrow(moves: Moves, change: Borrowed, gradient: Floats) -> Floats:
    """Return the gradient before a borrowing: what the borrower's rates were worth is the lender's."""
    pulled, is_move = gradient.copy(), change.is_state[moves.origin]
    if change.cell != change.as_cell:
        pulled[:, change.as_cell, is_move] += gradient[:, change.cell, is_move]
        pulled[:, change.cell, is_move] = 0.0
    return pulled


def compare(place: Place, asked: Question, changes: Sequence[Change]) -> Difference:
    """Return a share without and with a scenario, by a place's rates, with the error of the difference.

    Both sides use the same tilts, so what is uncertain in both falls out of the difference.
    """
    moves = place.moves
    before = project(moves, place.rates, asked).value
    after = project(moves, apply(moves, place.rates, changes), asked).value
    variance = 0.0
    for rates, tilts, weight in place.of_spread:
        values, slopes = [], []
        for each, undo in ((rates, ()), (apply(moves, rates, changes), tuple(changes))):
            projected = project(moves, each, asked)
            gradient = by_table(projected.gradient, asked.table_of_step, len(rates.share))
            slopes.append(slope_of_tilts(moves, rates, pull_back(moves, rates, undo, gradient)))
            values.append(projected.value)
        noise = variance_of_tilts(place.layout, tilts, slopes[1] - slopes[0])
        variance += weight * (noise + (values[1] - values[0] - (after - before)) ** 2)
    return Difference(before, after, float(np.sqrt(variance)))


def slope_of_tilts(moves: Moves, rates: Rates, gradient: Floats) -> Floats:
    """Return the change of a share with each move's log tilt, from its gradient by the rates, (R, K, E) to (E,)."""
    mean = sum_by_origin(moves, rates.share * gradient)[..., moves.origin]
    return np.asarray((rates.share * (gradient - mean)).sum(axis=(0, 1)))


def moves_between(moves: Moves, origins: Ints, targets: Ints) -> Flags:
    """Return which moves go from one of some states to one of others."""
    return np.isin(moves.origin, origins) & np.isin(moves.target, targets)
