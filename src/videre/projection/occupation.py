"""How a cohort was distributed over states so far: Aalen-Johansen, with censoring, late entry and weights.

Observed, not projected. Consistent for state occupation also without the Markov property, when whoever is censored is
like whoever stays (Datta and Satten 2001). Two kinds of standard error: Greenwood's, from the binomial noise of each
step, for stays that are one person's each; and the infinitesimal jackknife, which moves each person's weight and so
holds for weights and for people who come back. Figures of R's mstate and survival: tests/published/.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from videre.domain.refusals import Refused
from videre.projection.compiled import kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
STAYED = -1  # the target of a stay whose end is not a move: moved away, or not observed further


class ImpossibleStays(Refused):
    """Stays that nobody can have made: out before in, a state that there is not, a weight below nought."""


class Stays(NamedTuple):
    """One row a stay in a state.

    entered, left: when it began and ended, in any unit of time; whoever enters late is at risk only afterwards. (R,)
    origin: the state. target: the state gone to, STAYED for a stay that was not followed to its end. (R,)
    person: whose stay. (R,)
    """

    entered: Floats
    left: Floats
    origin: Ints
    target: Ints
    person: Ints


class Occupation(NamedTuple):
    """Where a cohort is, just after each time.

    times: (U,), those on which somebody moved. shares: (U, S), each row sums to 1.
    covariance: of the shares, (U, S, S).
    """

    times: Floats
    shares: Floats
    covariance: Floats

    def at(self, time: float) -> tuple[Floats, Floats]:
        """Return shares and their standard errors at a time; raises ImpossibleStays before the first move."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            raise ImpossibleStays(f"Nobody has moved by {time}: ask for a time from {self.times[0]} on.")
        return self.shares[place], np.sqrt(np.maximum(np.diagonal(self.covariance[place]), 0.0))


class Steps(NamedTuple):
    """Moves grouped by time: for each of M moves the place of its time, origin, target, and weight; at risk (U, S)."""

    times: Floats
    place: Ints
    origin: Ints
    target: Ints
    n_moved: Floats
    at_risk: Floats


def estimate_occupation(
    stays: Stays, n_states: int, initial: Floats, weights: Floats | None = None, n_initial: float = np.inf
) -> Occupation:
    """Return state occupation by Aalen-Johansen with Greenwood's covariance.

    Args:
        stays: of everybody. n_states: S.
        initial: the distribution at the beginning, (S,), summing to 1.
        weights: what each stay counts, (R,); Greenwood takes them for so many persons. 1 when left out.
        n_initial: how many persons the initial distribution was estimated from; infinite where it is given.

    Source:
        Andersen, Borgan, Gill and Keiding 1993, IV.4; mstate's probtrans with variance "greenwood".

    Raises:
        ImpossibleStays: see there.
    """
    weight = check_stays(stays, n_states, initial, weights)
    steps = group_moves(stays, n_states, weight)
    shares = np.empty((len(steps.times), n_states))
    covariance = np.empty((len(steps.times), n_states, n_states))
    begins = (np.diag(initial) - np.outer(initial, initial)) / n_initial
    carry_covariance(steps, np.asarray(initial, np.float64), begins, shares, covariance)
    return Occupation(steps.times, shares, covariance)


def estimate_occupation_of_looks(moves: Floats, initial: Floats) -> Occupation:
    """Return state occupation where everybody is looked at at the same times: Aalen-Johansen from counts of moves.

    Args:
        moves: how many were seen in one state at a look and in another at the next, (U, S, S); those who stayed on the
            diagonal. Whoever is not seen at one of the two is in none of the step's counts: censored, or late to enter.
        initial: how many were in each state at the first look, (S,); a sample, so that its noise counts too.

    Returns:
        Shares and Greenwood's covariance at the first look and after each step, `times` 0, 1, 2 ... As far as it can be
        told: it ends before the first step from a state in which somebody stands and nobody was seen at both looks.
        Where nobody is censored the shares are the plain ones, and the covariance that of a share of so many.

    Raises:
        ImpossibleStays: nobody at the first look, or counts that are none.
    """
    n_initial, n_states = float(np.sum(initial)), len(initial)
    if not n_initial > 0 or np.min(initial) < 0 or moves.shape[1:] != (n_states, n_states) or not (moves >= 0).all():
        raise ImpossibleStays(f"Give counts from nought on of moves between {n_states} states, and somebody to begin.")
    begins = np.asarray(initial, np.float64) / n_initial
    shares, covariance = [begins], [(np.diag(begins) - np.outer(begins, begins)) / n_initial]
    for made in moves:
        at_risk = made.sum(axis=1)
        stands = shares[-1] > 0
        if (stands & (at_risk == 0)).any():
            break
        rates = np.divide(made, at_risk[:, None], out=np.eye(n_states), where=at_risk[:, None] > 0)
        weight = np.divide(shares[-1] ** 2, at_risk, out=np.zeros(n_states), where=stands)
        noise = np.diag(weight @ rates) - (rates * weight[:, None]).T @ rates
        covariance.append(rates.T @ covariance[-1] @ rates + noise)
        shares.append(shares[-1] @ rates)
    return Occupation(np.arange(len(shares), dtype=np.float64), np.array(shares), np.array(covariance))


