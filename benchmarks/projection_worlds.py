"""Made-up worlds with known parameters: what is true in them, and what a municipality's registers say late."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from videre.projection.chain import Moves, Rates, moves_of, sum_by_origin
from videre.projection.shrinking import tilted

PARAMETERS = Path(__file__).with_suffix(".yaml")
KINDS = ("goes_on", "begins", "completes", "leaves")
N_TABLES = 27
HORIZONS = (6, 25)


@dataclass(frozen=True)
class Design:
    """The chain and the parameters that all worlds share."""

    parameters: dict[str, Any]

    @cached_property
    def states(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.parameters["states"])}

    @cached_property
    def table(self) -> dict[tuple[int, int], tuple[float, str, float, float]]:
        """Rate, kind, and how it changes with the years, by the states of the move."""
        found: dict[tuple[int, int], tuple[float, str, float, float]] = {}
        for move in self.parameters["moves"]:
            for origin in move["from"]:
                for target, rate in move["to"].items():
                    key = self.states[origin], self.states[target]
                    found[key] = (rate, move["what"], move.get("later", 1.0), move.get("least", 1.0))
        for origin, target in self.parameters["goes_on"].items():
            found[self.states[origin], self.states[target]] = (0.0, "goes_on", 1.0, 1.0)
        return found

    @cached_property
    def moves(self) -> Moves:
        return moves_of(sorted(self.table), len(self.states))

    @cached_property
    def kind_of_move(self) -> np.ndarray:
        return np.array([KINDS.index(self.table[pair][1]) for pair in sorted(self.table)])

    @cached_property
    def base(self) -> Rates:
        """The country's rates before any drift: [table, men and women, move]."""
        share = np.zeros((N_TABLES, 2, len(self.table)))
        for number, pair in enumerate(sorted(self.table)):
            rate, kind, later, least = self.table[pair]
            for sex, factor in enumerate((1.0, self.parameters["women"].get(kind, 1.0))):
                share[:, sex, number] = rate * factor * np.maximum(later ** np.arange(N_TABLES), least)
        told = sum_by_origin(self.moves, share)
        assert told.max() < 1, "more than everybody moves"
        for number, _ in enumerate(sorted(self.table)):
            if self.kind_of_move[number] == 0:
                share[..., number] = 1 - told[..., self.moves.origin[number]]
        return Rates(share, np.ones((N_TABLES, 2, len(self.states)), bool))

    @cached_property
    def counted(self) -> tuple[int, ...]:
        return tuple(self.states[name] for name in self.parameters["counted"])


def read_design() -> Design:
    return Design(yaml.safe_load(PARAMETERS.read_text("utf-8")))


@dataclass(frozen=True)
class World:
    """One world.

    country: the country's counts by year, (Y, R, K, E). own: the municipality's when all is reported.
    then: its told moves by kind as known 31 days after each year, (Y, G). known: the newest year's counts so known.
    initial: the newest cohort on its first 1 October as known, (K, S). expected, period: its true shares at each
    horizon, by what behaviour becomes and if it stood still. realised: the shares that it shows.
    """

    country: np.ndarray
    own: np.ndarray
    known: np.ndarray
    then: np.ndarray
    initial: np.ndarray
    expected: np.ndarray
    period: np.ndarray
    realised: np.ndarray


def draw_world(design: Design, generator: np.random.Generator) -> World:
    """Draw a world: a country that drifts, a municipality in it, its cohorts, and late reports."""
    about, moves = design.parameters, design.moves
    n_years, n_moves = about["years"], len(moves.origin)
    walks = drift(design, generator, n_years + HORIZONS[-1])
    local = generator.normal(0, about["spread"], n_moves)
    of_cell = generator.normal(0, about["spread_of_cell"], (2, n_moves))

    def rates(year: int, *, is_local: bool) -> Rates:
        tilt = walks[year] + ((local + of_cell) if is_local else np.zeros((2, n_moves)))
        return tilted(moves, design.base, tilt)

    country = np.array([country_counts(design, rates(year, is_local=False), generator) for year in range(n_years)])
    own = np.zeros((n_years, N_TABLES, 2, n_moves))
    cohorts: list[np.ndarray] = []
    for year in range(n_years):
        here = rates(year, is_local=True)
        women = generator.binomial(about["cohort"], about["share_of_women"])
        newcomers = np.zeros((2, moves.n_states))
        newcomers[:, design.states["begins"]] = about["cohort"] - women, women
        cohorts.append(newcomers)
        for left in range(year + 1):
            clock = year - left
            own[year, clock], cohorts[left] = step(moves, here.share[clock], cohorts[left], generator)
    true_start = cohorts[-1]
    expected, period, realised = futures(design, rates, true_start, generator, n_years)
    then, known = reported(design, own, generator)
    initial = np.zeros_like(true_start)
    np.add.at(initial.T, moves.target, known[0].T)
    return World(country, own, known, then, initial, expected, period, realised)


