"""A municipality's behaviour made ready for projecting: counted, corrected, and leaned on a reference."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from videre.definitions.happenings import Happening, Meaning, meanings_of
from videre.definitions.state_space import BEGINS, StateSpace
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH, date_of_day, day_number
from videre.domain.refusals import Refused
from videre.domain.states import StateRules, step_of
from videre.measures.arrays import History, Ints
from videre.measures.leavers import Leavers
from videre.measures.merged_cells import MergedCells, merge_cells
from videre.measures.state_moves import (
    MoveCounts,
    MoveRows,
    cells_of_leavers,
    count_moves,
    edges_of,
    leavers_of_years,
    list_moves,
    years_followed,
)
from videre.pipeline.reference_counts import N_CLOCK, Reference
from videre.projection.behaviour import Drift, estimate_drift, smoothed, smoothed_twice
from videre.projection.chain import Floats, Moves, Rates, at_risk, moves_of
from videre.projection.nowcasting import Completeness, correct
from videre.projection.shrinking import Place, place_of, shrink

YEARS_OF_EVIDENCE = 10
DRIFT_FLOOR = Drift(of_kind=0.03, of_move=0.03, n_innovations=0)  # docs/methods/projection.md, "Drift"


class NoBehaviour(Refused):
    """The year whose behaviour was asked for has nobody in it, or has not been yet."""


@dataclass(frozen=True)
class Counted:
    """Everything counted from one history: who left when, all moves, and the same by year, clock, move and cell.

    years: of the days of looking, consecutive. cell: of each leaver; cells: what each is called and made of.
    kept: the possible moves that somebody has made, here or in the reference, and all of states that nobody has ever
    left, as numbers of the state file. The others have a rate of nought everywhere; leaving them out is two thirds of
    the work. counts: of those that are kept.
    """

    space: StateSpace
    known_at: int
    leavers: Leavers
    year_left: Ints
    rows: MoveRows
    cell: Ints
    cells: MergedCells
    years: tuple[int, ...]
    counts: MoveCounts
    kept: np.ndarray

    @property
    def labels(self) -> tuple[dict[str, str], ...]:
        """What each cell is called."""
        return self.cells.labels

    @cached_property
    def moves(self) -> Moves:
        """The moves that are kept."""
        return moves_of([self.space.moves[move] for move in self.kept], len(self.space.states))

    @cached_property
    def meanings(self) -> tuple[Meaning, ...]:
        """What each move means."""
        every = meanings_of(self.space)
        return tuple(every[move] for move in self.kept)

    @cached_property
    def kind_of_move(self) -> np.ndarray:
        """What happens in each move, as a number."""
        return np.array([int(meaning.happening) for meaning in self.meanings])

    def of_year(self, year: int) -> Floats:
        """Return the moves of the year before a 1 October, those of a type pending among them. Shape (T, K, E)."""
        if year not in self.by_year:
            self.by_year[year] = self._count_year(self.years.index(year))
        return self.by_year[year]

    @cached_property
    def by_year(self) -> dict[int, Floats]:
        """The moves of years that have been asked for: a backtest asks for each ten times. Never written into."""
        return {}

    @cached_property
    def elsewhere_by_year(self) -> dict[int, tuple[Floats, Floats]]:
        """The same of the reference, in the cells of the municipality, and all cells together."""
        return {}

    def _count_year(self, place: int) -> Floats:
        moves, pending = (each[place] for each in (self.counts.moves, self.counts.pending))
        return np.ascontiguousarray((moves + pending).transpose(0, 2, 1), np.float64)

    def states_after(self, member: np.ndarray, clock: int) -> np.ndarray:
        """Return the state of some leavers so many looks after leaving, -1 where it is not known. Shape (L,)."""
        if clock >= self.states_by_clock.shape[1]:
            return np.full(len(member), -1, np.int32)
        return np.asarray(self.states_by_clock[member, clock])

    @cached_property
    def states_by_clock(self) -> np.ndarray:
        """The state of each leaver by looks after leaving, -1 where it is not known. Shape (L, T)."""
        states = np.full((len(self.year_left), int(self.rows.clock.max()) + 1), -1, np.int16)
        states[self.rows.leaver, self.rows.clock] = self.rows.after
        return states

    def first_made(self, moves: tuple[int, ...]) -> np.ndarray:
        """Return after how many looks each leaver was first seen to have made one of some moves. Shape (L,).

        Args:
            moves: numbers of the state file. Whoever has made none has N_CLOCK. A country has ten million rows, and a
            backtest asks two hundred times: so each is looked through once.
        """
        if moves not in self.clocks_by_moves:
            wanted = np.zeros(len(self.space.moves) + 1, bool)  # the last: a move that the file does not have
            wanted[list(moves)] = True
            made = wanted[self.edges]
            first = np.full(len(self.year_left), N_CLOCK, np.int32)
            np.minimum.at(first, self.rows.leaver[made], self.rows.clock[made])
            self.clocks_by_moves[moves] = first
        return self.clocks_by_moves[moves]

    @cached_property
    def clocks_by_moves(self) -> dict[tuple[int, ...], np.ndarray]:
        """What `first_made` has been asked for."""
        return {}

    @cached_property
    def edges(self) -> np.ndarray:
        """The move of each row as a number of the state file; -1 for one that the file does not have."""
        return edges_in(self.space, self.rows)


class Behaviour(NamedTuple):
    """A year's behaviour.

    place: the municipality's rates. drift: how much they walk in a year. spread: between municipality and reference.
    reference: what it leans on, Danish and English. years: of the behaviour. completeness: of the newest year, None
    where nothing was corrected. unobserved: rows of the reference in which nobody was, (T, K, S).
    reference_rates: what a country or region does; None where the municipality leans on its own years.
    """

    place: Place
    drift: Drift
    spread: float
    reference: tuple[str, str]
    years: tuple[int, ...]
    completeness: Completeness | None
    unobserved: np.ndarray
    share_newest: float
    reference_rates: Rates | None = None


OWN = ("Kommunens egne ti år", "The municipality's own ten years")


def count_history(
    history: History, space: StateSpace, rules: StateRules, municipality: int, reference: Reference | None
) -> Counted:
    """Return everything counted from a history; the newest year is that of the last 1 October known.

    Raises:
        NoBehaviour: nobody has left 9th grade in the municipality and been seen on a 1 October.
    """
    followed = years_followed(history.known_at)
    newest = followed[-1]
    leavers, year_left = leavers_of_years(history, municipality, followed)
    rows = list_moves(history, rules, leavers, space.numbers[BEGINS])
    if len(rows.leaver) == 0:
        raise NoBehaviour(
            f"Nobody who left 9th grade in municipality {municipality} has been seen on a 1 October by "
            f"{date_of_day(history.known_at)}. Import enrolments and residence of earlier years, or choose a later "
            "--as-known-at."
        )
    years = tuple(range(max(int(year_left.min()), newest - YEARS_OF_EVIDENCE + 1), newest + 1))
    first_step = step_of(day_number(years[0], EDUCATION_YEAR_STARTS_MONTH, 1), rules)
    is_counted = (rows.step >= first_step) & (rows.clock < N_CLOCK)
    cells, cell = cells_of(
        history, leavers, space, reference, np.bincount(rows.leaver[is_counted], minlength=len(year_left))
    )
    kept = moves_made(space, rows, is_counted, reference)
    edge_of = edges_of([space.moves[move] for move in kept], len(space.states))
    counts = count_moves(rows, edge_of, len(kept), first_step, len(years), N_CLOCK, cell, len(cells.labels))
    return Counted(space, history.known_at, leavers, year_left, rows, cell, cells, years, counts, kept)


def moves_made(space: StateSpace, rows: MoveRows, is_counted: np.ndarray, reference: Reference | None) -> np.ndarray:
    """Return the possible moves that are kept: see `Counted`."""
    edges = edges_in(space, rows)
    made = np.bincount(edges[is_counted & (edges >= 0)], minlength=len(space.moves)).astype(np.float64)
    if reference is not None:
        made += reference.by_move
    everything = moves_of(space.moves, len(space.states))
    return np.flatnonzero((made > 0) | (at_risk(everything, made) == 0)[everything.origin])


def edges_in(space: StateSpace, rows: MoveRows) -> np.ndarray:
    """Return the move of each row as a number of the state file; -1 for one that the file does not have."""
    found = edges_of(space.moves, len(space.states))[rows.before, rows.after]
    return np.where((rows.before >= 0) & (rows.after >= 0), found, -1)


def cells_of(
    history: History, leavers: Leavers, space: StateSpace, reference: Reference | None, n_looks: np.ndarray
) -> tuple[MergedCells, Ints]:
    """Return the cells in which somebody of the municipality is, merged where too few are observed; and each leaver's.

    Args:
        reference: what is leaned on; a dimension that it does not have is not divided by. Without one the
            municipality's own years are, and n_looks is how often each leaver was looked at in them.
    """
    rule = space.file.cells
    by = [name for name in rule.by if reference is None or name in reference.dimensions]
    fine = cells_of_leavers(history, leavers, by)
    here = np.bincount(fine.of_member, minlength=len(fine.labels))
    own = np.bincount(fine.of_member, weights=n_looks, minlength=len(fine.labels))
    observed = own if reference is None else np.array([reference.observed(label) for label in fine.labels])
    there_are = np.flatnonzero((here > 0) | (observed > 0))
    merged = merge_cells(
        [fine.labels[place] for place in there_are],
        observed[there_are].tolist(),
        rule.fewest_person_years,
        [name for name in rule.merge if name in by],
    )
    of_member = merged.of_fine[np.searchsorted(there_are, fine.of_member)]
    used = np.unique(of_member)
    return merged.kept(used.tolist()), np.searchsorted(used, of_member).astype(np.int32)


def behaviour_of(
    counted: Counted,
    reference: Reference | None,
    year: int,
    window_years: int = 1,
    completeness: Completeness | None = None,
    drift: Drift | None = None,
) -> Behaviour:
    """Return a year's behaviour.

    Args:
        counted: what was counted. reference: a country or region; None for the municipality's own years.
        year: behaviour of the year before its 1 October; window_years: and of so many years with it (1 or 2).
        completeness: of the newest year counted, which is then corrected. drift: where it is known already.

    Raises:
        NoBehaviour: the year has not been counted.
    """
    window = tuple(range(year - window_years + 1, year + 1))
    missing = [each for each in window if each not in counted.years]
    if missing:
        raise NoBehaviour(
            f"There is no behaviour of {missing[0]}: moves are known for {counted.years[0]} to {counted.years[-1]}. "
            "Choose a year among them, or import earlier years."
        )
    own = {each: counted.of_year(each) for each in counted.years if each <= year}
    newest = counted.years[-1]
    if completeness is not None and newest in own:
        own[newest] = corrected(counted, own[newest], completeness)
    if reference is not None and any(each <= year for each in reference.years):
        return leaned(counted, own, reference, window, completeness, drift)
    return on_own_years(counted, own, window, completeness, drift)


def corrected(counted: Counted, counts: Floats, completeness: Completeness) -> Floats:
    """Return a year's moves as they will be when all is reported, each row worth as many persons as were reported."""
    found = correct(counted.moves, counts, counted.kind_of_move, completeness)
    return found.counts * found.information[..., counted.moves.origin]