def estimate_occupation_by_person(
    stays: Stays,
    n_states: int,
    start: float,
    times: Floats,
    weights: Floats | None = None,
    *,
    start_is_given: bool = False,
) -> Occupation:
    """Return state occupation with the infinitesimal jackknife of persons, for weights and for people who come back.

    Args:
        stays, n_states, weights: as for `estimate_occupation`; all stays of one person have the same weight.
        start: when it begins, with the distribution of the stays under way then. times: when it is asked, ascending.
        start_is_given: whether that distribution is taken as it is, as survfit does, or is a sample too.

    Source:
        Therneau's survfit of R's survival with `id`: the sum over persons of (weight x derivative by weight) squared.
    """
    under_way = (stays.entered <= start) & (stays.left > start)
    if not under_way.any():
        raise ImpossibleStays(f"Nobody is observed at {start}: begin where somebody's stay is under way.")
    weight = check_stays(stays, n_states, np.eye(n_states)[0], weights)
    people, person = np.unique(stays.person, return_inverse=True)
    of_person = np.zeros(len(people))
    of_person[person] = weight
    at_start = np.zeros((len(people), n_states))
    at_start[person[under_way], stays.origin[under_way]] = 1.0
    total = (of_person[:, None] * at_start).sum()
    initial = of_person @ at_start / total
    is_sampled = at_start.any(axis=1, keepdims=True) & (not start_is_given)
    influence = np.where(is_sampled, at_start - initial, 0.0) / total
    steps = group_moves(stays, n_states, weight)
    moved_at = np.where(stays.target == STAYED, -1, np.searchsorted(steps.times, stays.left))
    shares = np.empty((len(times), n_states))
    covariance = np.empty((len(times), n_states, n_states))
    now, place = initial, 0
    for asked, time in enumerate(times):
        until = int(np.searchsorted(steps.times, time, side="right"))
        for step in range(place, until):
            if steps.times[step] > start:
                now, influence = move_persons(stays, person, moved_at, steps, step, now, influence)
        place = max(place, until)
        moved = influence * of_person[:, None]
        shares[asked], covariance[asked] = now, moved.T @ moved
    return Occupation(np.asarray(times, np.float64), shares, covariance)


def move_persons(
    stays: Stays, person: Ints, moved_at: Ints, steps: Steps, step: int, now: Floats, influence: Floats
) -> tuple[Floats, Floats]:
    """Return the shares, and their derivatives by each person's weight, after one time with moves."""
    n_states = len(now)
    here = steps.place == step
    moves = np.zeros((n_states, n_states))
    at_risk = steps.at_risk[step]
    moves[steps.origin[here], steps.target[here]] = steps.n_moved[here] / at_risk[steps.origin[here]]
    stay = np.eye(n_states) + moves - np.diag(moves.sum(axis=1))
    leave = np.flatnonzero(moves.any(axis=1))
    time = steps.times[step]
    exposed = np.flatnonzero((stays.entered < time) & (time <= stays.left) & np.isin(stays.origin, leave))
    origin, who = stays.origin[exposed], person[exposed]
    carried = influence @ stay
    # Each person at risk: what the person did, less what those at risk did on average, as a change of the row.
    change = np.eye(n_states)[origin] - stay[origin]
    moving = moved_at[exposed] == step
    change[moving] += np.eye(n_states)[stays.target[exposed[moving]]] - np.eye(n_states)[origin[moving]]
    np.add.at(carried, who, change * (now[origin] / at_risk[origin])[:, None])
    return now @ stay, carried