def drift(design: Design, generator: np.random.Generator, n_years: int) -> np.ndarray:
    """Return the country's log tilts by year, (Y, E): nought in the last year of the registers."""
    about, kinds = design.parameters, design.kind_of_move
    of_kind = generator.normal(0, about["drift_of_kind"], (n_years, len(KINDS)))
    of_kind[:, 0] = 0.0  # going on gives way
    steps = of_kind[:, kinds] + generator.normal(0, about["drift_of_move"], (n_years, len(kinds)))
    walks = steps.cumsum(axis=0)
    return np.asarray(walks - walks[about["years"] - 1])


def country_counts(design: Design, rates: Rates, generator: np.random.Generator) -> np.ndarray:
    """Return a year's counts of the country: as many at risk as its rates would keep, and the noise of counts."""
    mass = np.zeros((2, design.moves.n_states))
    mass[:, design.states["begins"]] = design.parameters["country"] / 2
    counts = np.zeros_like(rates.share)
    for table in range(N_TABLES):
        flow = mass[:, design.moves.origin] * rates.share[table]
        counts[table] = generator.poisson(flow)
        mass = np.zeros_like(mass)
        np.add.at(mass.T, design.moves.target, flow.T)
    return counts


def step(
    moves: Moves, share: np.ndarray, standing: np.ndarray, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return the moves that persons make in a year, (K, E), and where they stand afterwards."""
    made = np.zeros_like(share)
    first = moves.first_of_state
    for cell, state in np.argwhere(standing > 0):
        own = slice(first[state], first[state + 1])
        row = share[cell, own]
        made[cell, own] = generator.multinomial(int(standing[cell, state]), row / row.sum())
    after = np.zeros_like(standing)
    np.add.at(after.T, moves.target, made.T)
    return made, after


def futures(
    design: Design, rates: Any, start: np.ndarray, generator: np.random.Generator, n_years: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the cohort's true expected shares, those if behaviour stood still, and what it shows, at the horizons."""
    moves, total = design.moves, start.sum()
    still, drifting, shown = start / total, start / total, start.copy()
    now = rates(n_years - 1, is_local=True).share
    found = []
    for year in range(1, HORIZONS[-1] + 1):
        then = rates(n_years - 1 + year, is_local=True).share[year]
        flows = [still[:, moves.origin] * now[year], drifting[:, moves.origin] * then]
        still, drifting = (np.zeros_like(start), np.zeros_like(start))
        for after, flow in zip((still, drifting), flows, strict=True):
            np.add.at(after.T, moves.target, flow.T)
        _, shown = step(moves, then, shown, generator)
        if year in HORIZONS:
            counted = list(design.counted)
            found.append((drifting[:, counted].sum(), still[:, counted].sum(), shown[:, counted].sum() / total))
    return tuple(np.array(each) for each in zip(*found, strict=True))  # type: ignore[return-value]


def reported(design: Design, own: np.ndarray, generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return told moves by year and kind as known 31 days after each year, and the newest year's counts so known."""
    moves, kinds = design.moves, design.kind_of_move
    late = np.array([design.parameters["unreported"].get(kind, 0.0) for kind in KINDS])[kinds]
    going_on = {int(moves.origin[move]): move for move in np.flatnonzero(kinds == 0)}
    missing = generator.binomial(own.astype(np.int64), late)
    then = np.array(
        [np.bincount(kinds, (own - missing)[year].sum(axis=(0, 1)), len(KINDS)) for year in range(len(own))]
    )
    known = own[-1] - missing[-1]
    for move in np.flatnonzero(late > 0):
        known[..., going_on[int(moves.origin[move])]] += missing[-1][..., move]
    return then, known
