"""How fast the projection is: `python benchmarks/projection_speed.py`. Medians of repeated runs, one thread.

12 cells, 40 states, 140 possible moves a cell, 25 years. Beside each stands the bound that is to be reached and what
the peers took on the machine of the study (docs/methods/projection.md).
"""

import time
from collections.abc import Callable

import numpy as np

from videre.projection.chain import Moves, moves_of, rates_of
from videre.projection.decomposing import Side, decompose
from videre.projection.forward import look_back, occupy, project, question
from videre.projection.resampling import bootstrap_persons, draw_shares, rows_of_persons
from videre.projection.uncertainty import variance_of_rates

N_STATES, N_CELLS, N_YEARS, N_MOVES = 40, 12, 25, 140
N_ROWS = 1_000_000


def median_ms(work: Callable[[], object], n: int) -> float:
    """Return the median time of a piece of work, after one run that compiles."""
    work()
    times = []
    for _ in range(n):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return 1000 * float(np.median(times))


def chain(generator: np.random.Generator) -> Moves:
    """Return 140 possible moves among 40 states."""
    pairs = {(state, state) for state in range(N_STATES)} | {
        (state, (state + 1) % N_STATES) for state in range(N_STATES)
    }
    while len(pairs) < N_MOVES:
        pairs.add((int(generator.integers(N_STATES)), int(generator.integers(N_STATES))))
    return moves_of(sorted(pairs), N_STATES)


def main() -> None:
    """Time each piece and print it beside its bound."""
    generator = np.random.default_rng(2014)
    moves = chain(generator)
    n_persons = N_ROWS // N_YEARS
    person = np.repeat(np.arange(n_persons), N_YEARS)
    cell = np.repeat(generator.integers(N_CELLS, size=n_persons), N_YEARS)
    move = generator.integers(N_MOVES, size=N_ROWS)
    shape = (1, N_CELLS, N_MOVES)
    counts = np.bincount(cell * N_MOVES + move, minlength=N_CELLS * N_MOVES).reshape(shape).astype(float)
    rates = rates_of(moves, counts)
    initial = generator.integers(1, 30, (N_CELLS, N_STATES)).astype(float)
    asked = question(initial, np.zeros(N_YEARS, np.int64), (3, 4), N_YEARS)
    rows = rows_of_persons(person, np.zeros(N_ROWS, np.int64), cell, move, shape)
    later = Side(rates_of(moves, counts + generator.integers(0, 40, shape)), initial)

    def value_and_error() -> tuple[float, float]:
        occupation = occupy(moves, rates, asked.initial, asked.table_of_step)
        value, _, slope = look_back(moves, rates, asked, occupation)
        return value, float(slope.sum())

    def with_gradient() -> float:
        projected = project(moves, rates, asked)
        return variance_of_rates(moves, rates, counts, projected.gradient, asked.table_of_step)

    lines = [
        ("value and slopes (there and back)", median_ms(value_and_error, 200), 1.0, "hesim 26 ms, no error"),
        ("value, gradient, standard error", median_ms(with_gradient, 200), 1.0, "hesim 26 ms, no error"),
        (
            "1000 draws",
            median_ms(lambda: draw_shares(moves, counts, asked, 1000, np.random.default_rng(1)), 7),
            300.0,
            "hesim 5300 ms",
        ),
        (
            "bootstrap of persons, 1 M rows, a replicate",
            median_ms(lambda: bootstrap_persons(moves, rows, asked, 10, np.random.default_rng(1)), 5) / 10,
            10.0,
            "mstate 5700 ms of 0.1 M rows",
        ),
        (
            "decomposition of 1,680 rates and make-up",
            median_ms(lambda: decompose(moves, Side(rates, initial), later, asked), 21),
            50.0,
            "DemoDecomp 250,000 ms",
        ),
    ]
    print(f"{'':46}{'ms':>9}{'bound':>9}  peer, on the machine of the study")
    for name, took, bound, peer in lines:
        print(f"{name:46}{took:9.2f}{bound:9.1f}  {peer}")


if __name__ == "__main__":
    main()