def leaned(
    counted: Counted,
    own: dict[int, Floats],
    reference: Reference,
    window: Sequence[int],
    completeness: Completeness | None,
    drift: Drift | None,
) -> Behaviour:
    """Return behaviour leaned on a reference: the municipality's years against the same years of the reference."""
    moves = counted.moves
    known = [each for each in reference.years if each <= window[-1]]
    theirs = {each: aligned(reference, each, counted) for each in known}
    together = {each: counted.elsewhere_by_year[each][1] for each in known}
    pool = np.sum([each.sum(axis=0) for each in together.values()], axis=0)
    pool += np.sum([each.sum(axis=(0, 1)) for each in own.values()], axis=0)
    used = [each for each in window if each in theirs] or [known[-1]]
    counts = np.sum([theirs[each] for each in used], axis=0)
    pool = with_stand_ins(counted, pool)
    rates = smoothed_twice(moves, counts, pool)
    rows, seen = [], []
    for each in (each for each in own if each in theirs):
        table, cell = np.nonzero(own[each].any(axis=2))
        of_table = smoothed(moves, together[each], pool).share
        rows.append(smoothed(moves, theirs[each][table, cell], of_table[table]).share)
        seen.append(own[each][table, cell])
    evidence = seen if rows else [np.zeros((1, len(moves.origin)))]
    shrunk = shrink(moves, np.concatenate(rows or [rates.share[:1, 0]]), np.concatenate(evidence))
    if drift is None:
        drift = estimate_drift(moves, np.array([theirs[each] for each in known]), counted.kind_of_move, DRIFT_FLOOR)
    persons = [float(each.sum()) for each in evidence]
    return Behaviour(
        place=place_of(moves, rates, shrunk),
        drift=drift,
        spread=shrunk.spread,
        reference=reference.title,
        years=tuple(used),
        completeness=completeness,
        unobserved=at_risk(moves, counts) == 0,
        share_newest=persons[-1] / max(sum(persons), 1.0),
        reference_rates=rates,
    )