def check_stays(stays: Stays, n_states: int, initial: Floats, weights: Floats | None) -> Floats:
    """Return the weights; raises ImpossibleStays with what to mend."""
    weight = np.ones(len(stays.origin)) if weights is None else np.asarray(weights, np.float64)
    wrong = {
        "end before they begin, or as they begin: give each stay some time": stays.left <= stays.entered,
        "are in a state that there is not: number states from 0": (stays.origin < 0) | (stays.origin >= n_states),
        "go to a state that there is not: number states from 0": (stays.target < STAYED) | (stays.target >= n_states),
        "go to where they are: join them": stays.origin == stays.target,
        "have a weight that is not above nought: give each a weight, or leave it out": ~(weight > 0),
    }
    for sentence, rows in wrong.items():
        if rows.any():
            raise ImpossibleStays(f"{int(rows.sum())} stays {sentence}. The first is row {int(np.argmax(rows))}.")
    if len(initial) != n_states or abs(float(np.sum(initial)) - 1.0) > 1e-9 or np.min(initial) < 0:
        raise ImpossibleStays(f"The initial distribution must be {n_states} shares that sum to 1.")
    return weight


def group_moves(stays: Stays, n_states: int, weight: Floats) -> Steps:
    """Return moves grouped by time, and the weight at risk in each state just before each time."""
    moving = stays.target != STAYED
    times, place = np.unique(stays.left[moving], return_inverse=True)
    key = (place * n_states + stays.origin[moving]) * n_states + stays.target[moving]
    moves, of_move = np.unique(key, return_inverse=True)
    n_moved = np.bincount(of_move, weights=weight[moving], minlength=len(moves)).astype(np.float64)
    at_risk = np.zeros((len(times), n_states))
    for state in range(n_states):
        inside = stays.origin == state
        at_risk[:, state] = weight_before(stays.entered[inside], weight[inside], times) - weight_before(
            stays.left[inside], weight[inside], times
        )
    return Steps(
        times, moves // n_states**2, moves // n_states % n_states, moves % n_states, n_moved.astype(np.float64), at_risk
    )


def weight_before(when: Floats, weight: Floats, times: Floats) -> Floats:
    """Return the weight of what lies before each time."""
    order = np.argsort(when, kind="stable")
    sums = np.concatenate([[0.0], np.cumsum(weight[order])])
    return np.asarray(sums[np.searchsorted(when[order], times, side="left")])


@kernel
def carry_covariance(steps: Steps, initial: Floats, begins: Floats, shares: Floats, covariance: Floats) -> None:
    """Write shares and covariance after each time: the noise of a step is that of a multinomial row.

    Only rows of states that somebody leaves change, so a step costs their number times S x S.
    """
    n_states, n_moves = len(initial), len(steps.place)
    now, noise = initial.copy(), begins.copy()
    change, leaves = np.zeros((n_states, n_states)), np.zeros(n_states, np.bool_)
    move = 0
    for step in range(len(steps.times)):
        change[:], leaves[:] = 0.0, False
        while move < n_moves and steps.place[move] == step:
            origin, target = steps.origin[move], steps.target[move]
            moved = steps.n_moved[move] / steps.at_risk[step, origin]
            change[origin, target] += moved
            change[origin, origin] -= moved
            leaves[origin] = True
            move += 1
        half = noise.copy()
        for origin in np.flatnonzero(leaves):
            for one in range(n_states):
                for other in range(n_states):
                    half[one, other] += noise[one, origin] * change[origin, other]
        noise = half.copy()
        later = now.copy()
        for origin in np.flatnonzero(leaves):
            for one in range(n_states):
                later[one] += now[origin] * change[origin, one]
                for other in range(n_states):
                    noise[one, other] += change[origin, one] * half[origin, other]
        for origin in np.flatnonzero(leaves):
            scale = now[origin] ** 2 / steps.at_risk[step, origin]
            for one in range(n_states):
                share = change[origin, one] + (1.0 if one == origin else 0.0)
                noise[one, one] += scale * share
                for other in range(n_states):
                    noise[one, other] -= scale * share * (change[origin, other] + (1.0 if other == origin else 0.0))
        now = later
        shares[step] = now
        covariance[step] = noise