def with_stand_ins(counted: Counted, pool: Floats) -> Floats:
    """Return everybody's moves, with a stand-in for each state that nobody has ever left, such as a new education.

    Its moves are those of all states of its sort (in an activity, or in a gap): as often going on, beginning,
    completing and leaving; what happens is divided evenly over the moves that may mean it, and nobody begins what
    nobody has ever begun. The figure says how much hangs on it.
    """
    moves, states = counted.moves, counted.space.states
    reached = np.bincount(moves.target, weights=pool, minlength=len(states)) > 0
    is_unheard_of = (counted.kind_of_move == Happening.BEGINS) & ~reached[moves.target]
    is_activity = np.array([state.activity is not None for state in states])[moves.origin]
    is_empty = (at_risk(moves, pool) == 0)[moves.origin]
    found = pool.astype(np.float64)
    for sort in (True, False):
        of_sort = is_activity == sort
        often = np.bincount(counted.kind_of_move[of_sort], weights=pool[of_sort], minlength=len(Happening))
        for state in np.unique(moves.origin[of_sort & is_empty]):
            own = np.flatnonzero((moves.origin == state) & ~is_unheard_of)
            kinds = counted.kind_of_move[own]
            found[own] = often[kinds] / np.bincount(kinds, minlength=len(Happening))[kinds]
    return found


def on_own_years(
    counted: Counted,
    own: dict[int, Floats],
    window: Sequence[int],
    completeness: Completeness | None,
    drift: Drift | None,
) -> Behaviour:
    """Return behaviour leaned on the municipality's own years: the year against all of them together."""
    moves = counted.moves
    everything = np.array(list(own.values()))
    counts = everything.sum(axis=0)
    pool = with_stand_ins(counted, counts.sum(axis=(0, 1)))
    rates = smoothed_twice(moves, counts, pool)
    seen = np.sum([own[each] for each in window], axis=0)
    table, cell = np.nonzero(seen.any(axis=2))
    shrunk = shrink(moves, rates.share[table, cell], seen[table, cell])
    return Behaviour(
        place=place_of(moves, rates, shrunk),
        drift=estimate_drift(moves, everything, counted.kind_of_move, DRIFT_FLOOR) if drift is None else drift,
        spread=shrunk.spread,
        reference=OWN,
        years=tuple(window),
        completeness=completeness,
        unobserved=at_risk(moves, counts) == 0,
        share_newest=1.0,
    )


def ministry_like(counted: Counted, year: int) -> Rates:
    """Return the plain rates of a year: the municipality's own, all cells together, nothing shrunk or corrected.

    A row of nobody takes the rows of all its years; what the ministry does there is not published.
    """
    own = np.sum([counted.of_year(each) for each in counted.years if each <= year], axis=0)
    of_year = counted.of_year(year).sum(axis=1, keepdims=True)
    pool = with_stand_ins(counted, own.sum(axis=(0, 1)))
    rates = smoothed(counted.moves, of_year, pool, n_borrowed=1e-6)
    share = np.repeat(rates.share, len(counted.labels), axis=1)
    return Rates(share, np.repeat(rates.is_known, len(counted.labels), axis=1))


def aligned(reference: Reference, year: int, counted: Counted) -> Floats:
    """Return a reference's moves of a year in the cells of the municipality, (T, K, E); a cell it lacks has nobody."""
    if year in counted.elsewhere_by_year:
        return counted.elsewhere_by_year[year][0]
    counts = reference.counts[reference.years.index(year)][:, counted.kept]
    found = np.zeros((counts.shape[0], len(counted.labels), counts.shape[1]))
    for place, label in enumerate(reference.labels):
        cell = counted.cells.cell_of(label)
        if cell >= 0:
            found[:, cell] += counts[..., place]
    counted.elsewhere_by_year[year] = found, found.sum(axis=1)
    return found
